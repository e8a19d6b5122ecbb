"""The verifying authority's tools, for its own computer: they never load the application or its settings."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from commons import clock
from signatures import _escrow, _examination, _examining, _register, _sampling
from signatures._authority import new_key, open_test
from signatures._cardreport import report
from signatures._containers import BadContainer
from signatures._deskcommands import join, list_signers, open_objections
from signatures._examination import Examination, Outcome
from signatures._manifest import AuthorityKey
from signatures._package import BadPackage
from signatures._papercommands import open_scans
from signatures._register import BadRegister
from signatures._trust import BadTrustList

OUTCOMES, SUMMARY = "outcomes.jsonl", "summary.json"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(path_type=Path)
_DIR = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("signatures", help="Tools of the verifying authority, for use off the server.")
def signatures() -> None:
    """Keys, packages, results."""


@signatures.command("keygen")
@click.option("--name", required=True, help="The authority's name, as citizens know it.")
@click.option("--out", type=_NEW, default=Path("authority"), help="Where to write FILE.key.")
@click.option("--escrow", type=_FILE, help="Public key file of who keeps a second copy.")
def keygen(name: str, out: Path, escrow: Path | None) -> None:
    """Make the authority's keys: OUT.key stays here, OUT.public.json goes to the portal."""
    holder = _encryption(escrow) if escrow else ""
    private, public = new_key(name, escrow=_escrow.fingerprint(holder) if holder else "")
    secret, shown = out.with_suffix(".key"), out.with_suffix(".public.json")
    if secret.exists() or shown.exists():
        raise click.ClickException(f"{secret} or {shown} is there already; nothing was written")
    _write_secret(secret, private)
    if holder:
        out.with_suffix(".escrow").write_bytes(_escrow.seal(private, to=holder))
        click.echo(f"escrow       {out.with_suffix('.escrow')}  (give it to the escrow's holder)")
    shown.write_text(json.dumps(public, indent=1) + "\n", encoding="utf-8")
    click.echo(f"private key  {secret}  (keep two copies offline; never upload it)")
    click.echo(f"public key   {shown}  (register it at the verification desk)")
    click.echo(f"fingerprint  {_fingerprint(public)}  (publish it on your own site)")


