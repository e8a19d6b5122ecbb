"""The authority's command for paper: open the sealed scans of a package, off the server."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from signatures import _envelope
from signatures._package import BadPackage, Reader
from signatures._paperwords import serial_of

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


@click.command("open-scans")
@click.argument("package", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("scans"), help="A folder.")
def open_scans(package: Path, key: Path, out: Path) -> None:
    """Open the scans of paper forms in PACKAGE, each under the number of its form."""
    try:
        reader = Reader(package)
        private = bytes.fromhex(json.loads(key.read_text("utf-8"))["private_encryption"])
        opener = X25519PrivateKey.from_private_bytes(private)
        many = sum(_open(reader, opener, out, number, body) for number, body in reader.scans())
    except (BadPackage, _envelope.NotOurs, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"the scans cannot be opened ({error})") from error
    click.echo(f"{many:>9}  scans in {out}")


def _open(reader: Reader, key: X25519PrivateKey, out: Path, number: str, body: bytes) -> int:
    said = _envelope.open_with(key, body, sheet_digest=str(reader.cover["sheet"]))
    if said["form"] != number or serial_of(number) is None:
        raise BadPackage("a scan is not that of its form")
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{number}{_ENDINGS[said['type']]}").write_bytes(base64.b64decode(said["scan"]))
    return 1
