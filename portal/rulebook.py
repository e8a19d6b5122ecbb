"""The rule sets on record: each is noted once with its digest, and compared with it ever after."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from commons import db, record
from commons.law import loading
from commons.law.models import LawRuleSet

KIND = "law:rules:loaded"


def note() -> int:
    """Put the rule sets on record that are not there yet; how many."""
    new = [row for row in _all() if not record.history(_path(row), limit=1, kinds=[KIND])]
    for row in new:
        facts = {"digest": row.digest, "rule_set": row.ruleset_id, "version": row.version}
        record.note(KIND, _path(row), facts=facts)
    return len(new)


def faults() -> Iterator[str]:
    """Every rule set that is not what went on record."""
    for row in _all():
        said = next(iter(record.history(_path(row), limit=1, kinds=[KIND])), None)
        if loading.digest(row.body) != row.digest or (said and said.facts["digest"] != row.digest):
            yield f"{_path(row)}: the rules are not what went on record"


def _all() -> list[LawRuleSet]:
    return list(db.session().scalars(sa.select(LawRuleSet).order_by(LawRuleSet.id)))


def _path(row: LawRuleSet) -> str:
    return f"/rules/{row.ruleset_id}/{row.version}"
