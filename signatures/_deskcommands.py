"""The authority's commands beside the examination: batches, lists of signers, sealed objections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from commons import tables
from commons.errors import Refusal
from signatures import _batches, _envelope, _listing
from signatures._package import BadPackage

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(path_type=Path)
_LARGEST = 200_000_000
FORMATS = ("csv", "pdf", "asic-e", "dvv-lines")
USUAL = ("csv", "pdf", "asic-e")


@click.command("join")
@click.argument("batches", type=_FILE, nargs=-1, required=True)
@click.option("--out", type=_NEW, default=Path("package.zip"), help="Where the package goes.")
def join(batches: tuple[Path, ...], out: Path) -> None:
    """Put BATCHES of one package together again; the whole has the digest that each of them names."""
    try:
        digest, manifest = _batches.join(batches, out)
    except (BadPackage, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"package  {out}\nSHA-256  {digest}\nbatches  {manifest}  (as the public record says)"
    )


@click.command("list")
@click.argument("package", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
@click.option("--out", type=_NEW, default=Path("signers"), help="A folder that only you read.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), default=USUAL)
def list_signers(package: Path, key: Path, out: Path, formats: tuple[str, ...]) -> None:
    """Write who signed PACKAGE as CSV, as PDF and as the containers themselves (ASiC-E)."""
    try:
        private = json.loads(key.read_text("utf-8"))
        many = _listing.write(package, private, out, formats=set(formats))
    except (BadPackage, Refusal, OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"the signers cannot be listed ({error})") from error
    click.echo(f"{many:>9}  signers in {out}  (personal data: keep them as the law says)")


@click.command("open-objections")
@click.argument("objections", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
@click.option("--sheet", help="The digest of the sheet, for files that do not name it.")
@click.option("--outcomes", type=_FILE, help="Your outcomes.jsonl, to see what was decided.")
@click.option("--out", type=_NEW, help="A CSV file to write; else they are printed.")
def open_objections(
    objections: Path, key: Path, sheet: str | None, outcomes: Path | None, out: Path | None
) -> None:
    """Open the sealed OBJECTIONS of signers (objections.jsonl) with the authority's key."""
    try:
        private = bytes.fromhex(json.loads(key.read_text("utf-8"))["private_encryption"])
        decided = dict(_decided(outcomes)) if outcomes else {}
        opener = X25519PrivateKey.from_private_bytes(private)
        rows = [
            (leaf, decided.get(leaf, ""), words)
            for leaf, words in _opened(objections, opener, sheet or "")
        ]
    except (_envelope.NotOurs, OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"the objections cannot be opened ({error})") from error
    if out is None:
        for leaf, outcome, words in rows:
            click.echo(f"{leaf}  {outcome}\n{click.wrap_text(words, 100, '    ', '    ')}")
    else:
        table = tables.csv_lines(("leaf", "outcome", "objection"), rows)
        out.write_text("".join(table), encoding="utf-8")
        out.chmod(0o600)
    click.echo(f"{len(rows):>9}  objections")


def _opened(path: Path, key: X25519PrivateKey, sheet: str) -> Iterator[tuple[str, str]]:
    if path.stat().st_size > _LARGEST:
        raise ValueError("the file is too large")
    for line in path.read_bytes().splitlines():
        said = json.loads(line)
        digest = str(said.get("sheet") or sheet)
        held = _envelope.open_with(key, bytes.fromhex(said["sealed"]), sheet_digest=digest)
        yield str(said["leaf"]), str(held["objection"])


def _decided(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_bytes().splitlines():
        said = json.loads(line)
        yield str(said["leaf"]), str(said["outcome"])
