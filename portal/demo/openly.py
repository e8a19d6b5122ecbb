"""Openness in the demonstration: statements on gifts, a gift, a translation, a report of a breach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from commons import clock
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives.abuse import services as abuse
from initiatives.abuse.models import Breach, Finding
from initiatives.funding import queries as funding
from initiatives.funding import services as gifts
from initiatives.tongues import services as tongues
from portal.demo import people

Act = Callable[[Any], None]
EVERY = timedelta(days=27)
SHOWN = "Letters from the State in plain language"
GIFT = 1_200
THAI = (
    "หนังสือราชการที่เข้าใจง่าย",
    "หนังสือของหน่วยงานรัฐถึงประชาชนต้องเขียนด้วยภาษาที่เข้าใจง่าย และบอกชัดเจนว่าต้องทำอะไร ภายในเมื่อใด",
)
REPORTED = "At the market on Saturday a stall gave a cup of coffee to everybody who signed."
ANSWERED = "We spoke to the initiators. The coffee was given to everybody, signed or not."


def disclosed(author: str, started: datetime, until: datetime, now: datetime) -> list[Any]:
    """The acts of openness of one collection, each at its hour: statements, and the shown ones."""
    last = min(until + EVERY + timedelta(days=1), now)
    acts: list[Any] = []
    at = started + EVERY
    while at < last:
        acts.append((at, _states(author)))
        at += EVERY
    if now - started > timedelta(days=10):
        acts.append((started + timedelta(days=9), _shows(author)))
    return acts


def _states(author: str) -> Act:
    def act(initiative: Any) -> None:
        if funding.of(initiative).limit is not None:
            gifts.state(initiative, people.actor(author))

    return act


def _shows(author: str) -> Act:
    def act(initiative: Any) -> None:
        if initiative.title.lower() != SHOWN.lower():
            return
        own, clerk = people.actor(author), people.actor("clerk")
        zone = law.by_key(initiative.rule_set_id).zone
        day = local_date(clock.now() - timedelta(days=2), zone)
        if funding.of(initiative).limit is not None:
            gifts.disclose(
                initiative, own, giver="Plain Words Foundation", amount=GIFT, received_on=day
            )
        title, words = THAI
        offered = tongues.offer(initiative, own, language="th", title=title, words=words)
        tongues.review(offered, clerk, is_faithful=True, reason="")
        told = abuse.report(initiative, breach=Breach.PAYMENT, words=REPORTED)
        abuse.answer(told, clerk, finding=Finding.UNFOUNDED, words=ANSWERED)

    return act
