"""Tools for whoever does not want to believe the operator; they never load the application."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TextIO

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commons import clock
from commons.ledger import checking, merkle, notes, proofs, sources, witnessing
from commons.ledger.sources import Folder, Portal, Unreadable

_NEW = click.Path(dir_okay=False, path_type=Path)


@click.group("ledger", help="Check the public log from outside.")
def ledger() -> None:
    """Verify, witness."""


@ledger.command("verify")
@click.argument("source")
@click.option("--operator-key", help="The operator's public key, as you know it (hexadecimal).")
@click.option("--save", type=click.Path(file_okay=False, path_type=Path), help="Keep a copy.")
@click.option("--heads", type=_NEW, help="Heads you kept earlier, a JSON object a line.")
def verify(source: str, operator_key: str | None, save: Path | None, heads: Path | None) -> None:
    """Recompute roots, heads and counts from the entries at SOURCE, an address or a folder."""
    place: Portal | Folder = sources.of(source)
    try:
        if save is not None:
            place = _saved(place, save)
        report = checking.check(place, operator_key=operator_key)
        if heads is not None:
            report.faults += _kept_heads(place, heads, report.operator_key)
    except (Unreadable, KeyError, TypeError, ValueError) as error:
        raise click.ClickException(str(error) or "this is not a public log") from error
    click.echo(f"operator key  {report.operator_key}")
    click.echo(f"main log      {report.size} entries, root {report.root}")
    click.echo(f"heads         {report.heads} signed heads checked")
    net = report.signatures - report.withdrawals
    click.echo(
        f"sheets        {report.sheets}: {report.signatures} signatures, "
        f"{report.withdrawals} withdrawals, {net} stand"
    )
    for fault in report.faults:
        click.echo(f"FAULT         {fault}")
    click.echo("NOT in order" if report.faults else "in order")
    sys.exit(1 if report.faults else 0)


@ledger.command("verify-proof")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--operator-key", help="The operator's public key, as you know it (hexadecimal).")
@click.option("--witness-key", multiple=True, help="A witness's verifier key, as you know it.")
def verify_proof(file: TextIO, operator_key: str | None, witness_key: tuple[str, ...]) -> None:
    """Check one line of the record by the proof in FILE, without asking anybody."""
    try:
        said = json.load(file)
        verdict = proofs.check(said, operator_key=operator_key, witness_keys=witness_key)
    except (KeyError, TypeError, ValueError) as error:
        raise click.ClickException("this is not a proof of such a record") from error
    click.echo(verdict.leaf)
    click.echo(f"in a head signed {verdict.signed_at}")
    if operator_key is None:
        click.echo(f"operator key, as the proof says: {verdict.operator_key}")
    for name in verdict.witnesses:
        click.echo(f"cosigned by {name}")
    for name in verdict.named:
        click.echo(f"cosigned by {name}, by a key that only the proof names")
    for fault in verdict.faults:
        click.echo(f"FAULT         {fault}")
    click.echo("NOT proved" if verdict.faults else "proved")
    sys.exit(1 if verdict.faults else 0)


@ledger.command("witness")
@click.argument("url")
@click.option("--state", required=True, type=_NEW, help="What was seen last; made if missing.")
@click.option("--key", required=True, type=_NEW, help="The witness's key; made if missing.")
@click.option("--name", default="witness", help="The witness's name in its cosignature.")
@click.option("--operator-key", help="The operator's public key, from elsewhere (hexadecimal).")
@click.option("--bring/--keep", default=True, help="Bring it to the log, or only keep it.")
def witness(
    url: str, state: Path, key: Path, name: str, operator_key: str | None, *, bring: bool
) -> None:
    """Check that the log at URL only grew since last time, then cosign its head."""
    portal = Portal(url)
    try:
        with witnessing.held(state) as seen:
            secret = _witness_key(key)
            cosigned = _cosigned(portal, state, seen, (name, secret, operator_key))
    except (witnessing.Refused, Unreadable, KeyError, ValueError) as error:
        raise click.ClickException(f"not cosigned: {error}") from error
    click.echo(cosigned)
    own = notes.verifier_key(name, secret.public_key().public_bytes_raw())
    click.echo(f"verifier key  {own}", err=True)
    if bring:
        _bring(portal, cosigned)


def _cosigned(
    portal: Portal,
    state: Path,
    seen: dict[str, Any],
    by: tuple[str, Ed25519PrivateKey, str | None],
) -> str:
    """The newest head with our line, once what was seen is kept; raises where it must not be signed."""
    name, secret, given = by
    head = portal.head(checking.MAIN)
    public, is_servers_word = witnessing.operator_key(given, seen, str(head["public_key"]))
    note = str(head["note"])
    said = notes.verify(note, public=bytes.fromhex(public))
    _check_grown(portal, seen, said)
    if is_servers_word:
        click.echo(
            f"operator key  {public}\n"
            "This first run trusts the key that the server itself names, this once. Compare it with "
            "what the operator publishes elsewhere, or begin anew with --operator-key.",
            err=True,
        )
    cosigned = note + notes.cosign(note, name=name, key=secret, at=clock.machine_now()).text()
    facts = {"note": cosigned, "operator_key": public, "root": said.root.hex(), "size": said.size}
    witnessing.keep(state, facts)
    return cosigned


def _bring(portal: Portal, cosigned: str) -> None:
    """A log that does not know this witness yet is no reason to forget what was seen."""
    try:
        click.echo(f"the log now shows {', '.join(portal.bring(cosigned))}", err=True)
    except Unreadable as error:
        click.echo(f"cosigned and kept, but {error}", err=True)


def _check_grown(portal: Portal, seen: dict[str, Any], said: notes.Checkpoint) -> None:
    if not seen:
        return
    first, root = int(seen["size"]), bytes.fromhex(seen["root"])
    if said.size < first:
        raise ValueError(f"the log had {first} entries and now says {said.size}")
    path: list[bytes] = []
    if said.size > first:
        proof = portal.consistency(checking.MAIN, first, said.size)
        path = [bytes.fromhex(step) for step in proof["path"]]
    if not merkle.extends(
        first=first, second=said.size, first_root=root, second_root=said.root, path=path
    ):
        raise ValueError(f"the log is not the one that had {first} entries")


def _witness_key(path: Path) -> Ed25519PrivateKey:
    if path.exists():
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    made = Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_text(made.private_bytes_raw().hex() + "\n")
    click.echo(f"new witness key; public {made.public_key().public_bytes_raw().hex()}", err=True)
    return made


def _saved(place: Portal | Folder, save: Path) -> Folder:
    folder = Folder(save)
    folder.save(checking.MAIN, place)
    named: set[str] = set()
    for data in folder.leaves(checking.MAIN):
        entry = json.loads(data)
        if entry.get("kind") == checking.RELEASED:
            named.add(f"sheets/{entry['facts']['sheet']}")
    for tree in sorted(named):
        folder.save(tree, place)
    return folder


def _kept_heads(place: Portal | Folder, heads: Path, key: str) -> list[str]:
    """Heads that somebody kept, against the tree as it is told now."""
    kept: dict[int, bytes] = {}
    growing = merkle.Growing()
    faults: list[str] = []
    for line in heads.read_text(encoding="utf-8").splitlines():
        said = notes.verify(json.loads(line)["note"], public=bytes.fromhex(key))
        if kept.setdefault(said.size, said.root) != said.root:
            faults.append(f"main: you kept two heads of {said.size} with two roots")
    for data in place.leaves(checking.MAIN):
        growing.add(merkle.leaf_hash(data.encode("utf-8")))
        root = kept.pop(growing.size, None)
        if root is not None and root != growing.root():
            faults.append(f"main: the head of {growing.size} that you kept has another root")
    return faults + [f"main: the head of {size} that you kept has lost leaves" for size in kept]
