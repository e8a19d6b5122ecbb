"""What every page of a hearing is made with: words, redlines, the hearing at an address."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from commons import html
from commons.access import current_actor
from commons.discussion.finding import Order
from commons.texts import redline, render
from consult import around, policies, reading, words
from consult.carryover import queries as carryover
from consult.models import Hearing
from consult.queries import hearings
from consult.speech import words as speech


def page(template: str, **values: Any) -> str:
    """A page of the hearings, with what all their templates use."""
    return within(f"consult/{template}", **values)


def within(template: str, **values: Any) -> str:
    """A page of a room inside the hearings, from the folder of that room."""
    return render_template(
        template,
        clean=html.clean,
        markdown=html.markdown,
        compare=redline.compare,
        law_text=reading.law_text,
        errata_of=reading.errata_of,
        translations_of=reading.translations_of,
        terms_of=reading.terms_of,
        tongue_name=reading.tongue,
        whole_text=render.whole,
        anchors=render.anchors,
        name=words.name,
        badge_of=words.BADGES,
        policies=policies,
        around_of=around.of,
        placing_of=carryover.placing,
        origin_of=around.origin,
        word_of=speech.word,
        orders=list(Order),
        **values,
    )


def page_start() -> int:
    """Behind which entry the page that is asked for begins (`after`); what is no number is 0."""
    said = request.args.get("after", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def public(slug: str) -> Hearing:
    """The public hearing at this address; an old or bare address leads to the lasting one."""
    found = hearings.public_at(slug)
    if found.slug != slug and request.method == "GET":
        raise lasting(found.slug)
    return found


def at_desk(slug: str) -> Hearing:
    """The hearing as its own agency works on it; for others there is nothing here (R100)."""
    found = hearings.at(slug)
    if not policies.may_see_desk(current_actor(), found):
        raise hearings.unknown()
    return found


def lasting(slug: str) -> HTTPException:
    """The way to the same page at its lasting address."""
    values = {**(request.view_args or {}), "slug": slug, **request.args.to_dict()}
    return RequestRedirect(url_for(request.endpoint or "", **values))


def go(hearing: Hearing, rest: str = "") -> Any:
    """On to a page of this hearing after an act."""
    return redirect(hearing.path + rest, 303)
