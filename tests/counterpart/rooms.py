"""The environments of the actions, made once for a run of the tests: what the first run of an action has installed, later ones are given a copy of.

The first run of each action installs as its text says, on the runner. The files that are installed are the same throughout,
so a copy (made of links, for speed) holds what another installation would. A room that is there already is filled again,
and a run whose input `python` names another interpreter installs anew.
"""

import shlex
import sys
from pathlib import Path

#: Answers to `python3 -I -m venv ROOM`, where an action makes its environment; all else goes to the interpreter.
_INTERPRETER = """\
#!/bin/sh
[ "$1 $2 $3" = "-I -m venv" ] || exec {python} "$@"
made={kept}/"$(basename "$4")"
if [ -d "$made" ] && [ ! -e "$4" ]; then
  exec cp -al "$made" "$4"
fi
rm -f "$4/filled"  # a room that is there already is filled again
{python} "$@" || exit
[ -e "$4/bin/interpreter" ] && [ ! -L "$4/bin/python" ] && exit
mv "$4/bin/python" "$4/bin/interpreter"
cp {room} "$4/bin/python"
"""

#: The interpreter of an environment that keeps a copy of it when it has been filled.
_ROOM = """\
#!/bin/sh
room="$(cd "$(dirname "$0")/.." && pwd)"
[ "$1 $2 $3 $4" = "-I -m pip install" ] || exec "$room/bin/interpreter" "$@"
[ -e "$room/filled" ] && exit
"$room/bin/interpreter" "$@" || exit
touch "$room/filled"
made={kept}/"$(basename "$room")"
[ -d "$made" ] || cp -al "$room" "$made"
"""


def interpreters(folder: Path) -> Path:
    """A folder for the search path that holds such a `python3`."""
    names = {name: folder / name for name in ("bin", "kept")}
    for made in names.values():
        made.mkdir(parents=True)
    words = {"python": shlex.quote(sys.executable), "kept": shlex.quote(str(names["kept"]))}
    room = folder / "room"
    _script(room, _ROOM.format(**words))
    _script(names["bin"] / "python3", _INTERPRETER.format(**words, room=shlex.quote(str(room))))
    return names["bin"]


def _script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
