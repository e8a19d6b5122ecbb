"""Hearings for tests, brought by the services to where a test wants them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from commons import clock, db
from commons.access import Actor
from commons.discussion.models import Display, Stance
from commons.discussion.services import Statement, Written
from commons.law import queries as law
from commons.law import services as law_services
from commons.texts import importing
from consult import rules
from consult.models import Hearing
from consult.queries import hearings
from consult.services import answering, approving, preparing, speaking, summarising
from consult.states import Disposition, Kind, Topic
from tests import people

BANGKOK = ZoneInfo("Asia/Bangkok")
BEFORE = datetime(2026, 9, 20, 9, tzinfo=BANGKOK)
OPENS = datetime(2026, 10, 1, 9, tzinfo=BANGKOK)
CLOSES = datetime(2026, 10, 16, 17, tzinfo=BANGKOK)
WHILE_OPEN = datetime(2026, 10, 5, 12, tzinfo=BANGKOK)
AFTER = datetime(2026, 10, 20, 9, tzinfo=BANGKOK)
TEXT = """# Clean Air Act

Section 1. This Act is called the Clean Air Act.

Section 2. It comes into force on the day after its publication.

Section 3. A permit is decided within 15 days of the application.

Section 4. The Department keeps a register of sources, which everybody may read.

Section 5. Whoever burns fields without a permit pays a fine.
"""


@contextmanager
def at(app: Flask, instant: datetime) -> Iterator[None]:
    """A transaction of the application at an instant, which commits."""
    with app.app_context(), clock.travel(instant), db.transaction():
        yield


def draft(title: str = "Clean Air Act", rule_set: str = "th-hearing", text: str = TEXT) -> Hearing:
    """A draft of officer-1 that lacks nothing; nobody has handed it in."""
    law_services.load_files()
    officer = people.actor("officer-1")
    set_of_rules = law.current(rule_set)
    hearing = preparing.create(
        officer,
        agency_id=people.agency().id,
        kind=Kind.DRAFT_LAW,
        rule_set=set_of_rules,
        language="en",
        titles={"en": title, "th": "ร่างพระราชบัญญัติอากาศสะอาด"},
        topic=Topic.ENVIRONMENT,
    )
    parsed = importing.read("draft.md", text.encode())
    preparing.publish_text(officer, hearing, preparing.stage_text(officer, hearing, parsed))
    required = set_of_rules.value("hearing.required_documents", [])
    preparing.write_documents(officer, hearing, {n: f"Words on {n}." for n in required})
    preparing.set_dates(officer, hearing, rules.Window(OPENS, CLOSES + timedelta(days=30)))
    preparing.set_dates(officer, hearing, rules.Window(OPENS, CLOSES))
    for number in (1, 2, 3):
        preparing.add_stakeholder(
            officer,
            hearing,
            name=f"Farmers' union {number}",
            email=f"union-{number}@example.org",
            affected="Its members burn fields.",
            language="en",
        )
    return hearing


def approved(title: str = "Clean Air Act", text: str = TEXT) -> Hearing:
    """A hearing that the publisher has approved; open from OPENS until CLOSES."""
    hearing = draft(title, text=text)
    preparing.submit(people.actor("officer-1"), hearing)
    approving.approve(people.actor("publisher"), hearing)
    return hearing


def ready(app: Flask, text: str = TEXT) -> int:
    """An approved hearing in a database of its own, before it opens; its number."""
    with at(app, BEFORE):
        return approved(text=text).id


def find(number: int) -> Hearing:
    """The hearing with this number."""
    found = hearings.by_id(number)
    assert found is not None
    return found


def says(
    who: str | Actor,
    hearing: Hearing,
    words: str = "",
    *,
    section: str = "sec_3",
    stance: Stance | None = None,
    suggestion: str | None = None,
    version: int = 1,
    reply_to: int | None = None,
    display: Display = Display.NAME,
    pseudonym: str = "",
) -> Written:
    """Let a person speak of a section."""
    actor = people.actor(who) if isinstance(who, str) else who
    statement = Statement(
        version=version,
        section=section,
        stance=stance,
        words=words,
        suggestion=suggestion,
        reply_to=reply_to,
    )
    return speaking.comment(actor, hearing, statement, display=display, pseudonym=pseudonym)


def answered(hearing: Hearing, numbers: list[int]) -> None:
    """Group these comments into one theme, answer it, and write the summary."""
    officer = people.actor("officer-1")
    theme = answering.make_theme(officer, hearing, title="Time for permits")
    answering.group(officer, hearing, theme, numbers)
    answering.answer(
        officer, hearing, theme, disposition=Disposition.PARTLY, reason="Twenty days instead."
    )
    own = rules.own_fields(law.by_key(hearing.rule_set_id))
    summarising.write(officer, hearing, dict.fromkeys(own, "As we did it."))
