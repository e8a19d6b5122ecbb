"""One submission on many sections: a stance on each, with words where one wants to say more."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, request

from commons.access import Permission, current_actor, requires
from commons.discussion import drafts, stances
from commons.discussion.drafts import Kept
from commons.discussion.models import Stance
from commons.discussion.services import Statement
from commons.errors import Refusal
from commons.i18n import ngettext, number
from commons.requests import roll_back
from commons.texts import queries as text_queries
from commons.texts import tree
from commons.texts.queries import Entry
from consult.forms import DisplayForm, tongue_of
from consult.models import DISCUSSION, Hearing
from consult.pages import go, page, public
from consult.queries import cards, hearings, texts
from consult.services import speaking
from consult.speech import services as speech
from consult.speech.forms import filled

blueprint = Blueprint("manifold", __name__)


@blueprint.get("/hearings/<slug>/stances")
@requires(Permission.ANYONE)
def show(slug: str) -> str:
    """All sections with their words, a stance and a comment beside each."""
    hearing = public(slug)
    draft = drafts.kept(current_actor().account_id, DISCUSSION, hearing.key, drafts.MANY)
    if draft is None or g.get("draft_fields"):
        return _page(hearing, DisplayForm())
    form = DisplayForm(formdata=filled(draft))
    return _page(hearing, form, sent=dict(filled(draft).items()), draft=draft)


@blueprint.post("/hearings/<slug>/stances")
@requires(Permission.HEARING_COMMENT, writes=True)
def send(slug: str) -> Any:
    """Take every stance and comment of the submission, or none of it."""
    hearing, form = hearings.public_at(slug), DisplayForm()
    if not form.validate_on_submit():
        return _page(hearing, form), 422
    try:
        written = speaking.comment_many(
            current_actor(),
            hearing,
            _statements(hearing),
            speaker=form.speaker(),
        )
    except Refusal as refusal:
        if refusal.field is None:
            refusal.values = {**refusal.values, "kept": _kept()}
            raise
        form.refuse(refusal)
        roll_back()
        return _page(hearing, form), 422
    speech.sent(current_actor(), hearing, drafts.MANY)
    flash(
        ngettext(
            "%(shown)s statement was accepted, from number %(first)s.",
            "%(shown)s statements were accepted, from number %(first)s.",
            len(written),
            shown=number(len(written)),
            first=number(written[0].number),
        ),
        "success",
    )
    return go(hearing)


def _entries(hearing: Hearing) -> list[Entry]:
    return text_queries.sections(texts.newest(hearing).id)


def _statements(hearing: Hearing) -> list[Statement]:
    said_of = request.form.get("version", "")
    version = int(said_of) if said_of.isascii() and said_of.isdigit() else 0
    offered = {word.value for word in Stance}
    held = stances.held_by(DISCUSSION, hearing.key, current_actor().account_id)
    statements: list[Statement] = []
    for entry in _entries(hearing):
        stance = request.form.get(f"stance-{entry.eid}", "")
        words = request.form.get(f"words-{entry.eid}", "").strip()
        is_new = stance in offered and held.get(entry.eid) != stance
        if is_new or words:
            statements.append(
                Statement(
                    version=version,
                    section=entry.eid,
                    stance=Stance(stance) if stance in offered else None,
                    words=words,
                    language=tongue_of(words),
                )
            )
    return statements


def _page(
    hearing: Hearing,
    form: DisplayForm,
    *,
    sent: dict[str, str] | None = None,
    draft: Kept | None = None,
) -> str:
    version = texts.newest(hearing)
    nodes = tree.sections(text_queries.whole(version.id))
    return page(
        "stances.html",
        hearing=hearing,
        card=cards.card(hearing),
        version=version,
        sections=[(node, tree.plain(node)) for node in nodes],
        own=stances.held_by(DISCUSSION, hearing.key, current_actor().account_id),
        form=form,
        stances=list(Stance),
        sent=sent or form.sent(),
        draft=draft,
    )


def _kept() -> str:
    words = [said for name, said in request.form.items() if name.startswith("words-") and said]
    return "\n\n".join(words)
