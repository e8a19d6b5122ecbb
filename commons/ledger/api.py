"""The log for machines: heads, entries and proofs under /api/v1/ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from marshmallow import fields, validate

from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, trees, witnesses
from commons.ledger.models import Cosignature, Head, Leaf, Tree
from commons.ledger.trees import MAIN
from commons.machine import (
    Machine,
    Paging,
    Shape,
    instant,
    list_of,
    number_place,
    page,
    reading,
    text,
    whole,
)

blueprint = Machine("ledger-api", __name__, description="The transparency log (RFC 9162).")
_TREE = {"description": "`main`, or `sheets/` and a sheet digest."}
_HASH = validate.Regexp(r"^[0-9a-f]{64}$")
_SIZE = validate.Range(1, 2**53)


class TreeFilter(Shape):
    """Which tree."""

    tree = fields.String(load_default=MAIN, validate=validate.Length(1, 100), metadata=_TREE)


class EntryFilters(Paging):
    """Which tree's leaves, and from where."""

    tree = fields.String(load_default=MAIN, validate=validate.Length(1, 100), metadata=_TREE)


class InclusionFilters(TreeFilter):
    """Which leaf, by its hash or its index, in the tree of which size (the newest unless told)."""

    leaf = fields.String(validate=_HASH)
    index = fields.Integer(validate=validate.Range(0, 2**53))
    size = fields.Integer(validate=_SIZE)


class ConsistencyFilters(TreeFilter):
    """Between which two sizes."""

    first = fields.Integer(required=True, validate=_SIZE)
    second = fields.Integer(required=True, validate=_SIZE)


class HeadShape(Shape):
    """A signed tree head."""

    tree = text("The tree's name.")
    size = whole("How many leaves.")
    root = text("The root, hexadecimal.")
    at = instant("When it was signed.", nullable=False)
    note = text("The head as signed text (C2SP checkpoint), with the witnesses' cosignatures.")
    witnesses = fields.List(fields.String(), required=True)
    public_key = text("The operator's Ed25519 key, hexadecimal; pin it from another source.")


class LeafShape(Shape):
    """A leaf: its bytes are exactly `data` in UTF-8; its hash is SHA-256(0x00 || data)."""

    index = whole("Its place in the tree, from 0.")
    hash = text("Its hash, hexadecimal.")
    data = text("Its bytes, as text.")
    entry = fields.Dict(required=True, metadata={"description": "The same, read as JSON."})


class InclusionShape(Shape):
    """A proof that a leaf is in the tree (RFC 9162, 2.1.3)."""

    tree = text()
    leaf = text("The leaf's hash.")
    index = whole()
    size = whole("The tree's size for which this proves it.")
    root = text("The root of that size.")
    path = fields.List(fields.String(), required=True)


class ConsistencyShape(Shape):
    """A proof that a tree only grew (RFC 9162, 2.1.4)."""

    tree = text()
    first = whole()
    second = whole()
    first_root = text()
    second_root = text()
    path = fields.List(fields.String(), required=True)


@blueprint.route("/ledger/head")
@blueprint.arguments(TreeFilter, location="query")
@blueprint.response(200, HeadShape)
@reading
def head(said: dict[str, Any]) -> dict[str, Any]:
    """The newest signed head of a tree; not found before its first entry."""
    found = trees.head(_tree(said["tree"]))
    if found is None:
        raise _no_tree()
    return _head(said["tree"], found, witnesses.under([found])[found.id])


@blueprint.route("/ledger/heads")
@blueprint.arguments(EntryFilters, location="query")
@blueprint.response(200, list_of(HeadShape))
@reading
def heads(said: dict[str, Any]) -> dict[str, Any]:
    """Every head that was ever signed for a tree, the smallest first."""
    tree = _tree(said["tree"])
    found = trees.heads(tree, after=number_place(said.get("after")), limit=said["page_size"] + 1)
    shown = found[: said["page_size"]]
    more = (shown[-1].size,) if len(found) > len(shown) else None
    lines = witnesses.under(shown)
    items = [_head(said["tree"], one, lines[one.id]) for one in shown]
    return page(items, total=trees.count_heads(tree), after=more)


@blueprint.route("/ledger/entries")
@blueprint.arguments(EntryFilters, location="query")
@blueprint.response(200, list_of(LeafShape))
@reading
def entries(said: dict[str, Any]) -> dict[str, Any]:
    """The leaves of a tree in their order; from these alone anybody can recompute every root."""
    tree = _tree(said["tree"])
    last = trees.head(tree)
    total = last.size if last else 0
    start = number_place(said.get("after"))
    shown = trees.leaves(tree, after=start - 1, limit=said["page_size"])
    following = start + len(shown)
    more = (following,) if shown and following < total else None
    return page([_leaf(leaf) for leaf in shown], total=total, after=more)


@blueprint.route("/ledger/proof/inclusion")
@blueprint.arguments(InclusionFilters, location="query")
@blueprint.response(200, InclusionShape)
@reading
def inclusion(said: dict[str, Any]) -> dict[str, Any]:
    """The path from a leaf to the root."""
    tree = _tree(said["tree"])
    last = trees.head(tree)
    if last is None:
        raise _no_tree()
    leaf = _asked(tree, said)
    size = said.get("size") or last.size
    path = trees.inclusion(tree, index=leaf.position, size=size)
    return {
        "tree": tree.name,
        "leaf": leaf.hash.hex(),
        "index": leaf.position,
        "size": size,
        "root": trees.root(tree, size).hex(),
        "path": [step.hex() for step in path],
    }


@blueprint.route("/ledger/proof/consistency")
@blueprint.arguments(ConsistencyFilters, location="query")
@blueprint.response(200, ConsistencyShape)
@reading
def consistency(said: dict[str, Any]) -> dict[str, Any]:
    """The path that shows that the tree of `first` leaves is the beginning of that of `second`."""
    tree = _tree(said["tree"])
    first, second = said["first"], said["second"]
    path = trees.consistency(tree, first=first, second=second)
    return {
        "tree": tree.name,
        "first": first,
        "second": second,
        "first_root": trees.root(tree, first).hex(),
        "second_root": trees.root(tree, second).hex(),
        "path": [step.hex() for step in path],
    }


def _tree(name: str) -> Tree:
    found = trees.find(name.replace("\x00", ""))
    if found is None:
        raise _no_tree()
    return found


def _asked(tree: Tree, said: dict[str, Any]) -> Leaf:
    found = None
    if said.get("leaf") is not None:
        found = trees.leaf_of_hash(tree, bytes.fromhex(said["leaf"]))
    elif said.get("index") is not None:
        found = next(iter(trees.leaves(tree, after=said["index"] - 1, limit=1)), None)
    if found is None:
        raise Refusal("ledger-no-such-leaf", _l("The log has no such leaf."))
    return found


def _head(name: str, found: Head, lines: Sequence[Cosignature]) -> dict[str, Any]:
    return {
        "tree": name,
        "size": found.size,
        "root": found.root.hex(),
        "at": found.at,
        "note": witnesses.note_of(found, lines),
        "witnesses": sorted(one.witness for one in lines),
        "public_key": keys.public_key().hex(),
    }


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {
        "index": leaf.position,
        "hash": leaf.hash.hex(),
        "data": leaf.data,
        "entry": json.loads(leaf.data),
    }


def _no_tree() -> Refusal:
    return Refusal("not-found", _l("There is no such tree, or nothing is in it yet."))
