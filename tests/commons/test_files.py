"""A file is what its content says, within named limits, and clean."""

from __future__ import annotations

import io
import random
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from commons import config, files, pictures
from commons.errors import Refusal
from commons.files import Type


def picture(kind: str = "PNG", side: int = 20) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(out, kind, comment=b"hidden words")
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00 a program that calls itself report.pdf",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<html><script>1</script></html>",
        b"\x00\x01\x02",
        b"PK\x03\x04 broken",
        packed(any=b"thing"),
        packed(word__document=b"0" * 3_000_000),
        b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
        b"x" * (files.LARGEST + 1),
        b"\x89PNG\r\n\x1a\n and then nonsense",
    ],
)
def test_what_is_not_taken_is_refused_and_leaves_nothing(sqlite_app: Flask, data: bytes) -> None:
    with sqlite_app.test_request_context(), pytest.raises(Refusal) as refused:
        files.keep("report.pdf", data)

    assert refused.value.code == "bad-file"
    assert str(refused.value.message)


def spoiled(data: bytes, seed: int) -> bytes:
    """The same file with a few bytes changed, lost or put in behind its first ones."""
    chance, made = random.Random(seed), bytearray(data)
    for _fault in range(chance.randint(1, 6)):
        at = chance.randrange(8, len(made))
        if chance.random() < 0.7:
            made[at] = chance.randrange(256)
        else:
            made[at : at + chance.randint(0, 20)] = chance.randbytes(chance.randint(0, 4))
    return bytes(made)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "ODT"])
def test_a_spoiled_file_is_refused_and_never_a_fault(sqlite_app: Flask, kind: str) -> None:
    members = {"mimetype": Type.ODT.encode(), "content.xml": b"<a/>" * 100}
    sound = packed(**members) if kind == "ODT" else located(kind)
    codes = set()

    for seed in range(1500):
        try:
            files.cleaned(spoiled(sound, seed))
        except Refusal as refusal:
            codes.add(refusal.code)

    assert codes == {"bad-file"}


def located(kind: str) -> bytes:
    """A picture that says where and how it was taken."""
    out, made = io.BytesIO(), Image.effect_noise((40, 30), 60)
    said = made.getexif()
    said[0x0112], said[0x010E], said[0x8825] = 6, "home", {1: "N", 2: (1.0, 2.0, 3.0)}
    made.save(out, kind, exif=said)
    return out.getvalue()


@pytest.mark.parametrize("size", [(pictures.LARGEST_SIDE + 1, 1), (1, 60_000), (12_000, 9_000)])
def test_a_picture_that_is_too_large_is_refused_before_it_is_drawn(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    monkeypatch.setattr(Image, "new", None)

    with pytest.raises(Refusal, match="bad-file"):
        files.cleaned(out.getvalue())


def test_a_picture_is_drawn_anew(sqlite_app: Flask) -> None:
    kept = files.keep("a.jpg", picture("JPEG"))

    assert kept.type is Type.JPEG
    assert b"hidden words" not in files.read(kept.digest)


def test_the_type_is_that_of_the_content(sqlite_app: Flask) -> None:
    kept = files.keep("../../etc/\u202egpj.exe", b"Plain words.")

    assert kept.type is Type.TEXT
    assert kept.name == "gpj.exe"


@contextmanager
def scanned_by(socket_: Path) -> Iterator[None]:
    """The installation asks the clamd at this socket."""
    before = config.current()
    config.use(replace(before, clamd_socket=socket_))
    try:
        yield
    finally:
        config.use(before)


def clamd(socket_: Path) -> threading.Thread:
    """A clamd that answers two questions and finds whatever says "virus"."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(socket_))
    listening.listen()

    def answer() -> None:
        for _question in range(2):
            line, _who = listening.accept()
            with line:
                said = b""
                while not said.endswith(b"\0\0\0\0"):
                    said += line.recv(65536)
                is_bad = said.startswith(b"zINSTREAM\0") and b"virus" in said
                line.sendall(b"stream: A-Virus FOUND\0" if is_bad else b"stream: OK\0")
        listening.close()

    asked = threading.Thread(target=answer)
    asked.start()
    return asked


def test_a_scanner_that_is_down_refuses(sqlite_app: Flask, tmp_path: Path) -> None:
    with (
        sqlite_app.test_request_context(),
        scanned_by(tmp_path / "nobody-here"),
        pytest.raises(Refusal) as refused,
    ):
        files.keep("a.txt", b"Plain words.")

    assert refused.value.code == "scanner-down"


def test_an_installations_clamd_is_asked_about_each_file(sqlite_app: Flask, tmp_path: Path) -> None:
    asked = clamd(tmp_path / "clamd")

    with sqlite_app.test_request_context(), scanned_by(tmp_path / "clamd"):
        kept = files.keep("a.txt", b"Plain words.")
        with pytest.raises(Refusal, match="bad-file"):
            files.keep("b.txt", b"Words with a virus.")
    asked.join(timeout=10)

    assert kept.size == len(b"Plain words.")
