"""The tree's arithmetic against a naive reading of RFC 9162 that shares no code with it."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from commons.ledger import merkle

leaves = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def naive_root(data: list[bytes]) -> bytes:
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = 1
    while k * 2 < len(data):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(data[:k]) + naive_root(data[k:])).digest()


def naive_path(m: int, data: list[bytes]) -> list[bytes]:
    if len(data) == 1:
        return []
    k = 1
    while k * 2 < len(data):
        k *= 2
    if m < k:
        return [*naive_path(m, data[:k]), naive_root(data[k:])]
    return [*naive_path(m - k, data[k:]), naive_root(data[:k])]


def naive_subproof(m: int, data: list[bytes], whole: bool) -> list[bytes]:
    if m == len(data):
        return [] if whole else [naive_root(data)]
    k = 1
    while k * 2 < len(data):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, data[:k], whole), naive_root(data[k:])]
    return [*naive_subproof(m - k, data[k:], False), naive_root(data[:k])]


def grown(data: list[bytes]) -> tuple[merkle.Growing, dict[merkle.Place, bytes]]:
    tree, known = merkle.Growing(), {}
    for position, words in enumerate(data):
        leaf = merkle.leaf_hash(words)
        known[0, position] = leaf
        known.update(dict(tree.add(leaf)))
    return tree, known


@given(leaves)
def test_the_growing_root_is_the_naive_root(data: list[bytes]) -> None:
    tree, _known = grown(data)

    assert tree.root() == naive_root(data)


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert merkle.Growing().root() == hashlib.sha256(b"").digest()


@given(leaves, st.data())
def test_every_inclusion_proof_is_the_naive_one_and_verifies(data: list[bytes], choose) -> None:
    size = choose.draw(st.integers(1, len(data)))
    index = choose.draw(st.integers(0, size - 1))
    _tree, known = grown(data)

    path = merkle.proof(merkle.inclusion_spans(index, size), known)

    assert path == naive_path(index, data[:size])
    leaf, root = merkle.leaf_hash(data[index]), naive_root(data[:size])
    assert merkle.includes(leaf=leaf, index=index, size=size, path=path, root=root)


@given(leaves, st.data())
def test_every_consistency_proof_is_the_naive_one_and_verifies(data: list[bytes], choose) -> None:
    second = choose.draw(st.integers(1, len(data)))
    first = choose.draw(st.integers(1, second))
    _tree, known = grown(data)

    path = merkle.proof(merkle.consistency_spans(first, second), known)

    assert path == naive_subproof(first, data[:second], True)
    assert merkle.extends(
        first=first,
        second=second,
        first_root=naive_root(data[:first]),
        second_root=naive_root(data[:second]),
        path=path,
    )


@given(leaves, st.data())
def test_a_proof_of_another_leaf_place_or_path_is_refused(data: list[bytes], choose) -> None:
    size = len(data)
    index = choose.draw(st.integers(0, size - 1))
    _tree, known = grown(data)
    path = merkle.proof(merkle.inclusion_spans(index, size), known)
    root, leaf = naive_root(data), merkle.leaf_hash(data[index])

    forged = merkle.leaf_hash(data[index] + b"!")

    assert not merkle.includes(leaf=forged, index=index, size=size, path=path, root=root)
    assert not merkle.includes(leaf=leaf, index=size, size=size, path=path, root=root)
    longer = [*path, root]
    assert not merkle.includes(leaf=leaf, index=index, size=size, path=longer, root=root)
    if path:
        shorter = path[:-1]
        assert not merkle.includes(leaf=leaf, index=index, size=size, path=shorter, root=root)


@given(leaves, st.data())
def test_a_rewritten_beginning_is_never_consistent(data: list[bytes], choose) -> None:
    second = len(data)
    first = choose.draw(st.integers(1, second))
    changed = choose.draw(st.integers(0, first - 1))
    rewritten = [*data]
    rewritten[changed] += b"!"
    _tree, known = grown(rewritten)

    path = merkle.proof(merkle.consistency_spans(first, second), known)

    assert not merkle.extends(
        first=first,
        second=second,
        first_root=naive_root(data[:first]),
        second_root=naive_root(rewritten),
        path=path,
    )
