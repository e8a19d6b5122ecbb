"""Filling an installation for demonstration: all of it once, or nothing."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa
import structlog

from commons import clock, config, db, record
from commons.agencies import queries as agencies
from commons.config import Mode
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.devprovider import installed
from commons.law import services as law
from commons.ledger.models import Entry
from commons.search import services as search
from portal import rulebook
from portal.demo import (
    authority,
    cards,
    hearings,
    initiatives,
    intake,
    people,
    protecting,
    statecalendar,
    timeline,
)
from portal.demo.carrying import Helpers
from portal.demo.initiatives import WHOLE
from portal.demo.signing import Signers
from portal.schema import metadata

FINISHED = "portal:demonstration:filled"
SUBJECT = "/about"
EACH = timedelta(days=3)
"""So often what is due runs while the stories are told; small fillings make longer steps."""
BEFORE = timedelta(days=600)
"""The bodies were founded before anything else happened."""
log = structlog.get_logger("demonstration")


def seed(*, share: float = 1.0) -> bool:
    """Fill this installation, unless it is filled already; whether anything was done.

    Refuses in production. What an interrupted filling has left is cleared away first.
    """
    if config.current().mode is Mode.PRODUCTION:
        raise Refusal("not-permitted", _l("Production is never filled with invented people."))
    with db.transaction(writes=False):
        if is_filled():
            return False
        is_empty = not agencies.all_bodies()
    if not is_empty:
        clear()
    with db.transaction():
        law.load_files()
    with _quietly():
        _fill(share)
    return True


@contextmanager
def _quietly() -> Iterator[None]:
    """Without a line in the log for each of thousands of acts."""
    former = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield
    finally:
        structlog.configure(wrapper_class=former)


def is_filled() -> bool:
    """Whether the last act of a filling is on record."""
    return db.session().scalar(sa.select(Entry.id).where(Entry.kind == FINISHED)) is not None


def clear() -> None:
    """Empty every table and forget the published heads; never in production."""
    log.warning("demonstration_cleared")
    with db.transaction() as session:
        for table in reversed(metadata.sorted_tables):
            session.execute(table.delete())
        search.empty()
    settings = config.current()
    keyrings = str(settings.keyring_dir).split(os.pathsep)
    for folder in (str(settings.heads_dir), str(settings.upload_dir), *keyrings):
        shutil.rmtree(folder, ignore_errors=True)


def _fill(share: float) -> None:
    now = clock.now()
    settings = config.current()
    with db.transaction(), clock.travel(now - BEFORE):
        rulebook.note()
        people.cast()
        intake.begin()
        statecalendar.enter(now)
        verifier = authority.establish(settings)
        cards.establish()
    with installed.at_hand(settings) as store:
        helpers = Helpers(Signers(store), verifier)
        stories = hearings.stories(now, share=share)
        stories += initiatives.stories(now, helpers, share=share)
        stories += protecting.stories(now)
        stories.append(statecalendar.story(now))
        acts = timeline.tell(stories, until=now, each=EACH if share >= WHOLE else 5 * EACH)
    with db.transaction():
        record.note(FINISHED, SUBJECT, facts={"acts": acts, "invented": True})
    log.info("demonstration_filled", acts=acts)
