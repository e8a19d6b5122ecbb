"""Loading rule sets: from their files into the append-only table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from commons import clock, config, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.law.loading import BadRuleSet, Loaded, check_succession, read_folder
from commons.law.models import LawRuleSet

SHIPPED = Path(__file__).parent / "rules"


def folders() -> tuple[Path, ...]:
    """Where rule sets lie: those that are shipped, and those of this installation (RULES_DIR)."""
    own = config.current().rules_dir
    return (SHIPPED,) if own is None else (SHIPPED, own)


def load_files(where: Iterable[Path] | None = None) -> int:
    """Load every rule set that is not in the table yet, and say how many; safe to run again.

    Refuses (BadRuleSet) a file that fails a check, and one that has changed under the version
    that is already loaded: what runs by it must not change under its feet (R035).
    """
    found = [each for folder in where or folders() for each in read_folder(folder)]
    check_succession(found)
    return sum(_load(each) for each in found)


def loaded(ruleset_id: str) -> list[Loaded]:
    """Every version of a rule set in the table, as its file said it."""
    wanted = sa.select(LawRuleSet).where(LawRuleSet.ruleset_id == ruleset_id)
    return [
        Loaded(f"{r.ruleset_id}-{r.version}.toml", r.body, r.valid_from, r.valid_to, r.digest)
        for r in db.session().scalars(wanted.order_by(LawRuleSet.valid_from))
    ]


def newest(ruleset_id: str) -> Loaded:
    """The version with the latest first day; refuses `unknown-rule-set`."""
    found = loaded(ruleset_id)
    if not found:
        raise Refusal("unknown-rule-set", _l("There is no such rule set."))
    return found[-1]


def enter(found: Loaded) -> None:
    """Put a version that has passed every check into the table."""
    _load(found)


def _load(found: Loaded) -> int:
    values = {
        "ruleset_id": found.body["id"],
        "version": found.body["version"],
        "kind": found.body["kind"],
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "digest": found.digest,
        "body": found.body,
        "loaded_at": clock.now(),
    }
    if db.insert_once(LawRuleSet, values, conflict=["ruleset_id", "version"]) is not None:
        return 1
    stands = db.session().scalar(
        sa.select(LawRuleSet.digest).where(
            LawRuleSet.ruleset_id == found.body["id"], LawRuleSet.version == found.body["version"]
        )
    )
    if stands != found.digest:
        raise BadRuleSet(
            found.file, "version", "has changed since it was loaded: give it a new version"
        )
    return 0
