"""Reading the law in force of a hearing, and the table of both wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from commons import db
from commons.texts import queries as texts
from commons.texts import redline, tree
from commons.texts.models import Version
from consult.inforce import rules
from consult.inforce.models import LawInForce
from consult.models import Hearing


@dataclass(frozen=True)
class Line:
    """One section in both wordings: labels, and the pieces of the redline between them."""

    label: str
    to_label: str
    pieces: Sequence[redline.Piece]
    is_there: bool
    stays: bool


@dataclass(frozen=True)
class Both:
    """The table of a law in force and a version of the draft."""

    lines: tuple[Line, ...]
    is_amending: bool


def of(hearing: Hearing) -> LawInForce | None:
    """The law in force that the draft of a hearing changes, where the agency has entered it."""
    return db.session().scalar(sa.select(LawInForce).where(LawInForce.hearing_id == hearing.id))


def both(found: LawInForce, version: Version) -> Both:
    """The law in force beside a version of the draft."""
    law, draft = texts.whole(texts.latest(found.text_id).id), texts.whole(version.id)
    lines = tuple(_line(pair, version.language) for pair in rules.pairs(law, draft))
    return Both(lines, rules.is_amending(draft))


def _line(pair: rules.Pair, language: str) -> Line:
    old, new = (tree.plain(node) if node else "" for node in (pair.old, pair.new))
    return Line(
        label=pair.old.label if pair.old else "",
        to_label=pair.new.label if pair.new else "",
        pieces=redline.compare(old, new, language),
        is_there=pair.old is not None,
        stays=pair.new is not None,
    )
