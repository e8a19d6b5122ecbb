"""The public pages of initiatives: the list, one initiative, its sections, versions and sheet."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request

import signatures
from commons import clock, html, shelf
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.agencies.models import Kind
from commons.api import decode_cursor, encode_cursor
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import maps
from commons.law import queries as law
from commons.notify import services as notify
from commons.texts import queries as texts
from commons.texts import redline, render
from initiatives import comparing, labels, mails, pages, policies, queries, support
from initiatives.forms import BareForm
from initiatives.models import Initiative
from initiatives.removal.views import gone
from initiatives.states import State

blueprint = Blueprint("initiatives", __name__)
blueprint.add_app_template_filter(html.clean, "plain_words")
blueprint.add_app_template_filter(labels.state_label, "initiative_state")
blueprint.add_app_template_filter(labels.state_badge, "initiative_badge")
LISTED = [state for state in State if state is not State.DRAFT]


@blueprint.get("/initiatives")
@requires(Permission.ANYONE)
def listing() -> Any:
    """The list, narrowed by state, committee, rule set and words of the title."""
    return shelf.page(_listing)


def _listing() -> str:
    sort = _one_of(queries.Sort, request.args.get("sort"), queries.Sort.NEWEST)
    filters = _filters()
    page = queries.listing(filters, sort=sort, after=decode_cursor(request.args.get("after")))
    return render_template(
        "initiatives/list.html",
        page=page,
        shown=[pages.card_of(x) for x in page.items],
        next=encode_cursor(*page.after) if page.after else None,
        filters=filters,
        sort=sort,
        states=LISTED,
        committees=agencies.all_bodies(Kind.COMMITTEE),
        rule_sets=law.of_kind("initiative"),
    )


@blueprint.get("/initiatives/<slug>")
@requires(Permission.ANYONE)
def show(slug: str) -> Any:
    """One initiative: text, gauge, clocks, timeline, people, rule set, digest."""
    return shelf.page(lambda: _show(slug))


def _show(slug: str) -> Any:
    found = queries.by_slug(slug)
    if found.removed_at is not None:
        return gone(found), 410
    initiative = visible(slug)
    if slug != initiative.slug:
        return redirect(initiative.path, 301)
    actor = current_actor()
    return render_template(
        "initiatives/show.html",
        p=pages.page_of(initiative, language()),
        x=initiative,
        mine=policies.member_of(actor, initiative),
        may_see_desk=policies.may_review(actor, initiative),
        may_prepare=policies.may_prepare_hearing(actor, initiative),
        may_confirm_term=actor.may(Permission.INITIATIVE_ACKNOWLEDGE, initiative.agency_id),
        follows=notify.follows(actor.account_id, mails.FOLLOWED, str(initiative.id)),
        labels=labels,
        form=BareForm(),
    )


@blueprint.get("/initiatives/<slug>/versions/<int:number>")
@requires(Permission.ANYONE)
def version(slug: str, number: int) -> str:
    """One version of the proposal, as it was published, for ever."""
    initiative = visible(slug)
    wording = queries.wording(initiative.id, number)
    return render_template(
        "initiatives/version.html",
        x=initiative,
        wording=wording,
        text=render.whole(texts.whole(wording.version_id)),
        wordings=queries.wordings(initiative.id),
    )


@blueprint.get("/initiatives/<slug>/compare/<int:a>/<int:b>")
@requires(Permission.ANYONE)
def compare(slug: str, a: int, b: int) -> str:
    """What changed between two versions, word by word, part by part."""
    initiative = visible(slug)
    old, new = queries.wording(initiative.id, a), queries.wording(initiative.id, b)
    changes = [
        (heading, redline.compare(before, after, initiative.language))
        for heading, before, after in comparing.paired(initiative, old, new)
    ]
    return render_template(
        "initiatives/compare.html", x=initiative, old=old, new=new, changes=changes
    )


@blueprint.get("/initiatives/<slug>/territories")
@requires(Permission.ANYONE)
def territories(slug: str) -> str:
    """How each State or district stands against its minimum: a map without outside tiles, a table."""
    initiative = visible(slug)
    rule_set = law.by_key(initiative.rule_set_id)
    found = support.shown_territories(initiative, rule_set, clock.now())
    if found is None:
        abort(404)
    tiles = maps.tiles(one.code for one in found.each)
    return render_template(
        "initiatives/territories.html",
        x=initiative,
        rule_set=rule_set,
        found=found,
        tiles=tiles,
        by_code={one.code: one for one in found.each},
        names={one.code: maps.name(rule_set, one.code) for one in found.each},
        width=max(tile.column for tile in tiles) + 1,
        height=max(tile.row for tile in tiles) + 1,
        smallest=int(rule_set.value("stats.small_cell_k", signatures.SMALLEST_CELL)),
    )


@blueprint.get("/initiatives/<slug>/sheet.json")
@requires(Permission.ANYONE)
def sheet(slug: str) -> Response:
    """The manifest of the sheet byte for byte: its SHA-256 is the digest on the page (R034)."""
    initiative = visible(slug)
    if initiative.sheet_id is None:
        abort(404)
    answer = Response(signatures.manifest(initiative.sheet_id), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="sheet-{initiative.id}.json"'
    return answer


@blueprint.post("/initiatives/<slug>/follow")
@requires(Permission.ACCOUNT_OWN, writes=True)
def follow(slug: str) -> Any:
    """Follow the initiative, or end that."""
    initiative, actor = visible(slug), current_actor()
    if actor.account_id is None:
        raise Refusal("sign-in-needed", _l("Sign in to go on."))
    key = str(initiative.id)
    act = notify.unfollow if request.form.get("end") else notify.follow
    act(actor.account_id, mails.FOLLOWED, key)
    return redirect(initiative.path, 303)


def visible(slug: str) -> Initiative:
    """The initiative, if the actor may see it; hidden ones do not exist for others (R097).

    What was taken down after publishing is gone (410) for everybody, also for who carries it.
    """
    initiative = queries.by_slug(slug)
    if initiative.removed_at is not None:
        raise Refusal(
            "initiative-removed",
            _l("This initiative was removed. Its ground and the way to appeal stand on its page."),
            back=f"/initiatives/{initiative.id}",
        )
    if not policies.may_see(current_actor(), initiative):
        raise Refusal("not-found", _l("There is no such initiative."))
    return initiative


def for_signers(slug: str) -> Initiative:
    """The initiative, removed or not: who signed may always ask and withdraw."""
    found = queries.by_slug(slug)
    return found if found.removed_at is not None and found.sheet_id else visible(slug)


def _filters() -> queries.Filters:
    states = tuple(
        state for name in request.args.getlist("state") if (state := _one_of(State, name, None))
    )
    committee = agencies.committee(request.args.get("committee", ""))
    wanted = request.args.get("rules", "")
    rule_sets = tuple(r.key for r in law.all_versions() if r.id == wanted) if wanted else ()
    return queries.Filters(
        states=tuple(s for s in states if s is not State.DRAFT),
        committee_id=committee.id if committee else None,
        rule_set_ids=rule_sets,
        words=_plain("q", 200),
        field=_plain("field", 40),
        tag=_plain("tag", 40).lower(),
        area=_plain("area", 100),
    )


def _plain(name: str, longest: int) -> str:
    return request.args.get(name, "")[:longest].replace("\x00", "").strip()


def _one_of(words: Any, said: str | None, otherwise: Any) -> Any:
    try:
        return words(said)
    except ValueError:
        return otherwise
