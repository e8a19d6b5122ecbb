"""Reading rule sets: the one in force on a day, the one that something runs by, all of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.law.building import build
from commons.law.calendar import local_date
from commons.law.models import LawRuleSet
from commons.law.rulesets import Kind, RuleSet

_built: dict[tuple[int, str], RuleSet] = {}


def current(ruleset_id: str, on: date | None = None) -> RuleSet:
    """The version in force on a day (today in its own zone unless told).

    Refuses `unknown-rule-set` where no version is in force then.
    """
    rows = [r for r in _rows(LawRuleSet.ruleset_id == ruleset_id) if _has_begun(r, on)]
    if not rows or _has_ended(rows[0], on):
        raise _unknown()
    return _from(rows[0])


def version(ruleset_id: str, number: str) -> RuleSet:
    """That very version, in force or not; refuses `unknown-rule-set`."""
    for row in _rows(LawRuleSet.ruleset_id == ruleset_id, LawRuleSet.version == number):
        return _from(row)
    raise _unknown()


def by_key(key: int) -> RuleSet:
    """The version that something points at; refuses `unknown-rule-set`."""
    row = db.session().get(LawRuleSet, key)
    if row is None:
        raise _unknown()
    return _from(row)


def of_kind(kind: Kind | str, on: date | None = None) -> list[RuleSet]:
    """Every rule set of a kind in the version in force on a day, by id."""
    newest: dict[str, LawRuleSet] = {}
    for row in _rows(LawRuleSet.kind == Kind(kind).value):
        if _has_begun(row, on):
            newest.setdefault(row.ruleset_id, row)
    return [_from(row) for row in newest.values() if not _has_ended(row, on)]


def all_versions() -> list[RuleSet]:
    """Every version ever loaded: by id, the newest first."""
    return [_from(row) for row in _rows()]


def _rows(*conditions: sa.ColumnElement[bool]) -> Iterable[LawRuleSet]:
    wanted = (
        sa.select(LawRuleSet)
        .where(*conditions)
        .order_by(LawRuleSet.ruleset_id, LawRuleSet.valid_from.desc())
    )
    return db.session().scalars(wanted).all()


def _today(row: LawRuleSet) -> date:
    params: Mapping[str, Any] = row.body["params"]
    return local_date(clock.now(), ZoneInfo(params["calendar.timezone"]["value"]))


def _has_begun(row: LawRuleSet, on: date | None) -> bool:
    return row.valid_from <= (on or _today(row))


def _has_ended(row: LawRuleSet, on: date | None) -> bool:
    return row.valid_to is not None and row.valid_to <= (on or _today(row))


def _from(row: LawRuleSet) -> RuleSet:
    known = _built.get((row.id, row.digest))
    if known is None:
        known = _built[row.id, row.digest] = build(row.id, row.digest, row.body)
    return known


def _unknown() -> Refusal:
    return Refusal("unknown-rule-set", _l("There is no such rule set."))
