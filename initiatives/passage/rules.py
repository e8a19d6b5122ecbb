"""What may be entered when, and when a representative counts as inactive; pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l
from commons.law.calendar import Period
from initiatives.passage.states import LETTERS, TO_COME, EntryKind, Medium
from initiatives.rules import RuleSet, is_majority
from initiatives.states import State

GRACE = Period(days=14)
"""The platform's patience with an inactive representative, where a rule set names none."""


def check_entry(kind: EntryKind, said: Any, today: date) -> None:
    """Refuse an entry without its title or medium, with a bad address, or dated wrongly."""
    faults: list[tuple[str, object]] = []
    if not said.title.strip():
        faults.append(("title", _l("Give a title.")))
    if kind in LETTERS and said.medium is None:
        faults.append(("medium", _l("Say by which way the letter went.")))
    if kind in LETTERS and not said.correspondent.strip():
        faults.append(("correspondent", _l("Say from whom or to whom the letter is.")))
    if said.address and not said.address.startswith(("https://", "http://")):
        faults.append(("address", _l("Enter an address that begins with https://.")))
    if said.happened_on > today and kind not in TO_COME:
        faults.append(("happened_on", _l("That day has not come yet.")))
    if kind is EntryKind.RESPONSE and not said.words.strip():
        faults.append(("words", _l("Write the response.")))
    if kind is EntryKind.DOCUMENT and said.kept is None and not said.address:
        faults.append(("file", _l("Choose a file, or give its address.")))
    if kind is EntryKind.COVERAGE and not said.address:
        faults.append(("address", _l("Give the address of the report.")))
    if faults:
        raise FieldRefusals("entry-incomplete", _l("The entry is incomplete."), faults)


def medium_of(said: str) -> Medium | None:
    """The medium with this name; None where none is chosen."""
    return Medium(said) if said else None


def grace(rule_set: RuleSet) -> timedelta:
    """How long a representative may leave the next act undone."""
    period = rule_set.period("handover.grace") or GRACE
    return timedelta(days=period.all_days) + period.exact


def waits_since(x: Any, standing: State) -> datetime | None:
    """Since when the next act is the representative's; None while it is not."""
    if standing is State.COUNTING:
        return None if x.sent_at is not None else x.sealed_at
    if standing is State.QUALIFIED:
        since: datetime | None = x.result_final_at
        return since
    return None


def check_inactive(x: Any, standing: State, rule_set: RuleSet, now: datetime) -> None:
    """Refuse to replace a representative whose time has not passed."""
    since = waits_since(x, standing)
    if since is None or now < since + grace(rule_set):
        raise Refusal("not-inactive", _l("The representative still has time to act."))


def is_chosen(voices: int, of: int) -> bool:
    """Whether more than half of the initiators want the same person."""
    return is_majority(voices, of)


def heir(members: Any) -> Any:
    """Whom the platform puts in the place: a substitute first, then who was confirmed first."""
    present = {m.id for m in members if m.role.value == "representative"}
    able = [m for m in members if m.confirmed_at is not None and m.id not in present]
    return min(
        able, key=lambda m: (m.role.value != "substitute", m.confirmed_at, m.id), default=None
    )
