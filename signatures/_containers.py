"""ASiC-E containers: opened with every limit named, one signature inside, nothing unsigned; pure.

What an ID-card program makes (ETSI EN 319 162-1): a ZIP file with `mimetype`, the signed files, and
below META-INF a list of files and one XAdES signature.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

MIMETYPE = "application/vnd.etsi.asic-e+zip"
LARGEST = 500_000
"""Bytes of a container as it is uploaded."""
LARGEST_UNPACKED = 4_000_000
MOST_MEMBERS = 12
_META = "META-INF/"
_LIST = _META + "manifest.xml"
_SIGNATURE = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,100}")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_TYPES = {"txt": "text/plain", "json": "application/json"}


class BadContainer(Exception):
    """A container that is not taken; `code` is the domain word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, repr=False)
class Opened:
    """A container's signed files by name, and its one signature document."""

    files: Mapping[str, bytes]
    signature: bytes


def unsigned(files: Mapping[str, bytes]) -> bytes:
    """A container with these files and no signature yet, for the citizen's program to sign."""
    return _packed(files, {})


def signed(files: Mapping[str, bytes], document: bytes) -> bytes:
    """A container with these files and one signature document over them."""
    return _packed(files, {f"{_META}signatures0.xml": document})


def to_sign(container: bytes) -> dict[str, bytes]:
    """The files of a container that waits for its signature; raises BadContainer as `opened` does."""
    members = _unpacked(container)
    names = [n for n in members if n != "mimetype" and not n.startswith(_META)]
    if not names or any(_SIGNATURE.fullmatch(name) for name in members):
        raise BadContainer("container-signed-twice" if names else "container-unreadable")
    return {name: members[name] for name in names}


def _packed(files: Mapping[str, bytes], beside: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIMETYPE)
        for name, said in files.items():
            made.writestr(_entry(name, zipfile.ZIP_DEFLATED), said)
        made.writestr(_entry(_LIST, zipfile.ZIP_DEFLATED), _listed(files))
        for name, said in beside.items():
            made.writestr(_entry(name, zipfile.ZIP_DEFLATED), said)
    return out.getvalue()


def opened(data: bytes) -> Opened:
    """The files and the signature of a container.

    Raises BadContainer: "container-too-large", "container-unreadable" (no ZIP, truncated, a bomb,
    names that lead elsewhere or stand twice), "container-unsigned", "container-signed-twice".
    """
    if len(data) > LARGEST:
        raise BadContainer("container-too-large")
    members = _unpacked(data)
    if members.pop("mimetype", b"").strip() != MIMETYPE.encode():
        raise BadContainer("container-unreadable")
    inside = {name: said for name, said in members.items() if name.startswith(_META)}
    signatures = [said for name, said in inside.items() if _SIGNATURE.fullmatch(name)]
    files = {name: said for name, said in members.items() if name not in inside}
    foreign = [n for n in inside if n != _LIST and not _SIGNATURE.fullmatch(n)]
    if foreign or not all(_NAME.fullmatch(name) for name in files):
        raise BadContainer("container-unreadable")
    if len(signatures) != 1:
        raise BadContainer("container-signed-twice" if signatures else "container-unsigned")
    return Opened(files, signatures[0])


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given:
            infos = given.infolist()
            _check_members(infos)
            members: dict[str, bytes] = {}
            left = LARGEST_UNPACKED
            for info in infos:
                with given.open(info) as member:
                    said = member.read(left + 1)
                left -= len(said)
                if left < 0:
                    raise BadContainer("container-too-large")
                members[info.filename] = said
            return members
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        raise BadContainer("container-unreadable") from None


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    folded = {name.casefold() for name in names}
    if not infos or names[0] != "mimetype" or len(infos) > MOST_MEMBERS:
        raise BadContainer("container-unreadable")
    if len(folded) < len(names) or any(info.flag_bits & _ENCRYPTED for info in infos):
        raise BadContainer("container-unreadable")
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise BadContainer("container-too-large")


def _entry(name: str, how: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _LONG_AGO)
    made.compress_type = how
    return made


def _listed(files: Mapping[str, bytes]) -> str:
    rows = [("/", MIMETYPE), *((name, _type(name)) for name in files)]
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)}"
        f" manifest:media-type={quoteattr(kind)}/>"
        for name, kind in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.2">{entries}</manifest:manifest>'
    )


def _type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
