"""The versions of a draft, each for ever."""

from __future__ import annotations

from flask import Blueprint

from commons.access import Permission, requires
from commons.texts import queries as text_queries
from consult.pages import page, public
from consult.queries import cards, texts

blueprint = Blueprint("hearing_versions", __name__)


@blueprint.get("/hearings/<slug>/versions/<int:number>")
@requires(Permission.ANYONE)
def one_version(slug: str, number: int) -> str:
    """A version, for ever."""
    hearing = public(slug)
    version = texts.version(hearing, number)
    return page(
        "version.html",
        hearing=hearing,
        card=cards.card(hearing),
        version=version,
        versions=texts.versions(hearing),
        tree=text_queries.whole(version.id),
        newest=texts.newest(hearing),
    )
