"""The report in the archive of a stranger's run: unpacked within limits, read strictly, held against its schema.

A fork decides what its run leaves behind, so every byte of it is untrusted.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

MEBIBYTE = 1 << 20
#: The archive as it is sent, and the report in it.
ARCHIVE_LIMIT, REPORT_LIMIT = 8 * MEBIBYTE, 24 * MEBIBYTE
#: JSON text of this kind is seldom packed tighter than 1 : 40.
RATIO_LIMIT = 200
DEPTH_LIMIT = 12
SYMBOLIC_LINK = 0o120000


class RefusedError(Exception):
    """The archive does not hold a report: what is wrong with it."""


def report_in(archive: bytes, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The report in the only member of a zip archive, called `name`; raises RefusedError for anything else."""
    text = _unpacked(archive, name)
    if _depth(text) > DEPTH_LIMIT:
        raise RefusedError(f"the report is nested more than {DEPTH_LIMIT} deep")
    try:
        report = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"the report is no JSON ({error})") from error
    return _valid(report, schema)


def _unpacked(archive: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            members = opened.infolist()
            if [member.filename for member in members] != [name]:
                raise RefusedError(f"the archive holds {len(members)} files, expected the one {name}")
            (member,) = members
            if member.flag_bits & 1:
                raise RefusedError("the archive is encrypted")
            if member.is_dir() or (member.external_attr >> 16) & 0o170000 == SYMBOLIC_LINK:
                raise RefusedError("the archive holds no ordinary file")
            if member.file_size > REPORT_LIMIT or member.file_size > RATIO_LIMIT * max(
                member.compress_size, 1024
            ):
                raise RefusedError(f"the report would unpack to {member.file_size:,} bytes")
            with opened.open(member) as file:
                data = file.read(REPORT_LIMIT + 1)  # what a header declares need not be true
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise RefusedError(f"the archive cannot be opened ({type(error).__name__})") from error
    if len(data) > REPORT_LIMIT:
        raise RefusedError(f"the report is larger than {REPORT_LIMIT:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("the report is not UTF-8") from error


def _depth(text: str) -> int:
    """How deep brackets nest outside of strings; counted before a parser could run out of stack."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"?', "", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _valid(report: Any, schema: Mapping[str, Any]) -> dict[str, Any]:
    from jsonschema import Draft202012Validator

    worst = next(Draft202012Validator(schema).iter_errors(report), None)
    if worst is not None:
        # the words of the validator quote the stranger's value, so only the place and the kind are told
        where = "/".join(str(part) for part in list(worst.absolute_path)[:6] if isinstance(part, int | str))
        raise RefusedError(f"the report breaks its schema at /{where[:200]} ({worst.validator})")
    assert isinstance(report, dict)
    return report
