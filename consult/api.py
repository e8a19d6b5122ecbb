"""Hearings for machines: lists, sections, comments and reports under /api/v1."""

from __future__ import annotations

from typing import Any

from flask import Response

from commons.agencies import queries as agencies
from commons.discussion import listing as discussion
from commons.discussion import searching
from commons.errors import Refusal
from commons.i18n import _l
from commons.machine import (
    Machine,
    absolute,
    counted,
    instant_place,
    list_of,
    number_place,
    page,
    reading,
)
from commons.texts import export, tree
from commons.texts import queries as texts
from commons.texts.models import Version
from consult import filters, outcomes, serialising, shapes
from consult.models import DISCUSSION, Hearing
from consult.queries import answers, cards, hearings
from consult.queries.hearings import Place, Wanted
from consult.states import State

AKOMA_NTOSO = "application/akn+xml"

blueprint = Machine("hearings-api", __name__, description="Hearings on draft laws.")


@blueprint.route("/hearings")
@blueprint.arguments(filters.HearingFilters, location="query")
@blueprint.response(200, list_of(shapes.HearingLine))
@reading
def listing(said: dict[str, Any]) -> dict[str, Any]:
    """Public hearings, by filter, in an order that stays stable while others are added."""
    wanted = _wanted(said)
    if wanted is None:
        return page([], total=0, after=None)
    found = cards.page(wanted, after=_place(said.get("after")), size=said["page_size"])
    lines = [serialising.line(card) for card in found.cards]
    following = found.following
    after = (following.instant.isoformat(), following.id) if following else None
    return page(lines, total=found.total, after=after)


@blueprint.route("/hearings/<slug>")
@blueprint.response(200, shapes.HearingWhole)
@reading
def one(slug: str) -> dict[str, Any]:
    """Everything public about one hearing except its words."""
    hearing = hearings.public_at(slug)
    answered = sum(1 for each in answers.themes(hearing) if each.theme.answer)
    return serialising.whole(
        cards.card(hearing), answers.coverage(hearing), answered, _versions(hearing)
    )


@blueprint.route("/hearings/<slug>/sections")
@blueprint.arguments(filters.SectionFilters, location="query")
@blueprint.response(200, list_of(shapes.SectionShape))
@reading
def sections(said: dict[str, Any], slug: str) -> dict[str, Any]:
    """Sections, recitals and preamble of a version (the newest unless told), in print order."""
    hearing = hearings.public_at(slug)
    version = _version(hearing, said.get("version"))
    nodes = _with_page(version)
    start = number_place(said.get("after"))
    shown = nodes[start : start + said["page_size"]]
    counted = cards.card(hearing).statistics
    more = start + len(shown)
    lines = [
        serialising.section(hearing, node, version.number or 0, counted.at(node.eid))
        for node in shown
    ]
    return page(lines, total=len(nodes), after=(more,) if more < len(nodes) else None)


@blueprint.route("/hearings/<slug>/comments")
@blueprint.arguments(filters.CommentFilters, location="query")
@blueprint.response(200, counted(shapes.CommentShape))
@reading
def comments(said: dict[str, Any], slug: str) -> dict[str, Any]:
    """Everything that was said, by number: comments, replies and bare stances; or by its words.

    For words that stand in more than 1,000 comments `total` is a lower bound ("gte").
    """
    hearing = hearings.public_at(slug)
    wanted = discussion.Wanted(place=said.get("section"), stance=said.get("stance"))
    after, size = number_place(said.get("after")), said["page_size"]
    words, relation = said["q"].replace("\x00", "").strip(), "eq"
    found: discussion.Listing | searching.Findings
    if words:
        found = searching.everywhere(
            DISCUSSION, hearing.key, words, wanted, after=after, size=size, newest=False
        )
        relation = "eq" if found.is_exact else "gte"
    else:
        found = discussion.listing(DISCUSSION, hearing.key, wanted, after=after, size=size)
    done = answers.treatments([each.id for each in found.comments])
    card = cards.card(hearing)
    lines = [serialising.comment(hearing, c, done[c.id], card) for c in found.comments]
    answer = page(lines, total=found.total, after=(found.following,) if found.following else None)
    return {**answer, "total_relation": relation}


@blueprint.route("/hearings/<slug>/report")
@blueprint.response(200, shapes.ReportShape)
@reading
def report(slug: str) -> dict[str, Any]:
    """The summary report with its themes and answers; not found before it is published."""
    hearing = hearings.public_at(slug)
    written = answers.summary(hearing)
    if written is None or written.published_at is None:
        raise Refusal("not-found", _l("The summary of this hearing has not been published yet."))
    themes = answers.themes(hearing)
    card = cards.card(hearing)
    found = outcomes.of(hearing, card.statistics)
    return {
        **serialising.report(card, written, answers.coverage(hearing), themes),
        **outcomes.data(hearing, found, absolute(hearing.path)),
    }


@blueprint.route("/hearings/<slug>/text.akn.xml")
@blueprint.arguments(filters.VersionFilter, location="query")
@blueprint.response(200, {"type": "string"}, content_type=AKOMA_NTOSO)
@reading
def text(said: dict[str, Any], slug: str) -> Response:
    """The draft in a version (the newest unless told) as Akoma Ntoso 3.0."""
    hearing = hearings.public_at(slug)
    version = _version(hearing, said.get("version"))
    xml = export.akoma_ntoso(texts.whole(version.id), serialising.imprint(hearing, version))
    return Response(xml, mimetype=AKOMA_NTOSO)


def _wanted(said: dict[str, Any]) -> Wanted | None:
    agency = agencies.by_slug(said["agency"]) if said.get("agency") else None
    if said.get("agency") and agency is None:
        return None
    return Wanted(
        state=State(said["status"]) if said.get("status") else None,
        overdue=said["overdue"],
        agencies=(agency.id,) if agency else (),
        topic=said.get("topic"),
        kind=said.get("kind"),
        since=said.get("since"),
        until=said.get("until"),
        words=said["q"].replace("\x00", ""),
        sort=said["sort"],
    )


def _place(word: str | None) -> Place | None:
    place = instant_place(word)
    return Place(*place) if place else None


def _versions(hearing: Hearing) -> list[Version]:
    return list(texts.published(hearing.text_id)) if hearing.text_id else []


def _version(hearing: Hearing, number: int | None) -> Version:
    if hearing.text_id is None:
        raise Refusal("not-found", _l("This hearing has no text."))
    return texts.version(hearing.text_id, number) if number else texts.latest(hearing.text_id)


def _with_page(version: Version) -> list[tree.Node]:
    known = {entry.eid for entry in texts.outline(version.id) if entry.has_page}
    steps = tree.walk(texts.whole(version.id).nodes)
    return [s.node for s in steps if s.node.eid in known and not s.quoted]
