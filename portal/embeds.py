"""Small pages of one hearing or initiative that other sites may show in a frame; no cookie, no account."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from commons import clock
from commons.law import queries as law
from commons.machine import reading
from consult import words
from consult.queries import cards
from consult.queries import hearings as public
from initiatives import labels, rules
from initiatives import queries as initiatives
from portal import followed

blueprint = Blueprint("embeds", __name__)
FRAMES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; object-src 'none'; "
    "base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)


@blueprint.get("/hearings/<slug>/embed")
@reading
def hearing(slug: str) -> Response:
    """One hearing: its title, its clock, how many spoke, and the way to it."""
    card = cards.card(public.public_at(slug))
    return _framed(
        render_template(
            "embeds/hearing.html",
            card=card,
            hearing=card.hearing,
            name=words.name,
            badge_of=words.BADGES,
        )
    )


@blueprint.get("/initiatives/<slug>/embed")
@reading
def initiative(slug: str) -> Response:
    """One initiative: its title, its gauge, its clock, and the way to it."""
    followed.at("initiative", slug)
    found = initiatives.by_slug(slug)
    return _framed(
        render_template(
            "embeds/initiative.html",
            x=found,
            state=labels.state_label(rules.state(found, clock.now())),
            zone=law.by_key(found.rule_set_id).zone,
        )
    )


def _framed(page: str) -> Response:
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = FRAMES
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer
