"""Reading the register of an agency, imports that wait, and the log of a hearing's letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.notify import deliveries
from commons.notify.deliveries import Delivery
from consult.models import Hearing, Stakeholder
from consult.stakeholders.models import BodyLink, Concerned, Importing, Marking, Word

PAGE = 50


@dataclass(frozen=True)
class Sought:
    """What is sought in a register: words of name or address, a group, a topic, a tag."""

    words: str = ""
    group: str = ""
    topic: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Posted:
    """A named stakeholder with what became of the letter."""

    stakeholder: Stakeholder
    delivery: Delivery | None
    link: BodyLink | None


def entry(number: int) -> Concerned | None:
    """The entry with this number."""
    return db.session().get(Concerned, number)


def importing(number: int) -> Importing | None:
    """The uploaded list with this number."""
    return db.session().get(Importing, number)


def listed(
    agency_id: int, sought: Sought, *, after: int = 0, size: int = PAGE
) -> tuple[Sequence[Concerned], int]:
    """A page of the register by name, and how many fit."""
    where = [Concerned.agency_id == agency_id, Concerned.removed_at.is_(None)]
    where += [
        Concerned.searchable.contains(word, autoescape=True)
        for word in sought.words.casefold().split()
    ]
    said = ((Word.GROUP, sought.group), (Word.TOPIC, sought.topic), (Word.TAG, sought.tag))
    where += [_marked(kind, word) for kind, word in said if word]
    rows = db.session().scalars(
        sa.select(Concerned)
        .where(*where)
        .order_by(Concerned.name, Concerned.id)
        .offset(after)
        .limit(size)
    )
    total = db.session().scalar(sa.select(sa.func.count(Concerned.id)).where(*where)) or 0
    return rows.all(), total


def by_address(agency_id: int) -> dict[str, Concerned]:
    """Every entry of an agency by its address, removed ones too."""
    rows = db.session().scalars(sa.select(Concerned).where(Concerned.agency_id == agency_id))
    return {row.email: row for row in rows}


def chosen(agency_id: int, numbers: Collection[int]) -> Sequence[Concerned]:
    """These entries of one agency."""
    wanted = sa.select(Concerned).where(
        Concerned.agency_id == agency_id,
        Concerned.id.in_(numbers),
        Concerned.removed_at.is_(None),
    )
    return db.session().scalars(wanted.order_by(Concerned.id)).all()


def words_in_use(agency_id: int, kind: Word) -> list[str]:
    """The groups, topics or tags that this register uses."""
    wanted = (
        sa.select(Marking.word)
        .join(Concerned, Concerned.id == Marking.entry_id)
        .where(
            Concerned.agency_id == agency_id,
            Concerned.removed_at.is_(None),
            Marking.kind == kind,
        )
        .distinct()
        .order_by(Marking.word)
    )
    return list(db.session().scalars(wanted))


def suggested(hearing: Hearing, agency_id: int) -> Sequence[Concerned]:
    """Those of the register who are concerned by the hearing's topic and are not named yet."""
    named = {one.email for one in hearing.stakeholders}
    found, _total = listed(agency_id, Sought(topic=hearing.topic.value), size=200)
    return [one for one in found if one.email not in named]


def posted(hearing: Hearing) -> list[Posted]:
    """Every named stakeholder with the letter: composed, handed over, failed, tried again."""
    known = deliveries.of_event(event_of(hearing))
    links = {
        link.stakeholder_id: link
        for link in db.session().scalars(
            sa.select(BodyLink).where(BodyLink.hearing_id == hearing.id)
        )
    }
    return [
        Posted(one, known.get(f"stakeholder:{one.id}"), links.get(one.id))
        for one in hearing.stakeholders
    ]


def handed_over(hearing: Hearing) -> int:
    """How many letters to stakeholders the mail server has taken."""
    found = deliveries.of_event(event_of(hearing)).values()
    return sum(1 for one in found if one.handed_over_at is not None)


def link_of(digest: str) -> BodyLink | None:
    """The link of an invited body with this digest."""
    return db.session().scalar(sa.select(BodyLink).where(BodyLink.digest == digest))


def event_of(hearing: Hearing) -> str:
    """The event under which letters to a hearing's stakeholders are kept."""
    return f"hearing:{hearing.id}:stakeholder"


def _marked(kind: Word, word: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Marking.entry_id == Concerned.id, Marking.kind == kind, Marking.word == word
    )
