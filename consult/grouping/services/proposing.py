"""Proposed themes: asked for by a person, kept until one confirms, renames, merges or drops them."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db
from commons.access import Actor
from commons.discussion import filewords
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies
from consult.answering import Theme
from consult.grouping import keywords
from consult.grouping.keywords import Said
from consult.grouping.models import ThemeProposal
from consult.models import Hearing
from consult.queries import answers
from consult.services import answering

MOST = 1_000
"""So many comments that are not handled are looked at in one go."""


def propose(actor: Actor, hearing: Hearing) -> int:
    """Propose themes for comments that are in none; the former proposals give way. How many."""
    policies.check(policies.may_answer(actor, hearing))
    views = answers.unhandled(hearing, size=MOST)
    attached = filewords.by_comments([view.id for view in views])
    made = keywords.propose(
        [Said(v.number, v.place, v.words, v.language, attached.get(v.id, "")) for v in views]
    )
    session = db.session()
    session.execute(sa.delete(ThemeProposal).where(ThemeProposal.hearing_id == hearing.id))
    session.add_all(
        ThemeProposal(
            hearing_id=hearing.id,
            number=number,
            place=one.place,
            keywords=list(one.keywords),
            comments=list(one.comments),
            extracts=[n for e in one.extracts for n in (e.number, e.begin, e.end)],
            made_at=clock.now(),
        )
        for number, one in enumerate(made, start=1)
    )
    session.flush()
    return len(made)


def accept(
    actor: Actor, hearing: Hearing, proposal: ThemeProposal, *, title: str, theme: Theme | None
) -> Theme:
    """Make a theme of a proposal under a name, or merge it into one; its comments go there.

    Refuses an empty name; comments that were handled meanwhile go there too.
    """
    policies.check(policies.may_answer(actor, hearing) and proposal.hearing_id == hearing.id)
    if theme is None and not title.strip():
        raise Refusal("no-title", _l("Give the theme a name."), field="title")
    chosen = theme or answering.make_theme(actor, hearing, title=title)
    answering.group(actor, hearing, chosen, proposal.comments)
    db.session().delete(proposal)
    db.session().flush()
    return chosen


def drop(actor: Actor, hearing: Hearing, proposal: ThemeProposal) -> None:
    """Let a proposal go; its comments are as they were."""
    policies.check(policies.may_answer(actor, hearing) and proposal.hearing_id == hearing.id)
    db.session().delete(proposal)
    db.session().flush()
