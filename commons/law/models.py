"""The table of rule sets: what was loaded once stays as it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Mapper

from commons.db import Base, pk


class LawRuleSet(Base):
    """One version of one rule set, word for word as its file said when it was loaded."""

    __tablename__ = "law_rule_set"
    __table_args__ = (sa.UniqueConstraint("ruleset_id", "version"),)

    id: Mapped[pk]
    ruleset_id: Mapped[str]
    version: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    digest: Mapped[str]
    body: Mapped[dict[str, Any]]
    loaded_at: Mapped[datetime]


@event.listens_for(LawRuleSet, "before_update")
@event.listens_for(LawRuleSet, "before_delete")
def _refuse(_mapper: Mapper[Any], _connection: sa.Connection, row: LawRuleSet) -> None:
    raise RuntimeError(f"rule set {row.ruleset_id} {row.version} is append-only")
