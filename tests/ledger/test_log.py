"""The main log: entries become leaves once, heads are signed and published, damage is found."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from commons import clock, db, record
from commons.errors import Refusal
from commons.ledger import keys, merkle, notes, published, sequencing, trees
from commons.ledger.models import Entry, Head, Leaf, PrivateFact

NOON = datetime(2026, 10, 1, 5, tzinfo=UTC)


def write(many: int) -> None:
    with db.transaction():
        for number in range(many):
            record.note("test:thing:done", "/things/1", facts={"n": number})


def sequence() -> Head | None:
    with db.transaction():
        return sequencing.sequence()


def test_each_entry_becomes_one_leaf(app):
    write(5)
    sequence()
    write(3)

    head = sequence()
    again = sequence()

    assert head is not None and head.size == 8
    assert again is None
    with db.transaction():
        leaves = trees.leaves(trees.tree("main"))
        assert [json.loads(leaf.data)["facts"]["n"] for leaf in leaves] == [0, 1, 2, 3, 4, 0, 1, 2]
        assert head.root == merkle.root_of(merkle.leaf_hash(x.data.encode()) for x in leaves)


def test_the_head_is_signed_and_stands_outside_the_database(app):
    write(2)

    head = sequence()

    said = published.last()
    assert said is not None and said.size == 2
    assert notes.verify(head.note, public=keys.public_key()).root == head.root


def test_every_stored_proof_verifies(app):
    for many in (1, 2, 3, 7):
        write(many)
        sequence()

    with db.transaction():
        main = trees.tree("main")
        for size in range(1, 14):
            root = trees.root(main, size)
            for leaf in trees.leaves(main)[:size]:
                path = trees.inclusion(main, index=leaf.position, size=size)
                assert merkle.includes(
                    leaf=leaf.hash, index=leaf.position, size=size, path=path, root=root
                )
            path = trees.consistency(main, first=size, second=13)
            assert merkle.extends(
                first=size,
                second=13,
                first_root=root,
                second_root=trees.root(main, 13),
                path=path,
            )


def test_an_act_that_is_rolled_back_leaves_no_entry(app):
    with pytest.raises(ZeroDivisionError), db.transaction():
        record.note("test:thing:done", "/things/1")
        raise ZeroDivisionError

    assert sequence() is None


def test_a_restored_database_behind_its_head_refuses_to_sequence(app):
    write(3)
    sequence()
    with db.transaction() as session:
        session.execute(sa.delete(Leaf).where(Leaf.position == 2))
        session.execute(sa.delete(Head))
        session.execute(sa.delete(trees.Node))
        session.execute(sa.delete(Leaf))
        session.execute(sa.delete(PrivateFact))
        session.execute(sa.delete(Entry))
    write(1)

    with pytest.raises(Refusal, match="ledger-behind"):
        sequence()

    with db.transaction():
        assert sequencing.faults() == ["ledger-behind"]


def test_an_entry_slipped_into_the_database_stops_the_sequencer(app):
    write(1)
    with db.transaction() as session:
        session.execute(sa.update(Entry).values(facts={"n": 7}))

    with pytest.raises(Refusal, match="ledger-damaged"):
        sequence()


def test_an_altered_leaf_is_found(app):
    write(6)
    sequence()
    with db.transaction() as session:
        assert sequencing.audit() == []
        session.execute(sa.update(Leaf).where(Leaf.position == 1).values(data='{"forged":1}'))

    with db.transaction():
        assert sequencing.audit() == [
            "main: leaf 1 is not what was hashed",
            "main: entry 2 differs from leaf 1",
        ]


def test_an_altered_entry_is_found_after_it_was_sequenced(app):
    write(6)
    sequence()
    with db.transaction() as session:
        session.execute(sa.update(Entry).where(Entry.id == 2).values(kind="test:thing:undone"))

    with db.transaction():
        assert sequencing.audit() == ["main: entry 2 differs from leaf 1"]


def test_times_of_heads_never_go_back(app):
    with clock.travel(NOON):
        write(1)
        first = sequence()
    with clock.travel(NOON - timedelta(days=3)):
        write(1)

        second = sequence()

    assert second.at == first.at == NOON


def test_private_facts_enter_as_a_commitment_that_erasure_mutes(app):
    with db.transaction() as session:
        entry = record.note("test:thing:done", "/things/1", private={"who": "Somchai"})
        kept = session.scalars(sa.select(PrivateFact)).one()
        assert record.is_committed(entry, kept.salt, {"who": "Somchai"})
        assert not record.is_committed(entry, kept.salt, {"who": "Somsri"})
        assert b"Somchai" not in record.leaf_of(entry)
    sequence()

    with db.transaction():
        record.erase(entry)

    with db.transaction():
        assert record.private_facts(entry) is None
        assert sequencing.audit() == []


def test_history_is_newest_first_and_pages_by_the_last_one_seen(app):
    write(5)

    with db.transaction():
        page = record.history("/things/1", limit=2)
        rest = record.history("/things/1", after=page[-1].id)

    assert [e.facts["n"] for e in page] == [4, 3]
    assert [e.facts["n"] for e in rest] == [2, 1, 0]


def test_parallel_writers_and_sequencers_lose_and_double_nothing(postgres_app):
    def work() -> None:
        for _ in range(5):
            write(4)
            sequence()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequence()

    with db.transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Leaf)) == 120
        assert sequencing.audit() == []
        assert trees.head(trees.tree("main")).size == 120


def test_a_head_that_was_rolled_back_is_never_published(app):
    write(1)
    session = db.database().open(writes=True)
    former = db.enter(session)
    sequencing.sequence()
    session.rollback()
    session.execute(sa.select(Entry))
    session.commit()
    db.enter(former)
    session.close()

    assert published.last() is None
    assert sequence().size == 1
    assert published.last().size == 1
