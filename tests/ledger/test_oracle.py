"""Another's implementation of RFC 9162 agrees with ours, root by root and proof by proof."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from commons.ledger import merkle

LEAVES = st.lists(st.binary(max_size=40), min_size=1, max_size=80)


def both(data: list[bytes]) -> tuple[InmemoryTree, list[bytes]]:
    tree = InmemoryTree(algorithm="sha256")
    for said in data:
        tree.append_entry(said)
    return tree, [merkle.leaf_hash(said) for said in data]


def steps(data: list[bytes], spans: list[merkle.Span]) -> list[bytes]:
    hashes = [merkle.leaf_hash(said) for said in data]
    return [merkle.root_of(hashes[start:end]) for start, end in spans]


@settings(max_examples=60, deadline=None)
@given(LEAVES)
def test_the_roots_are_the_same_at_every_size(data: list[bytes]) -> None:
    tree, hashes = both(data)

    for size in range(1, len(data) + 1):
        assert merkle.root_of(hashes[:size]) == tree.get_root(size)


@settings(max_examples=60, deadline=None)
@given(LEAVES, st.data())
def test_its_proofs_hold_for_us(data: list[bytes], choose: st.DataObject) -> None:
    tree, hashes = both(data)
    size = choose.draw(st.integers(1, len(data)))
    index = choose.draw(st.integers(0, size - 1))

    proof = tree.prove_inclusion(index + 1, size)

    assert proof.path[1:] == steps(data[:size], merkle.inclusion_spans(index, size))
    verify_inclusion(hashes[index], tree.get_root(size), proof)


@settings(max_examples=60, deadline=None)
@given(LEAVES, st.data())
def test_its_word_on_growth_is_ours(data: list[bytes], choose: st.DataObject) -> None:
    tree, hashes = both(data)
    second = choose.draw(st.integers(1, len(data)))
    first = choose.draw(st.integers(1, second))

    proof = tree.prove_consistency(first, second)

    verify_consistency(merkle.root_of(hashes[:first]), merkle.root_of(hashes[:second]), proof)
    path = steps(data, merkle.consistency_spans(first, second))
    assert merkle.extends(
        first=first,
        second=second,
        first_root=tree.get_root(first),
        second_root=tree.get_root(second),
        path=path,
    )
