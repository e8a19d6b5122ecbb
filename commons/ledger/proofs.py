"""A proof that one can take home: a line of the record, its path, a signed head; checked offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from commons.ledger import merkle, notes, trees, witnesses
from commons.ledger.models import Head, Leaf, Tree

FORMAT = "lex-populi-proof-1"


@dataclass
class Verdict:
    """What a proof shows, and every fault in it, in plain words."""

    leaf: str = ""
    signed_at: str = ""
    operator_key: str = ""
    witnesses: list[str] = field(default_factory=list)
    """Those whose keys whoever checks brought along."""
    named: list[str] = field(default_factory=list)
    """Those whose keys stand in the proof alone: anybody could have invented them."""
    faults: list[str] = field(default_factory=list)


def bundle(main: Tree, head: Head, leaf: Leaf, *, operator_key: str) -> dict[str, Any]:
    """Everything that is needed to check one line of the record without this house."""
    lines = witnesses.under([head])[head.id]
    known = {one.name: one.public for one in witnesses.policy().witnesses}
    path = trees.inclusion(main, index=leaf.position, size=head.size)
    return {
        "format": FORMAT,
        "leaf": leaf.data,
        "index": leaf.position,
        "path": [step.hex() for step in path],
        "head": witnesses.note_of(head, lines),
        "operator_key": operator_key,
        "witnesses": {
            one.witness: notes.verifier_key(one.witness, known[one.witness])
            for one in lines
            if one.witness in known
        },
    }


def check(
    said: dict[str, Any], *, operator_key: str | None = None, witness_keys: Sequence[str] = ()
) -> Verdict:
    """Follow the path from the line to the signed root (RFC 9162, 2.1.3); pure.

    The operator's key in the proof is believed only where none is given; of the witnesses those
    are believed whose verifier keys are given. Raises KeyError, TypeError or ValueError where this
    is no such proof.
    """
    if said["format"] != FORMAT:
        raise ValueError("this is not a proof of this record")
    key = str(operator_key or said["operator_key"])
    verdict, public = Verdict(leaf=str(said["leaf"]), operator_key=key), bytes.fromhex(key)
    try:
        head = notes.verify(said["head"], public=public)
    except notes.BadNote as error:
        verdict.faults.append(str(error))
        return verdict
    verdict.signed_at = head.at.isoformat()
    is_in = merkle.includes(
        leaf=merkle.leaf_hash(verdict.leaf.encode("utf-8")),
        index=int(said["index"]),
        size=head.size,
        path=[bytes.fromhex(step) for step in said["path"]],
        root=head.root,
    )
    if not is_in:
        verdict.faults.append("the path does not lead from this line to the signed root")
    _check_witnesses(said, witness_keys, verdict)
    return verdict


def _check_witnesses(said: dict[str, Any], witness_keys: Sequence[str], verdict: Verdict) -> None:
    known = {one.name: one for one in map(witnesses.read_key, witness_keys)}
    for name, key in sorted({**dict.fromkeys(known, ""), **said["witnesses"]}.items()):
        one = known[name] if name in known else witnesses.read_key(key)
        if one.name != name or not notes.is_cosigned(said["head"], name=name, public=one.public):
            verdict.faults.append(f"{name} has not cosigned this head")
        elif name in known:
            verdict.witnesses.append(name)
        else:
            verdict.named.append(name)
