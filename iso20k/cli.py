"""The iso20k command: argv to a command and its exit code; each command is imported only when it is asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from iso20k import __version__

#: Command, module below iso20k.commands, and the line in the help.
COMMANDS = (
    ("init", "make a workspace: configuration, folders, hooks, workflows"),
    ("new", "write an artifact from its skill's template"),
    ("check", "judge the workspace, or some of its documents"),
    ("explain", "say what a rule is for, with both its examples"),
    ("rules", "list the rules"),
    ("review", "show what a change between two commits does, and post it on the pull request"),
    ("status", "show the 22 steps, the nine areas and what to do next"),
    ("matrix", "show which documents the standard demands and where each stands"),
    (
        "impact",
        "show who refers to a service, SLA, supplier, CI type or person, and what to read again if it changes",
    ),
    ("dashboard", "write the static site from the repository's history"),
    ("demo", "make the NetOps example as a repository and run everything on it"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 (no error found), 1 (errors found) or 2 (could not be done)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print(f"iso20k {__version__}")
        return 0
    if words[0] not in dict(COMMANDS):
        print(f"iso20k: '{words[0]}' is no command\n\n{_help()}", file=sys.stderr)
        return 2
    return _run(words[0], words[1:])


def _run(name: str, words: list[str]) -> int:
    command = import_module(f"iso20k.commands.{name}")
    parser = argparse.ArgumentParser(prog=f"iso20k {name}", description=command.__doc__)
    command.arguments(parser)
    try:
        options = parser.parse_args(words)
        return int(command.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if told := refusal(error):
            print(told, file=sys.stderr)
            return 2
        raise


def refusal(error: Exception) -> str:
    """What to print for an error that is the input's and not ours, '' for one that is ours."""
    message, hint = getattr(error, "message", None), getattr(error, "hint", None)
    if not (isinstance(message, str) and isinstance(hint, str)):
        return ""
    where = getattr(error, "where", "")
    return f"iso20k: {where + ': ' if where else ''}{message}\n  {hint}"


def _help() -> str:
    lines = [f"  {name:<10} {line}" for name, line in COMMANDS]
    return "\n".join(
        (
            "usage: iso20k COMMAND [OPTION…]",
            "",
            "Judge the documents of an ISO/IEC 20000 service management system kept as Markdown in Git.",
            "",
            *lines,
            "",
            "'iso20k COMMAND --help' tells the options.",
        )
    )


def _speak_utf8() -> None:
    """Consoles of other encodings cannot print the signs of the trade (≥, →); replace what they lack."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
