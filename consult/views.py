"""The public pages of hearings: the list, one hearing, one section."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, request

from commons import shelf
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.api import encode_cursor
from commons.discussion import searching, statistics
from commons.discussion.finding import Order
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify import services as notify
from commons.texts import queries as text_queries
from commons.texts.models import Version
from consult import finding, words
from consult.forms import CommentForm
from consult.leaves import Leaf
from consult.models import DISCUSSION, Hearing
from consult.pages import page, public
from consult.queries import answers, cards, texts, timelines
from consult.queries.hearings import Sort
from consult.speakers import queries as speakers
from consult.speech import asked
from consult.speech.forms import filled
from consult.stakeholders import queries as stakeholders
from consult.states import Kind, State, Topic

blueprint = Blueprint("hearings", __name__)


@blueprint.get("/hearings")
@requires(Permission.ANYONE)
def index() -> Any:
    """The list of public hearings by filter."""
    return shelf.page(_index)


def _index() -> str:
    wanted = finding.wanted(request.args)
    after = finding.place(request.args.get("after"))
    found = cards.page(wanted, after=after)
    following = found.following
    return page(
        "list.html",
        found=found,
        wanted=wanted,
        following=encode_cursor(following.instant.isoformat(), following.id) if following else None,
        first=after is not None,
        bodies=agencies.all_bodies(),
        kinds=words.with_any(Kind),
        topics=words.with_any(Topic),
        sorts=words.choices(Sort),
        states=[s for s in State if s not in (State.DRAFT, State.APPROVED)],
    )


@blueprint.get("/hearings/<slug>")
@requires(Permission.ANYONE)
def show(slug: str) -> Any:
    """One hearing: outline with counts, documents, dates, clocks, stakeholders."""
    return shelf.page(lambda: _show(slug))


def _show(slug: str) -> str:
    hearing = public(slug)
    version = texts.newest(hearing)
    counts = statistics.of(DISCUSSION, hearing.key)
    card = cards.card(hearing, counts)
    return page(
        "hearing.html",
        hearing=hearing,
        card=card,
        version=version,
        versions=texts.versions(hearing),
        outline=text_queries.outline(version.id),
        counts=counts,
        speakers=speakers.public_counts(hearing),
        coverage=answers.coverage(hearing) if card.state is State.CLOSED else None,
        stops=timelines.of(card),
        event=words.event,
        follows=notify.follows(current_actor().account_id, DISCUSSION, hearing.key),
        handed_over=stakeholders.handed_over(hearing),
    )


@blueprint.get("/hearings/<slug>/sections/<eid>")
@requires(Permission.ANYONE)
def section(slug: str, eid: str) -> Any:
    """One section of the newest version, or of `?version=n` for ever."""
    return shelf.page(lambda: _section(slug, eid))


def _section(slug: str, eid: str) -> Any:
    hearing = public(slug)
    newest = texts.newest(hearing)
    version = _asked_version(hearing) or newest
    try:
        shown = text_queries.section(version.id, eid)
    except Refusal:
        return redirect(_moved(hearing, eid, is_newest=version.id == newest.id), 302)
    leaf = Leaf(hearing, version, newest, shown)
    return _page(leaf, _offered(leaf))


@blueprint.get("/hearings/<slug>/comments")
@requires(Permission.ANYONE)
def whole(slug: str) -> Any:
    """What is said of the draft as a whole."""
    return shelf.page(lambda: _whole(slug))


def _whole(slug: str) -> str:
    hearing = public(slug)
    version = texts.newest(hearing)
    leaf = Leaf(hearing, version, version, None)
    return _page(leaf, _offered(leaf))


@blueprint.get("/hearings/<slug>/search")
@requires(Permission.ANYONE)
def search(slug: str) -> str:
    """Comments of the whole hearing by their words, the newest first; without words only the form."""
    hearing = public(slug)
    words_asked = asked.wanted(request.args).words
    after = asked.place(Order.NEWEST, request.args.get("after"))
    found = None
    if words_asked:
        place = after[0] if after else None
        found = searching.everywhere(DISCUSSION, hearing.key, words_asked, after=place)
    entries = text_queries.outline(texts.newest(hearing).id)
    return page(
        "search.html",
        hearing=hearing,
        words=words_asked,
        found=found,
        following=encode_cursor(found.following) if found and found.following else None,
        first=after is not None,
        labels={entry.eid: entry.label for entry in entries if entry.has_page},
    )


def again(hearing: Hearing, shown: text_queries.SectionView | None, form: CommentForm) -> str:
    """The page of a section of the newest version with what was sent, to be put right."""
    newest = texts.newest(hearing)
    return _page(Leaf(hearing, newest, newest, shown), form)


def _page(leaf: Leaf, form: CommentForm) -> str:
    form.fit_places(leaf.shown)
    if leaf.shown is not None:
        _fit(form, leaf.shown)
    return page("section.html", hearing=leaf.hearing, form=form, x=leaf)


def _fit(form: CommentForm, shown: text_queries.SectionView) -> None:
    # One edits the words of the section; whoever leaves them as they are suggests nothing.
    if not form.suggestion.data:
        form.suggestion.data = shown.plain
    if not shown.takes_stance:
        del form.stance, form.suggestion


def _moved(hearing: Hearing, eid: str, *, is_newest: bool) -> str:
    """Where a section went that this version does not have: its heir, or the last version with it."""
    heir = texts.heir(hearing, eid) if is_newest else None
    if heir is not None:
        return f"{hearing.path}/sections/{heir}"
    last = texts.last_version_with(hearing, eid) if is_newest else None
    if last is None:
        raise Refusal("section-not-found", _l("This version has no such section."), eid=eid)
    return f"{hearing.path}/sections/{eid}?version={last}"


def _offered(leaf: Leaf) -> CommentForm:
    """An empty form, or what its author left half-written here."""
    number = leaf.version.number
    if leaf.draft is None or g.get("draft_fields"):
        return CommentForm(data={"version": number})
    form = CommentForm(formdata=filled(leaf.draft))
    form.version.data = str(number)
    form.take_draft(leaf.draft)
    return form


def _asked_version(hearing: Hearing) -> Version | None:
    said = request.args.get("version", "")
    return texts.version(hearing, int(said)) if said.isascii() and said.isdigit() else None
