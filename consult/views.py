"""The public pages of hearings: the list, one hearing, one section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, redirect, request

from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.api import encode_cursor
from commons.discussion import drafts, searching, statistics
from commons.discussion import finding as comments
from commons.discussion import queries as discussion
from commons.discussion.finding import Order
from commons.discussion.models import WHOLE
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.i18n import _l
from commons.notify import services as notify
from commons.texts import queries as text_queries
from commons.texts.models import Version
from consult import finding, words
from consult.forms import CommentForm
from consult.models import DISCUSSION, Hearing
from consult.pages import page, public
from consult.queries import answers, cards, replies, texts, timelines
from consult.queries.hearings import Sort
from consult.speakers import queries as speakers
from consult.speech import asked
from consult.speech import queries as speech
from consult.speech.forms import filled
from consult.stakeholders import queries as stakeholders
from consult.states import Kind, State, Topic

blueprint = Blueprint("hearings", __name__)


@blueprint.get("/hearings")
@requires(Permission.ANYONE)
def index() -> str:
    """The list of public hearings by filter."""
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
def show(slug: str) -> str:
    """One hearing: outline with counts, documents, dates, clocks, stakeholders."""
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
    hearing = public(slug)
    newest = texts.newest(hearing)
    version = _asked_version(hearing) or newest
    try:
        shown = text_queries.section(version.id, eid)
    except Refusal:
        return redirect(_moved(hearing, eid, is_newest=version.id == newest.id), 302)
    return section_page(hearing, version, shown, _offered(hearing, version, shown.eid))


@blueprint.get("/hearings/<slug>/comments")
@requires(Permission.ANYONE)
def whole(slug: str) -> str:
    """What is said of the draft as a whole."""
    hearing = public(slug)
    version = texts.newest(hearing)
    return section_page(hearing, version, None, _offered(hearing, version, WHOLE))


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


def section_page(
    hearing: Hearing,
    version: Version,
    shown: text_queries.SectionView | None,
    form: CommentForm,
) -> str:
    """The page of a section (or of the whole, without one) with its comments and its form."""
    counts = statistics.of(DISCUSSION, hearing.key)
    newest = texts.newest(hearing)
    is_old = version.id != newest.id
    place = shown.eid if shown else WHOLE
    old = version.number if is_old else None
    wanted = asked.wanted(request.args)
    after = asked.place(wanted.order, request.args.get("after"))
    listed = comments.page(DISCUSSION, hearing.key, place, wanted, after=after, version=old)
    account = current_actor().account_id
    numbers = [c.number for c in listed.comments]
    form.fit_places(shown)
    if shown is not None:
        _fit(form, shown)
    return page(
        "section.html",
        hearing=hearing,
        card=cards.card(hearing, counts),
        version=version,
        newest=newest,
        is_old=is_old,
        section=shown,
        outline=text_queries.outline(version.id),
        counts=counts,
        place=place,
        listed=listed,
        treatments=answers.treatments([c.id for c in listed.comments]),
        section_replies=replies.of_section(hearing, place),
        originals=_originals(hearing, listed.comments, shown, version),
        mine=discussion.mine(DISCUSSION, hearing.key, account, numbers),
        own_stance=discussion.stances_of(DISCUSSION, hearing.key, account).get(place),
        form=form,
        draft=drafts.kept(account, DISCUSSION, hearing.key, place),
        wanted=wanted,
        extras=speech.extras(hearing, listed.comments, shown, account_id=account, version=old),
        following=encode_cursor(*listed.following) if listed.following else None,
        first=after is not None,
    )


def _originals(
    hearing: Hearing,
    comments: Sequence[CommentView],
    shown: text_queries.SectionView | None,
    version: Version,
) -> dict[int, str]:
    """For each suggested wording the words that its author had before him."""
    known = {(version.number, shown.eid): shown.plain} if shown else {}
    found: dict[int, str] = {}
    for comment in comments:
        if comment.suggestion or comment.change:
            place = (comment.version, comment.section)
            if place not in known:
                of = texts.version(hearing, comment.version)
                known[place] = text_queries.section(of.id, comment.section).plain
            found[comment.id] = known[place]
    return found


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


def _offered(hearing: Hearing, version: Version, place: str) -> CommentForm:
    """An empty form, or what its author left half-written here."""
    draft = drafts.kept(current_actor().account_id, DISCUSSION, hearing.key, place)
    if draft is None or g.get("draft_fields"):
        return CommentForm(data={"version": version.number})
    form = CommentForm(formdata=filled(draft))
    form.version.data = str(version.number)
    form.take_draft(draft)
    return form


def _asked_version(hearing: Hearing) -> Version | None:
    said = request.args.get("version", "")
    return texts.version(hearing, int(said)) if said.isascii() and said.isdigit() else None
