"""The site as one file to hand on: a zip that opens from a folder, the same bytes for the same files."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping

from dashboard_gen.writing import MANIFEST, manifest
from iso20k.edges.disk import InputError

#: What the zip unpacks to; it holds the list of its files, so `iso20k dashboard -o` may renew it.
FOLDER = "dashboard"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows


def archive(files: Mapping[str, bytes]) -> bytes:
    """The bytes of the zip, members by path, with neither times nor owners."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as made:
        for path, data in sorted((*files.items(), (MANIFEST, manifest(files)))):
            member = zipfile.ZipInfo(f"{FOLDER}/{path}", _LONG_AGO)
            member.compress_type, member.create_system, member.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            made.writestr(member, data, compresslevel=9)
    return room.getvalue()


def refuse_foreign(place: str) -> None:
    """Raises `InputError` where something stands that is no zip of a site."""
    if not os.path.lexists(place):
        return
    if not os.path.islink(place) and os.path.isfile(place) and zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as former:
            if f"{FOLDER}/{MANIFEST}" in former.namelist():
                return
    raise InputError(place, "this is no zip of a former dashboard", "Name a new file; nothing was written.")


def write_archive(place: str, files: Mapping[str, bytes]) -> None:
    """Put the zip at `place`; a reader never sees half of it. Raises `InputError` where it cannot be written."""
    beside = f"{place}.new"
    try:
        with open(beside, "wb") as file:
            file.write(archive(files))
        os.replace(beside, place)
    except OSError as error:
        raise InputError(
            place, (error.strerror or "cannot be written").lower(), "Check the folder."
        ) from None
