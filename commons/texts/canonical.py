"""The one sequence of bytes that a text is, and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from commons.texts.tree import Node, Tree


def as_bytes(tree: Tree) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8 as written; equal trees give equal bytes."""
    facts = {
        "title": tree.title,
        "language": tree.language,
        "nodes": [_node(node) for node in tree.nodes],
    }
    written = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return written.encode()


def digest(tree: Tree) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(as_bytes(tree)).hexdigest()


def _node(node: Node) -> dict[str, Any]:
    return {
        "eId": node.eid,
        "kind": node.kind.value,
        "number": node.number,
        "heading": node.heading,
        "words": node.words,
        "children": [_node(child) for child in node.children],
    }
