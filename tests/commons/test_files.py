"""A file is what its content says, within named limits, and clean."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from PIL import Image

from commons import files
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


def test_a_picture_is_drawn_anew(sqlite_app: Flask) -> None:
    kept = files.keep("a.jpg", picture("JPEG"))

    assert kept.type is Type.JPEG
    assert b"hidden words" not in files.read(kept.digest)


def test_the_type_is_that_of_the_content(sqlite_app: Flask) -> None:
    kept = files.keep("../../etc/\u202egpj.exe", b"Plain words.")

    assert kept.type is Type.TEXT
    assert kept.name == "gpj.exe"


def test_a_scanner_that_is_down_refuses(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files._Scanners, "all", [files.clamd_scanner("/nonexistent")])

    with sqlite_app.test_request_context(), pytest.raises(Refusal) as refused:
        files.keep("a.txt", b"Plain words.")

    assert refused.value.code == "scanner-down"
