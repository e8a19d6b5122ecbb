"""The public count: paced, shuffled, less the withdrawals, and provable."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

import signatures
from commons import db
from commons.errors import Refusal
from commons.ledger import merkle, sequencing, trees
from signatures import Act, Found, Pace, Standing
from signatures._sheets import (
    Sheet,
    SheetClosing,
    SheetLeaf,
    SheetManifest,
    Signature,
    Withdrawal,
)
from tests.signatures.conftest import CLOSES, OPENS

DURING = OPENS + timedelta(days=10, hours=5)
SLOW = Pace(min_batch=5, max_delay=timedelta(days=1))


@pytest.fixture(autouse=True)
def during(app, travel):
    travel(DURING)


def test_a_withdrawal_takes_one_from_the_count_and_is_promised(desk):
    sheet = desk.open()
    for voter in (1, 2, 3):
        desk.sign(sheet, f"voter-{voter}")
    desk.sequence()

    promise = desk.withdraw(sheet, "voter-2")
    desk.sequence()

    with db.transaction():
        tally = signatures.tally(sheet)
        assert (tally.released, tally.withdrawn, tally.net) == (3, 1, 2)
        assert signatures.check_receipt(promise.receipt).found is Found.RELEASED


def test_the_leaf_of_a_withdrawal_does_not_show_which_leaf_it_ends(desk):
    sheet = desk.open()
    signed = desk.sign(sheet, "voter-1")
    desk.withdraw(sheet, "voter-1")
    desk.sequence()

    with db.transaction():
        digest = signatures.sheet(sheet).digest
        leaves = trees.leaves(trees.tree(f"sheets/{digest}"))

    ended = next(leaf.data for leaf in leaves if '"withdrawal"' in leaf.data)
    assert signed.leaf not in ended


def test_nobody_withdraws_what_he_has_not_signed(desk):
    sheet = desk.open()

    with pytest.raises(Refusal, match="nothing-to-withdraw"):
        desk.withdraw(sheet, "voter-1")


def test_whoever_has_withdrawn_may_sign_again_once(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.withdraw(sheet, "voter-1")

    desk.sign(sheet, "voter-1")

    with pytest.raises(Refusal, match="already-signed"):
        desk.sign(sheet, "voter-1")
    desk.sequence()
    assert desk.net(sheet) == 1


def test_only_the_person_learns_whether_he_signed(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")

    assert desk.standing(sheet, "voter-1") == Standing(
        has_signed=True, is_withdrawn=False, day=date(2026, 10, 11)
    )
    assert desk.standing(sheet, "voter-2") == Standing(has_signed=False)


def test_withdrawing_ends_with_the_window(desk, travel):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    travel(CLOSES)

    with pytest.raises(Refusal, match="sheet-closed"):
        desk.agreed(sheet, Act.WITHDRAW)


def test_a_signature_is_undone_within_ten_minutes_and_not_later(desk, travel):
    sheet = desk.open()
    first, second = desk.sign(sheet, "voter-1"), desk.sign(sheet, "voter-2")
    travel(DURING + timedelta(minutes=9, seconds=59))
    with db.transaction():
        signatures.undo(sheet, first.undo)
    travel(DURING + timedelta(minutes=10))

    with pytest.raises(Refusal, match="undo-expired"), db.transaction():
        signatures.undo(sheet, second.undo)

    desk.sequence()
    assert desk.net(sheet) == 1


def test_an_undo_works_once_and_only_with_its_proof(desk):
    sheet = desk.open()
    promise = desk.sign(sheet, "voter-1")
    desk.sign(sheet, "voter-2")
    number, until, proof = promise.undo.split(".")
    with pytest.raises(Refusal, match="undo-expired"), db.transaction():
        signatures.undo(sheet, f"{int(number) + 1}.{until}.{proof}")
    with db.transaction():
        signatures.undo(sheet, promise.undo)

    with pytest.raises(Refusal, match="nothing-to-withdraw"), db.transaction():
        signatures.undo(sheet, promise.undo)


def test_a_quiet_sheet_moves_by_batches_or_on_its_own_clock(desk, travel):
    sheet = desk.open(pace=SLOW)
    desk.sequence()
    for voter in range(1, 5):
        desk.sign(sheet, f"voter-{voter}")
    assert desk.sequence() == set()
    desk.sign(sheet, "voter-5")
    assert desk.sequence() == {sheet}
    desk.sign(sheet, "voter-6")
    assert desk.sequence() == set()

    travel(DURING + timedelta(days=1))

    assert desk.sequence() == {sheet}
    assert desk.net(sheet) == 6


def test_the_clock_of_a_sheet_does_not_betray_a_late_signature(desk, travel):
    sheet = desk.open(pace=SLOW)
    desk.sequence()
    travel(DURING + timedelta(days=3))
    desk.sequence()
    travel(DURING + timedelta(days=3, minutes=2))
    desk.sign(sheet, "voter-1")

    moved = desk.sequence()

    assert moved == set()
    with db.transaction():
        due = signatures.tally(sheet).next_release_by
    assert due == OPENS + timedelta(days=14)


def test_the_order_in_the_tree_is_not_the_order_of_signing(desk):
    sheet = desk.open(pace=Pace(min_batch=20, max_delay=timedelta(days=1)))
    desk.sequence()
    for voter in range(1, 21):
        desk.sign(sheet, f"voter-{voter}")

    desk.sequence()

    with db.transaction() as session:
        by_place = session.scalars(
            sa.select(SheetLeaf.signature_id).order_by(SheetLeaf.position)
        ).all()
    assert sorted(by_place) != by_place


def test_the_days_add_up_to_the_count(desk, travel):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.sequence()
    travel(DURING + timedelta(days=1))
    desk.sign(sheet, "voter-2")
    desk.sign(sheet, "voter-3")
    desk.sequence()
    desk.withdraw(sheet, "voter-1")
    desk.sequence()

    with db.transaction():
        days = signatures.history_by_day(sheet)

    assert [(d.day, d.signatures, d.withdrawals, d.net) for d in days] == [
        (date(2026, 10, 11), 1, 0, 1),
        (date(2026, 10, 12), 2, 1, 2),
    ]
    assert sum(d.signatures - d.withdrawals for d in days) == desk.net(sheet)


def test_a_receipt_waits_then_is_proved_and_never_says_whose_it_is(desk):
    sheet = desk.open(pace=SLOW)
    desk.sequence()
    promise = desk.sign(sheet, "citizen-a")
    with db.transaction():
        assert signatures.check_receipt(promise.receipt).found is Found.WAITING
    for voter in range(1, 5):
        desk.sign(sheet, f"voter-{voter}")
    desk.sequence()

    with db.transaction():
        check = signatures.check_receipt(promise.receipt)

    assert check.found is Found.RELEASED
    assert merkle.includes(
        leaf=bytes.fromhex(check.leaf),
        index=check.index,
        size=check.size,
        path=[bytes.fromhex(step) for step in check.path],
        root=bytes.fromhex(check.root),
    )
    assert "citizen" not in promise.receipt and promise.spoken_name not in promise.receipt


def test_a_receipt_does_not_show_that_the_signature_was_withdrawn(desk):
    sheet = desk.open()
    promise = desk.sign(sheet, "voter-1")
    desk.sequence()
    with db.transaction():
        before = signatures.check_receipt(promise.receipt)
    desk.withdraw(sheet, "voter-1")

    with db.transaction():
        after = signatures.check_receipt(promise.receipt)

    assert after == before


def test_an_altered_receipt_is_not_read(desk):
    sheet = desk.open()
    promise = desk.sign(sheet, "voter-1")
    forged = promise.receipt.replace(promise.leaf, "00" * 32)

    with db.transaction():
        assert signatures.check_receipt(forged).found is Found.UNREADABLE
        assert signatures.check_receipt("").found is Found.UNREADABLE


def test_a_late_leaf_convicts_the_operator(desk, travel):
    sheet = desk.open()
    promise = desk.sign(sheet, "voter-1")
    travel(promise.release_by + timedelta(seconds=1))

    with db.transaction():
        assert signatures.check_receipt(promise.receipt).found is Found.OVERDUE


def test_a_sheet_is_sealed_only_after_its_grace(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=15), pace=SLOW)
    desk.sign(sheet, "voter-1")
    travel(CLOSES + timedelta(minutes=14))
    with pytest.raises(Refusal, match="sheet-not-over"):
        desk.seal(sheet)
    travel(CLOSES + timedelta(minutes=15))

    tally = desk.seal(sheet)

    assert tally.sealed and tally.net == 1
    assert desk.seal(sheet) == tally


def test_the_log_says_how_many_were_on_their_way_at_the_closing(desk, travel):
    sheet = desk.open(grace=timedelta(minutes=15))
    travel(CLOSES - timedelta(minutes=1))
    desk.agreed(sheet)
    desk.agreed(sheet)
    travel(CLOSES)

    desk.sequence()

    with db.transaction() as session:
        assert session.scalars(sa.select(SheetClosing.open_intents)).all() == [2]


@pytest.mark.parametrize("column", ["person_key", "envelope", "leaf", "day", "envelope_digest"])
def test_an_altered_row_is_never_counted_and_stops_the_sealing(desk, travel, column):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.sign(sheet, "voter-2")
    value = date(2026, 1, 1) if column == "day" else b"\0" * 32
    with db.transaction() as session:
        session.execute(sa.update(Signature).where(Signature.id == 1).values({column: value}))

    desk.sequence()

    assert desk.net(sheet) == 1
    travel(CLOSES)
    with pytest.raises(Refusal, match="sheet-damaged"):
        desk.seal(sheet)


def test_a_removed_row_is_found(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.sign(sheet, "voter-2")
    desk.sequence()
    with db.transaction() as session:
        assert signatures.audit(sheet) == []
        session.execute(sa.delete(SheetLeaf).where(SheetLeaf.signature_id == 1))
        session.execute(sa.delete(Signature).where(Signature.id == 1))

    with db.transaction():
        assert len(signatures.audit(sheet)) == 1


def test_a_withdrawal_slipped_into_the_database_is_not_counted(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.sequence()
    with db.transaction() as session:
        forged = {"sheet_id": sheet, "signature_id": 1, "how": "eid", "leaf": b"x", "mac": b"y"}
        session.execute(sa.insert(Withdrawal).values(**forged, day=date(2026, 10, 11)))

    desk.sequence()

    assert desk.net(sheet) == 1


def test_each_release_is_in_the_main_log(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    desk.sequence()

    with db.transaction():
        sequencing.sequence()
        leaves = trees.leaves(trees.tree("main"))
        kinds = [leaf.data for leaf in leaves]

    assert any("sheet:count:released" in data for data in kinds)
    assert any("sheet:sheet:opened" in data for data in kinds)


def test_small_numbers_of_refusals_are_not_said(desk, travel):
    sheet = desk.open()
    for _ in range(4):
        with pytest.raises(Refusal):
            desk.sign(sheet, "age-17")
    for _ in range(5):
        with pytest.raises(Refusal):
            desk.sign(sheet, "non-resident")

    travel(DURING + timedelta(days=7))
    with db.transaction():
        counts = {row.code: row.count for row in signatures.refusals(sheet)}

    assert counts == {"too-young": None, "not-resident": 5}


def test_a_key_swapped_in_the_database_seals_nothing_to_the_thief(desk):
    sheet = desk.open()
    desk.sign(sheet, "voter-1")
    thief = signatures.new_key("A thief")[1]
    key = signatures.AuthorityKey(thief["name"], thief["encryption"], thief["signing"])
    forged = desk.manifest(authority=key).as_facts()["authority"]
    with db.transaction() as session:
        session.execute(sa.update(Sheet).values(authority=forged))

    with pytest.raises(Refusal, match="sheet-damaged"):
        desk.sign(sheet, "voter-2")


@pytest.mark.parametrize(
    "change",
    [
        {"closes_at": CLOSES + timedelta(days=1)},
        {"eligibility": {}},
        {"min_batch": 2},
        {"fields": []},
        {"continues_id": 1},
    ],
)
def test_a_sheet_that_differs_from_its_manifest_takes_nothing(desk, change):
    sheet, other = desk.open(), desk.open(title="Another")
    with db.transaction() as session:
        session.execute(sa.update(Sheet).where(Sheet.id == sheet).values(change))

    with pytest.raises(Refusal, match="sheet-damaged"):
        desk.agreed(sheet)

    desk.sign(other, "voter-1")
    assert desk.sequence() == {other}


def test_a_changed_text_is_never_shown(desk):
    sheet = desk.open()
    with db.transaction() as session:
        row = session.get(SheetManifest, sheet)
        row.canonical = row.canonical.replace("clean air", "coal")

    with pytest.raises(Refusal, match="sheet-damaged"), db.transaction():
        signatures.manifest(sheet)
