"""Sealing what belongs to a comment but to nobody's eyes, and opening it at the agency's desk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import sqlalchemy as sa

from commons import db, record, sealing
from commons.access import Actor
from commons.discussion.models import Comment, Thread
from commons.discussion.services import Written
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies as hearing_policies
from consult.models import DISCUSSION, Hearing
from consult.speakers import policies
from consult.speakers.models import Seal, Sealed


def keep(hearing: Hearing, written: Written, contents: Mapping[Seal, str]) -> dict[str, str]:
    """Seal these words with their comment; gives the public facts that commit to them.

    The commitment to confidential words is made with the author's receipt code, so that the
    author can prove them later and nobody can guess short ones.
    """
    for kind, words in contents.items():
        if words:
            sealed = sealing.seal(_desk(hearing, kind), words, bound_to=_bound(written.comment_id))
            db.session().add(
                Sealed(
                    hearing_id=hearing.id, comment_id=written.comment_id, kind=kind, sealed=sealed
                )
            )
    confidential = contents.get(Seal.CONFIDENTIAL)
    return {"confidential": commitment(written.code, confidential)} if confidential else {}


def commitment(code: str, words: str) -> str:
    """SHA-256 over the receipt's code and the confidential words."""
    return hashlib.sha256(f"{code}|{words}".encode()).hexdigest()


def read_confidential(actor: Actor, hearing: Hearing, number: int) -> str:
    """Open the confidential part of a comment at the agency's desk; every reading is on record.

    Refuses for everybody else, and where there is none or its key is destroyed.
    """
    hearing_policies.check(policies.may_read_sealed(actor, hearing))
    comment = find(hearing, number)
    words = opened(hearing, comment, Seal.CONFIDENTIAL)
    if words is None:
        raise Refusal("not-found", _l("This comment has no confidential part."))
    record.note(
        "hearing:confidential:read",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"number": number},
    )
    return words


def opened(hearing: Hearing, comment: Comment, kind: Seal) -> str | None:
    """What is sealed of this kind with the comment, or None where nothing is."""
    row = db.session().scalar(
        sa.select(Sealed).where(Sealed.comment_id == comment.id, Sealed.kind == kind)
    )
    if row is None:
        return None
    return sealing.unseal(_desk(hearing, kind), row.sealed, bound_to=_bound(comment.id))


def pseudonyms(hearing: Hearing, ids: list[int]) -> dict[int, str]:
    """The pseudonyms that only the agency may see, by row; none once their key is destroyed."""
    desk = _desk(hearing, Seal.PSEUDONYM)
    if not ids or sealing.is_destroyed(desk):
        return {}
    rows = db.session().scalars(
        sa.select(Sealed).where(Sealed.comment_id.in_(ids), Sealed.kind == Seal.PSEUDONYM)
    )
    return {
        row.comment_id: sealing.unseal(desk, row.sealed, bound_to=_bound(row.comment_id))
        for row in rows
    }


def drop(comment_id: int) -> None:
    """Delete everything that is sealed with a comment, once its author takes it back."""
    db.session().execute(sa.delete(Sealed).where(Sealed.comment_id == comment_id))


def forget_author(account_id: int) -> None:
    """Delete the withheld names and pseudonyms of one account, which is being erased."""
    own = sa.select(Comment.id).where(Comment.account_id == account_id)
    db.session().execute(
        sa.delete(Sealed).where(
            Sealed.comment_id.in_(own), Sealed.kind.in_((Seal.NAME, Seal.PSEUDONYM))
        )
    )


def drop_names(hearing: Hearing) -> None:
    """Destroy the key of the hearing's withheld names, and the names with it; not the words."""
    db.session().execute(
        sa.delete(Sealed).where(
            Sealed.hearing_id == hearing.id, Sealed.kind.in_((Seal.NAME, Seal.PSEUDONYM))
        )
    )
    sealing.destroy(_desk(hearing, Seal.NAME))


def find(hearing: Hearing, number: int) -> Comment:
    """The row of a comment of this hearing; refuses a number of none."""
    thread = sa.select(Thread.id).where(Thread.kind == DISCUSSION, Thread.key == hearing.key)
    found = db.session().scalar(
        sa.select(Comment).where(
            Comment.thread_id == thread.scalar_subquery(), Comment.number == number
        )
    )
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _desk(hearing: Hearing, kind: Seal) -> str:
    """Names and words have keys of their own: the names' is destroyed with the link to accounts."""
    return f"hearing-{hearing.id}-{'words' if kind is Seal.CONFIDENTIAL else 'names'}"


def _bound(comment_id: int) -> str:
    return f"comment-{comment_id}"
