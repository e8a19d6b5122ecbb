"""Taking back without conditions: by the receipt's code where there is no account, and by minors."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db, limits, record
from commons.access import Actor
from commons.discussion import erasing, indexing, receipts
from commons.discussion.models import Channel
from commons.errors import Refusal
from commons.i18n import _l
from consult.answering import NoIssue
from consult.models import DISCUSSION, Hearing
from consult.speakers import keeping, standing
from consult.speakers.opening import network


def by_code(address: str, hearing: Hearing, number: int, code: str) -> None:
    """Withdraw a comment that has no account, by the code of its receipt.

    Refuses a wrong code in the same words as a comment that has an account, more than the limit
    of tries from one address and on one comment, and once the summary is published.
    """
    check_code(address, hearing, number, code)
    if hearing.summarised_at is not None:
        raise Refusal("out-of-order", _l("The summary is published; this can no longer change."))
    unowned(hearing, number)


def check_code(address: str, hearing: Hearing, number: int, code: str) -> None:
    """Refuse ("wrong-code") whoever has not the code of this comment of no account.

    Tries are limited from one address and on one comment; a comment that has an account is
    refused in the same words.
    """
    limits.spend(limits.RECEIPT, f"address:{network(address)}")
    limits.spend(limits.RECEIPT, f"comment:{hearing.key}:{number}")
    comment = keeping.find(hearing, number)
    is_free = comment.account_id is None and comment.channel is Channel.ONLINE
    if not receipts.same(receipts.normal(code), comment.receipt_code) or not is_free:
        raise Refusal(
            "wrong-code",
            _l("This code does not belong to a comment that was sent without an account."),
            field="code",
        )


def unowned(hearing: Hearing, number: int) -> None:
    """Withdraw a comment of no account, whose author has proved himself; search forgets it."""
    comment = keeping.find(hearing, number)
    erasing.withdraw_unowned(DISCUSSION, hearing.key, comment)
    keeping.drop(comment.id)
    indexing.later(comment.id, "withdrawn")
    _note(None, hearing, "hearing:comment:withdrawn", number)


def may_erase(actor: Actor, hearing: Hearing, number: int) -> bool:
    """Whether this person wrote it under age, or is under age now: then it goes whenever he wants."""
    if actor.account_id is None:
        return False
    comment = keeping.find(hearing, number)
    return (
        comment.account_id == actor.account_id
        and comment.erased_at is None
        and (comment.by_minor or standing.is_minor(actor.account_id))
    )


def erase(actor: Actor, hearing: Hearing, number: int) -> None:
    """Erase a minor's comment for ever, at any time: words, names and all that hangs on it.

    Its number and the counts stay. Refuses everybody else, and what is erased already.
    """
    comment = keeping.find(hearing, number)
    if comment.erased_at is not None:
        raise Refusal("already-withdrawn", _l("This comment is erased already."))
    if not may_erase(actor, hearing, number):
        raise Refusal("not-permitted", _l("Only who wrote it under age may erase it."))
    erasing.erase(DISCUSSION, hearing.key, comment, at=clock.now())
    keeping.drop(comment.id)
    db.session().execute(
        sa.update(NoIssue).where(NoIssue.comment_id == comment.id).values(objection=None)
    )
    _note(actor, hearing, "hearing:comment:erased", number)


def _note(actor: Actor | None, hearing: Hearing, kind: str, number: int) -> None:
    record.note(
        kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts={"number": number}
    )
