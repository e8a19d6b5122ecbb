"""Changing themes: another name, one theme merged into another."""

from __future__ import annotations

import sqlalchemy as sa

from commons import db
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from consult import policies
from consult.answering import Placement, Theme
from consult.models import Hearing
from consult.services.answering import named_as


def rename(actor: Actor, hearing: Hearing, theme: Theme, *, title: str) -> None:
    """Give a theme another name; refuses an empty one."""
    policies.check(policies.may_answer(actor, hearing) and theme.hearing_id == hearing.id)
    theme.title = named_as(title)
    db.session().flush()


def merge(actor: Actor, hearing: Hearing, theme: Theme, *, into: Theme) -> None:
    """Put everything of a theme into another one and let it go; the other's answer stands.

    Refuses a theme that has an answer of its own ("theme-answered"): two answers are not made one.
    """
    mine = theme.hearing_id == into.hearing_id == hearing.id and theme.id != into.id
    policies.check(policies.may_answer(actor, hearing) and mine)
    if theme.answer is not None:
        raise Refusal(
            "theme-answered", _l("This theme has an answer; merge the other way."), field="into"
        )
    session = db.session()
    there = sa.select(Placement.comment_id).where(Placement.theme_id == into.id)
    here = Placement.theme_id == theme.id
    session.execute(
        sa.delete(Placement)
        .where(here, Placement.comment_id.in_(there))
        .execution_options(synchronize_session=False)
    )
    session.execute(sa.update(Placement).where(here).values(theme_id=into.id))
    session.flush()
    session.delete(theme)
    session.flush()