@signatures.command("recover")
@click.argument("sealed", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The escrow holder's private key file.")
@click.option("--out", required=True, type=_NEW, help="Where to write the authority's key again.")
def recover(sealed: Path, key: Path, out: Path) -> None:
    """Bring a lost private key back from its escrow file SEALED."""
    try:
        private = _escrow.recover(sealed.read_bytes(), _private(key))
    except _escrow.NotEscrowed as error:
        raise click.ClickException(str(error)) from error
    _write_secret(out, private)
    click.echo(f"private key  {out}  fingerprint  {_fingerprint(private)}")


@signatures.command("open-test")
@click.argument("envelope", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
def open_test_envelope(envelope: Path, key: Path) -> None:
    """Open the test envelope of the verification desk and print the word in it."""
    try:
        click.echo(open_test(_private(key), envelope.read_bytes()))
    except ValueError as error:
        raise click.ClickException(str(error)) from error


@signatures.command("open")
@click.argument("package", type=_FILE)
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
@click.option("--register", required=True, type=_FILE, help="CSV with the column national_id.")
@click.option("--out", type=_NEW, default=Path("examination"), help="A folder for the outcomes.")
@click.option("--operator-key", help="The operator's public key, as you know it (hexadecimal).")
@click.option("--issuer-keys", type=_FILE, help="The providers' own key set (JWKS), as published.")
@click.option("--trust-lists", type=_DIR, help="Your own folder of trust lists, for containers.")
@click.option("--travelled-clock", is_flag=True, help="Accept the set clock of a demonstration.")
@click.option("--result", type=_NEW, help="Write the signed result at once.")
def open_package(
    *,
    package: Path,
    key: Path,
    register: Path,
    out: Path,
    operator_key: str | None,
    issuer_keys: Path | None,
    trust_lists: Path | None,
    travelled_clock: bool,
    result: Path | None,
) -> None:
    """Open PACKAGE, decide each signature, and keep the outcomes in a folder."""
    private = _private(key)
    try:
        examination = _examining.examine(
            package,
            private,
            _register.read(register),
            operator_key=operator_key,
            issuer_keys=_jwks(issuer_keys) if issuer_keys else None,
            travelled=travelled_clock,
            trust_lists=trust_lists,
        )
    except (BadPackage, BadRegister) as error:
        raise click.ClickException(str(error)) from error
    _keep(examination, out)
    if issuer_keys is None:
        click.echo("The identity providers' keys are those of the package (see --issuer-keys).")
    _show(examination)
    if result is not None:
        result.write_bytes(_examination.conclude(examination, private, clock.machine_now()))
        click.echo(f"signed result  {result}")


@signatures.command("verify-container")
@click.argument("container", type=_FILE)
@click.option("--trust-lists", required=True, type=_DIR, help="The folder of trust lists.")
@click.option("--rule-set", required=True, help="Whose list decides, as `ee-riigikogu`.")
def verify_container(container: Path, trust_lists: Path, rule_set: str) -> None:
    """Say who signed CONTAINER (ASiC-E) and how strong the signature is; asks nobody outside."""
    try:
        click.echo("\n".join(report(container, trust_lists, rule_set)))
    except (BadContainer, BadTrustList) as bad:
        raise click.ClickException(str(bad)) from bad


@signatures.command("certify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--key", required=True, type=_FILE, help="The authority's private key file.")
@click.option("--out", type=_NEW, default=Path("result.json"), help="The signed result.")
@click.option("--revision", type=int, default=0, help="1 for the first result after objections.")
def certify(folder: Path, key: Path, out: Path, revision: int) -> None:
    """Sign the outcomes in FOLDER as the authority's result, ready to be uploaded."""
    try:
        examination = _kept(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException("the outcomes in this folder cannot be read") from error
    private = _private(key)
    if _fingerprint(private) != examination.authority:
        raise click.ClickException("the outcomes were decided under another key")
    at = clock.machine_now()
    out.write_bytes(_examination.conclude(examination, private, at, revision=revision))
    _show(examination)
    click.echo(f"signed result  {out}")


def _keep(examination: Examination, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    lines = b"".join(outcome.line() + b"\n" for outcome in examination.outcomes)
    (out / OUTCOMES).write_bytes(lines)
    summary = {
        "authority": examination.authority,
        "closing_root": examination.closing_root,
        "closing_size": examination.closing_size,
        "package": examination.package,
        "sample": examination.sample.facts() if examination.sample else None,
        "sheet": examination.sheet,
        "title": examination.title,
    }
    (out / SUMMARY).write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n")


def _kept(folder: Path) -> Examination:
    summary: dict[str, Any] = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    lines = (folder / OUTCOMES).read_bytes().splitlines()
    sample = _sampling.of_facts(summary.pop("sample", None))
    outcomes = [Outcome(**json.loads(line)) for line in lines]
    return Examination(**summary, outcomes=outcomes, sample=sample)


def _show(examination: Examination) -> None:
    click.echo(f"sheet    {examination.sheet}")
    click.echo(f"package  {examination.package}")
    for reason, many in examination.counts.items():
        click.echo(f"{many:>9}  {reason}")
    click.echo(f"{len(examination.outcomes):>9}  in all")


def _jwks(path: Path) -> list[dict[str, Any]]:
    try:
        keys = json.loads(path.read_text(encoding="utf-8"))["keys"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException("this is not a key set (JWKS)") from error
    return [dict(key) for key in keys]


def _encryption(path: Path) -> str:
    try:
        said = str(json.loads(path.read_text(encoding="utf-8"))["encryption"])
        _escrow.fingerprint(said)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException("this is not a public key file") from error
    return said


def _private(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        bytes.fromhex(said["private_encryption"] + said["private_signing"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException("this is not the private key file of an authority") from error
    return {str(name): str(value) for name, value in said.items()}


def _fingerprint(said: dict[str, str]) -> str:
    return AuthorityKey(said["name"], said["encryption"], said["signing"]).fingerprint


def _write_secret(path: Path, private: dict[str, str]) -> None:
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w", encoding="utf-8") as out:
        out.write(json.dumps(private, indent=1) + "\n")


for _command in (open_scans, join, list_signers, open_objections):
    signatures.add_command(_command)
