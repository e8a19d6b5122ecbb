"""Working on a case: take it for a while, give it back, leave a note, read covered words on record."""

from __future__ import annotations

from dataclasses import dataclass, field

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.moderation import policies, rules
from commons.moderation.models import CaseNote, ReportedCase
from commons.moderation.queries import Found


@dataclass(frozen=True)
class Original:
    """A comment as it was written, for the eyes of those who check a decision."""

    words: str = field(repr=False)
    suggestion: str | None = field(repr=False)
    shown_as: str = field(repr=False)


def take(actor: Actor, found: Found) -> None:
    """Check a case out for half an hour; refuses while a colleague has it."""
    policies.check(policies.may_moderate(actor, found.case, found.subject, found.comment))
    case, now = _locked(found.case), clock.now()
    is_taken = case.lease_until is not None and case.lease_until > now
    if is_taken and case.lease_by != actor.account_id:
        raise Refusal("checked-out", _l("A colleague is working on this case now."))
    case.lease_by, case.lease_until = actor.account_id, now + rules.LEASE
    _note(actor, found, "taken")


def give_back(actor: Actor, found: Found) -> None:
    """Give a case back to the queue undecided."""
    check_lease(actor, found.case)
    found.case.lease_by = found.case.lease_until = None
    _note(actor, found, "given-back")


def check_lease(actor: Actor, case: ReportedCase) -> None:
    """Refuse whoever has not checked the case out, or no longer has it."""
    if not policies.holds_lease(actor, case, clock.now()):
        raise Refusal("not-checked-out", _l("Take the case first; it is not with you now."))


def write_note(actor: Actor, found: Found, words: str) -> CaseNote:
    """Leave a note for the colleagues; nobody outside the body's moderators and auditors reads it."""
    policies.check(policies.may_moderate(actor, found.case, found.subject, found.comment))
    said = words.strip()
    if not said:
        raise Refusal("nothing-said", _l("Write the note."), field="words")
    if len(said) > rules.LONGEST_REASON:
        raise Refusal("too-long", _l("Write a shorter note."), field="words")
    note = CaseNote(
        case_id=found.case.id,
        written_by=actor.account_id or 0,
        written_at=clock.now(),
        words=said,
    )
    found.case.notes.append(note)
    db.session().flush()
    return note


def read_words(actor: Actor, found: Found) -> Original:
    """Open the words of a comment as they were written; that they were read is on record.

    For the body's own moderators and for auditors; whoever decides an appeal reads them there.
    """
    policies.check(policies.may_see(actor, found.case))
    return opened(actor, found)


def opened(actor: Actor, found: Found) -> Original:
    """The words as they were written, with the entry that says they were read."""
    _note(actor, found, "words-read")
    row = found.comment
    return Original(row.words, row.suggestion, row.shown_as)


def _locked(case: ReportedCase) -> ReportedCase:
    db.session().refresh(case, with_for_update=True)
    return case


def _note(actor: Actor, found: Found, word: str) -> None:
    record.note(
        f"moderation:case:{word}",
        found.subject.path,
        actor=actor,
        agency_id=found.case.agency_id,
        private={"number": found.case.number},
    )
    db.session().flush()
