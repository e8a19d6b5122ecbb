"""Meetings and contact persons: announce, change, cancel, keep minutes, enter what was said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from commons import clock, db, files, record
from commons.access import Actor
from commons.discussion.models import Channel
from commons.discussion.services import Statement, Written
from commons.errors import Refusal
from commons.files import Kept
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts.words import normalise
from consult import policies
from consult.meetings import queries
from consult.meetings.models import ContactPerson, Meeting, MeetingComment
from consult.models import Hearing
from consult.services import speaking
from consult.states import Stage

MOST_CONTACTS = 10
files.use_holder(queries.is_needed)


@dataclass(frozen=True)
class Plan:
    """A meeting as it is announced."""

    titles: Mapping[str, str]
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    agenda: str = ""


@dataclass(frozen=True)
class Minutes:
    """What is kept of a meeting: words or a file, how many came, and which groups."""

    words: str
    attended: int | None
    groups: str = ""
    file: Kept | None = field(default=None)


def may_arrange(actor: Actor, hearing: Hearing) -> bool:
    """Whether this person may arrange meetings: the agency, until the hearing is decided."""
    if hearing.stage is Stage.DRAFT:
        return policies.may_prepare(actor, hearing)
    return policies.may_see_desk(actor, hearing) and hearing.stage is Stage.APPROVED


def announce(actor: Actor, hearing: Hearing, plan: Plan) -> Meeting:
    """Announce a meeting; refuses an end before the beginning, and one without place and link."""
    policies.check(may_arrange(actor, hearing))
    meeting = Meeting(hearing=hearing, **_values(plan, hearing))
    db.session().add(meeting)
    db.session().flush()
    _note(actor, meeting, "announced", {"starts_at": meeting.starts_at.isoformat()})
    return meeting


def change(actor: Actor, meeting: Meeting, plan: Plan) -> None:
    """Announce it otherwise; refuses once it has begun, or is cancelled."""
    policies.check(may_arrange(actor, meeting.hearing))
    _check_ahead(meeting)
    for name, value in _values(plan, meeting.hearing).items():
        setattr(meeting, name, value)
    db.session().flush()
    _note(actor, meeting, "changed", {"starts_at": meeting.starts_at.isoformat()})


def cancel(actor: Actor, meeting: Meeting, reason: str) -> None:
    """Cancel it with a public reason; it stays on the page. Refuses once it has begun."""
    policies.check(may_arrange(actor, meeting.hearing))
    _check_ahead(meeting)
    if not reason.strip():
        raise Refusal(
            "reason-needed", _l("Write the reason, which will be public."), field="reason"
        )
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), normalise(reason.strip())
    db.session().flush()
    _note(actor, meeting, "cancelled", {})


def keep_minutes(actor: Actor, meeting: Meeting, minutes: Minutes) -> None:
    """Publish the minutes with the number of those who came; later minutes replace them.

    Refuses before the meeting has begun, of a cancelled one, and minutes that say nothing.
    """
    policies.check(policies.may_see_desk(actor, meeting.hearing))
    if meeting.cancelled_at is not None or clock.now() < meeting.starts_at:
        raise Refusal("out-of-order", _l("This meeting has not taken place."))
    if not minutes.words.strip() and minutes.file is None and meeting.file_digest is None:
        raise Refusal(
            "nothing-said", _l("Write the minutes or choose their file."), field="minutes"
        )
    if minutes.attended is not None and minutes.attended < 0:
        raise Refusal("bad-number", _l("Enter how many came."), field="attended")
    meeting.minutes = normalise(minutes.words.strip())
    meeting.attended, meeting.groups = minutes.attended, normalise(minutes.groups.strip())
    meeting.minutes_at = clock.now()
    if minutes.file is not None:
        meeting.file_digest, meeting.file_name = minutes.file.digest, minutes.file.name
        meeting.file_type, meeting.file_size = minutes.file.type.value, minutes.file.size
    db.session().flush()
    _note(actor, meeting, "minuted", {"attended": meeting.attended, "file": meeting.file_digest})


def enter(
    actor: Actor, meeting: Meeting, *, section: str, version: int, words: str, shown_as: str
) -> Written:
    """Enter what somebody said at the meeting: a comment like any other, linked to its minutes.

    Refuses before the meeting, and what the entry of paper refuses.
    """
    if meeting.cancelled_at is not None or clock.now() < meeting.starts_at:
        raise Refusal("out-of-order", _l("This meeting has not taken place."))
    hearing = meeting.hearing
    said = Statement(
        version=version,
        section=section,
        words=words,
        language=hearing.language,
        channel=Channel.MEETING,
        received_on=local_date(meeting.starts_at, law.by_key(hearing.rule_set_id).zone),
    )
    written = speaking.enter(actor, hearing, said, shown_as=shown_as)
    db.session().add(
        MeetingComment(hearing_id=hearing.id, meeting_id=meeting.id, comment=written.number)
    )
    db.session().flush()
    return written


def add_contact(
    actor: Actor, hearing: Hearing, *, name: str, duty: str, email: str, phone: str
) -> None:
    """Name whom one may ask, at the end of the list; refuses one who cannot be reached."""
    policies.check(policies.may_see_desk(actor, hearing))
    standing = queries.contacts(hearing)
    if len(standing) >= MOST_CONTACTS:
        raise Refusal(
            "too-many-contacts", _l("At most ten contact persons are named."), field="name"
        )
    if not (email.strip() or phone.strip()):
        raise Refusal(
            "unreachable", _l("Give an e-mail address or a telephone number."), field="email"
        )
    db.session().add(
        ContactPerson(
            hearing_id=hearing.id,
            position=max((c.position for c in standing), default=0) + 1,
            name=normalise(name.strip()),
            duty=normalise(duty.strip()),
            email=email.strip(),
            phone=phone.strip(),
        )
    )
    db.session().flush()


def remove_contact(actor: Actor, hearing: Hearing, number: int) -> None:
    """Take a contact person off the list."""
    policies.check(policies.may_see_desk(actor, hearing))
    db.session().execute(
        sa.delete(ContactPerson).where(
            ContactPerson.id == number, ContactPerson.hearing_id == hearing.id
        )
    )


def move_contact_up(actor: Actor, hearing: Hearing, number: int) -> None:
    """Let a contact person be asked before the one above; the first stays first."""
    policies.check(policies.may_see_desk(actor, hearing))
    ordered = list(queries.contacts(hearing))
    place = next((i for i, c in enumerate(ordered) if c.id == number), 0)
    if place:
        ordered[place - 1], ordered[place] = ordered[place], ordered[place - 1]
    for position, contact in enumerate(ordered, start=1):
        contact.position = position
    db.session().flush()


def _check_ahead(meeting: Meeting) -> None:
    if meeting.cancelled_at is not None or clock.now() >= meeting.starts_at:
        raise Refusal("out-of-order", _l("This meeting has begun or is cancelled."))


def _values(plan: Plan, hearing: Hearing) -> dict[str, object]:
    titles = {t: normalise(" ".join(w.split())) for t, w in plan.titles.items() if w.strip()}
    if not titles:
        raise Refusal("no-title", _l("Give the meeting a name."), field=f"title_{hearing.language}")
    if plan.ends_at <= plan.starts_at:
        raise Refusal("bad-dates", _l("The meeting must end after it begins."), field="ends_at")
    if not (plan.place.strip() or plan.link.strip()):
        raise Refusal("no-place", _l("Say where it is, or give the link."), field="place")
    return {
        "titles": titles,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": normalise(plan.place.strip()),
        "link": plan.link.strip(),
        "agenda": normalise(plan.agenda.strip()),
    }


def _note(actor: Actor, meeting: Meeting, word: str, facts: Mapping[str, object]) -> None:
    hearing = meeting.hearing
    if policies.is_public(hearing):
        record.note(
            f"hearing:meeting:{word}",
            hearing.path,
            actor=actor,
            agency_id=hearing.agency_id,
            facts={"meeting": meeting.id, **facts},
        )
