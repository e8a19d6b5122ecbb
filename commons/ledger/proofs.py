"""A proof that one can take home: a line of the record, its path, a signed head; checked offline."""

from __future__ import annotations

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
    witnesses: list[str] = field(default_factory=list)
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


def check(said: dict[str, Any], *, operator_key: str | None = None) -> Verdict:
    """Follow the path from the line to the signed root (RFC 9162, 2.1.3); pure.

    The operator's key in the proof is believed only where none is given. Raises KeyError,
    TypeError or ValueError where this is no such proof.
    """
    if said["format"] != FORMAT:
        raise ValueError("this is not a proof of this record")
    verdict = Verdict(leaf=str(said["leaf"]))
    public = bytes.fromhex(operator_key or said["operator_key"])
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
    for name, key in sorted(said["witnesses"].items()):
        one = witnesses.read_key(key)
        if one.name == name and notes.is_cosigned(said["head"], name=name, public=one.public):
            verdict.witnesses.append(name)
        else:
            verdict.faults.append(f"{name} has not cosigned this head")
    return verdict
