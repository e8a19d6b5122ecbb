"""Answering without an account, where the hearing is open to all: a sheet that its code alone opens."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from commons import clock, db, limits
from commons.access import ANONYMOUS, Assurance
from commons.discussion import receipts
from commons.errors import Refusal
from commons.i18n import _l
from consult.models import Hearing
from consult.phases import services as phases
from consult.questions import answering
from consult.questions.answering import Signed
from consult.questions.models import AnswerSheet
from consult.questions.rules import Said
from consult.speakers import opening
from consult.speakers.opening import Guest


def send(
    guest: Guest,
    hearing: Hearing,
    said: Mapping[int, Said],
    *,
    within: Collection[int],
    signed: Signed,
    own: AnswerSheet | None = None,
) -> AnswerSheet:
    """Keep a guest's answers on a new sheet, or on his `own` one, which `proven` gave.

    Nothing of the guest is kept but the sheet. Refuses outside the open time, where the hearing is
    not open to all, above the limits of an address, and answers that cannot stand.
    """
    phases.check_questions(hearing, clock.now())
    opening.admit(guest, hearing)
    sheet = own or _new(hearing)
    answering.take(ANONYMOUS, hearing, sheet, said, within=within, signed=signed)
    return sheet


def proven(address: str, hearing: Hearing, number: int, code: str) -> AnswerSheet:
    """The sheet of this number, locked until the act is done, for whoever has its code.

    Refuses ("wrong-code") every other sheet in the same words, and too many tries.
    """
    limits.spend(limits.RECEIPT, f"address:{opening.network(address)}")
    limits.spend(limits.RECEIPT, f"sheet:{hearing.id}:{number}")
    found = db.session().scalar(
        sa.select(AnswerSheet)
        .where(
            AnswerSheet.id == number,
            AnswerSheet.hearing_id == hearing.id,
            AnswerSheet.account_id.is_(None),
            AnswerSheet.assurance == int(Assurance.NONE),
        )
        .with_for_update()
    )
    held = found.receipt_code if found is not None else receipts.new_code()
    if found is None or not receipts.same(receipts.normal(code), held):
        raise Refusal(
            "wrong-code",
            _l("This code does not belong to an answer sheet that was sent without an account."),
            field="code",
        )
    return found


def _new(hearing: Hearing) -> AnswerSheet:
    now = clock.now()
    sheet = AnswerSheet(
        hearing_id=hearing.id,
        account_id=None,
        assurance=int(Assurance.NONE),
        revision=0,
        first_sent_at=now,
        sent_at=now,
        receipt_code=receipts.new_code(),
        receipt_hash="",
    )
    db.session().add(sheet)
    db.session().flush()
    return sheet
