"""Feeds: what is newest among hearings and initiatives, for those who follow by Atom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feedgen.feed import FeedGenerator
from flask import Blueprint, Response

from commons import clock, record
from commons.agencies import queries as agencies
from commons.api import tagged
from commons.errors import Refusal
from commons.i18n import _, _l, date_, language
from commons.law import queries as law
from commons.ledger import trees, witnesses
from commons.machine import absolute, reading
from consult import words
from consult.queries import cards
from consult.queries import hearings as public
from consult.queries.cards import Card
from consult.queries.hearings import Wanted
from consult.states import Topic
from initiatives import labels, rules
from initiatives import queries as initiatives

blueprint = Blueprint("feeds", __name__)
ENTRIES = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN = str.maketrans(
    "", "", "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))
)


@dataclass(frozen=True)
class Item:
    """One entry of a feed."""

    address: str
    title: str
    summary: str
    updated: datetime
    language: str


@blueprint.get("/feeds/hearings.atom")
@reading
def hearings() -> Response:
    """The newest public hearings, each with its state and dates."""
    found = cards.page(Wanted(), size=ENTRIES).cards
    return _feed("/feeds/hearings.atom", _("Hearings"), map(_hearing, found))


@blueprint.get("/feeds/initiatives.atom")
@reading
def proposals() -> Response:
    """The newest public initiatives, each with its state and count."""
    found = initiatives.listing(size=ENTRIES).items
    return _feed("/feeds/initiatives.atom", _("Initiatives"), map(_initiative, found))


@blueprint.get("/feeds/agencies/<slug>.atom")
@reading
def of_body(slug: str) -> Response:
    """The hearings that a body holds and the initiatives that it receives, the latest first."""
    body = agencies.by_slug(slug)
    if body is None:
        raise Refusal("not-found", _l("There is no such body."))
    held = cards.page(Wanted(agencies=(body.id,)), size=ENTRIES).cards
    received = initiatives.listing(initiatives.Filters(agency_id=body.id), size=ENTRIES).items
    items = [*map(_hearing, held), *map(_initiative, received)]
    items.sort(key=lambda item: item.updated, reverse=True)
    return _feed(f"/feeds/agencies/{slug}.atom", body.name(), items[:ENTRIES])


@blueprint.get("/feeds/topics/<topic>.atom")
@reading
def of_topic(topic: str) -> Response:
    """The newest public hearings on one topic."""
    if topic not in {word.value for word in Topic}:
        raise Refusal("not-found", _l("There is no such topic."))
    found = cards.page(Wanted(topic=Topic(topic)), size=ENTRIES).cards
    return _feed(f"/feeds/topics/{topic}.atom", words.name(Topic(topic)), map(_hearing, found))


@blueprint.get("/ledger/feed.atom")
@reading
def heads() -> Response:
    """The newest signed heads of the public record, for whoever keeps them."""
    main = trees.find(trees.MAIN)
    found = trees.newest_heads(main, limit=ENTRIES) if main else []
    lines = witnesses.under(found)
    items = [
        Item(
            f"/ledger#head-{head.size}",
            _("%(size)s lines, root %(root)s", size=head.size, root=head.root.hex()),
            witnesses.note_of(head, lines[head.id]),
            head.at,
            language(),
        )
        for head in found
    ]
    return _feed("/ledger/feed.atom", _("The public record"), items)


@blueprint.get("/hearings/<slug>/feed.atom")
@reading
def steps(slug: str) -> Response:
    """What has happened in one hearing, the newest first, from the public record."""
    hearing = public.public_at(slug)
    entries = record.history(hearing.path, limit=ENTRIES, kinds=words.events())
    items = [
        Item(
            f"{hearing.path}#entry-{entry.number}",
            words.event(entry.kind),
            hearing.title(),
            entry.at,
            language(),
        )
        for entry in entries
    ]
    return _feed(f"{hearing.path}/feed.atom", hearing.title(), items)


def _hearing(card: Card) -> Item:
    hearing = card.hearing
    said = words.name(card.state)
    if card.last_day is not None:
        said = _(
            "%(state)s. Comments until the end of %(day)s.", state=said, day=date_(card.last_day)
        )
    moments = (
        hearing.approved_at,
        hearing.opens_at,
        hearing.closes_at,
        hearing.summarised_at,
        hearing.decided_at,
        hearing.withdrawn_at,
        *(change.changed_at for change in hearing.date_changes),
    )
    updated = _latest(moments, hearing.created_at)
    return Item(hearing.path, hearing.title(), said, updated, hearing.title_language())


def _initiative(x: Any) -> Item:
    zone = law.by_key(x.rule_set_id).zone
    state = labels.state_label(rules.state(x, clock.now()))
    said = state
    if x.closes_at is not None and x.threshold is not None:
        said = _(
            "%(state)s. %(count)s of %(needed)s signatures, until %(day)s.",
            state=state,
            count=x.support,
            needed=x.threshold,
            day=date_(x.closes_at, zone=zone),
        )
    moments = (x.published_at, x.opens_at, x.closes_at, x.support_at, x.qualified_at, x.ended_at)
    return Item(
        x.path, x.title, said, _latest((*moments, x.forwarded_at), x.created_at), x.language
    )


def _latest(moments: Iterable[datetime | None], otherwise: datetime) -> datetime:
    """The last of these moments that has come; a feed does not tell of what will be."""
    now = clock.now()
    return max((m for m in moments if m is not None and m <= now), default=otherwise)


def page_of(path: str) -> str:
    """The page for people that a feed belongs to."""
    if path.startswith("/feeds/topics/"):
        return f"/hearings?topic={path.removeprefix('/feeds/topics/').removesuffix('.atom')}"
    return path.removeprefix("/feeds").removesuffix(".atom").removesuffix("/feed")


def _feed(path: str, title: str, items: Iterable[Item]) -> Response:
    feed = FeedGenerator()
    feed.id(absolute(path))
    feed.title(f"Lex Populi – {title}")
    feed.link(href=absolute(path), rel="self", type="application/atom+xml")
    feed.link(href=absolute(page_of(path)), rel="alternate")
    feed.author({"name": "Lex Populi"})
    feed.language(language())
    newest = EPOCH
    for item in items:
        newest = max(newest, item.updated)
        entry = feed.add_entry(order="append")
        entry.id(absolute(item.address))
        entry.link(href=absolute(item.address), rel="alternate", hreflang=item.language)
        entry.title(item.title.translate(_PLAIN))
        entry.summary(item.summary)
        entry.updated(item.updated)
    feed.updated(newest)
    answer = Response(feed.atom_str(), mimetype="application/atom+xml")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return tagged(answer)
