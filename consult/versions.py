"""The versions of a draft, each for ever."""

from __future__ import annotations

from flask import Blueprint

from commons.access import Permission, requires
from commons.texts import queries as text_queries
from commons.texts import translations
from consult import reading
from consult.pages import page, public
from consult.queries import cards, texts

blueprint = Blueprint("hearing_versions", __name__)


@blueprint.get("/hearings/<slug>/versions/<int:number>")
@requires(Permission.ANYONE)
def one_version(slug: str, number: int) -> str:
    """A version, for ever."""
    hearing = public(slug)
    version = texts.version(hearing, number)
    official = text_queries.whole(version.id)
    other = reading.asked(version.id)
    return page(
        "version.html",
        hearing=hearing,
        card=cards.card(hearing),
        version=version,
        versions=texts.versions(hearing),
        tree=translations.read(official, other) if other else official,
        labels={entry.eid: entry.label for entry in text_queries.outline(version.id)},
        newest=texts.newest(hearing),
    )
