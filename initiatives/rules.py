"""What the law of initiatives says: pure functions of values, a rule set and the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l
from commons.law.calendar import Period
from commons.law.thresholds import share
from commons.texts import words
from initiatives.states import EDITABLE, ENDS, State

LONGEST_TITLE = 300
LONGEST_PART = 200_000


class RuleSet(Protocol):
    """The part of a rule set that this wing reads."""

    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def count_first_day(self) -> bool: ...
    def value(self, name: str, default: Any = None) -> Any: ...
    def period(self, name: str) -> Period | None: ...


class Standing(Protocol):
    """The stored instants from which the state of an initiative follows."""

    stage: Any
    threshold: Any
    verified: Any
    closes_at: Any
    sent_at: Any
    sealed_at: Any
    handover_due_at: Any
    result_final_at: Any
    cure_closes_at: Any
    forward_due_at: Any
    territories_short: Any
    confirm_due_at: Any


def _past(due: datetime | None, now: datetime) -> bool:
    return due is not None and now >= due


def state(x: Standing, now: datetime) -> State:
    """Where an initiative stands at `now`: its last act, and what the clock has done since."""
    if State(x.stage) not in ENDS and _past(x.confirm_due_at, now):
        return State.LAPSED
    match x.stage:
        case State.COLLECTING | State.CURE if _past(x.closes_at, now):
            return State.COUNTING
        case State.COUNTING if x.sealed_at and not x.sent_at and _past(x.handover_due_at, now):
            return State.LAPSED
        case State.VERIFICATION if _past(x.result_final_at, now):
            return _after_result(x, now)
        case State.QUALIFIED if _past(x.forward_due_at, now):
            return State.LAPSED
    return State(x.stage)


def _after_result(x: Standing, now: datetime) -> State:
    if (x.verified or 0) >= (x.threshold or 0) and not x.territories_short:
        return State.LAPSED if _past(x.forward_due_at, now) else State.QUALIFIED
    if x.cure_closes_at is None or _past(x.cure_closes_at, now):
        return State.NOT_REACHED
    return State.CURE


def threshold(rules: RuleSet, base: int | None = None) -> int:
    """How many verified signatures are needed; a percentage rounds up and has a floor (R041)."""
    count = rules.value("threshold.count")
    if count is not None:
        return int(count)
    said = rules.value("threshold.percent")
    if said is None or base is None:
        raise Refusal(
            "no-threshold", _l("The base figure of this rule set's threshold is missing.")
        )
    percent = said["percent"] if isinstance(said, Mapping) else said
    return share(base, str(percent), int(rules.value("threshold.floor") or 0))


def required_parts(rules: RuleSet) -> list[str]:
    """The parts of a proposal that the rule set asks for, in its order."""
    return [str(part) for part in rules.value("text.required_parts") or ("proposal",)]


def limit(rules: RuleSet, part: str) -> int:
    """The most code points that the title or a part may have."""
    said = rules.value("text.max") or {}
    own = said.get(part) if isinstance(said, Mapping) else None
    return int(own) if own else (LONGEST_TITLE if part == "title" else LONGEST_PART)


def check_lengths(rules: RuleSet, title: str, parts: Mapping[str, str]) -> None:
    """Refuse a title or part that is longer than the rule set allows (R031)."""
    faults: list[tuple[str, object]] = [
        (name, _l("This is %(n)s characters long; the most allowed is %(most)s.", n=n, most=most))
        for name, said in {"title": title, **parts}.items()
        if (n := words.count(said)) > (most := limit(rules, name))
    ]
    if faults:
        raise FieldRefusals("too-long", _l("Some parts are too long."), faults)


def check_complete(rules: RuleSet, title: str, parts: Mapping[str, str]) -> None:
    """Refuse while a required part is missing or too long; names each (R031)."""
    missing: list[tuple[str, object]] = [
        (part, _l("This part is required.")) for part in missing_parts(rules, title, parts)
    ]
    if missing:
        raise FieldRefusals("part-missing", _l("Required parts are missing."), missing)
    check_lengths(rules, title, parts)


def missing_parts(rules: RuleSet, title: str, parts: Mapping[str, str]) -> list[str]:
    """Which required parts have no words yet."""
    said = {"title": title, **parts}
    return [n for n in ("title", *required_parts(rules)) if not said.get(n, "").strip()]


def check_language(rules: RuleSet, language: str) -> None:
    """Refuse a proposal that is not in an official language of the rule set (scenario 4)."""
    required = rules.value("languages.required") or []
    allowed = rules.value("languages.allowed") or [language]
    if language not in allowed:
        raise Refusal("language-not-allowed", _l("Choose one of the languages."), field="language")
    if required and language not in required:
        raise Refusal(
            "no-official-language-text",
            _l(
                "The official text must be in one of these languages: %(l)s.", l=", ".join(required)
            ),
            field="language",
        )


def check_initiators(rules: RuleSet, confirmed: int, states: int | None = None) -> None:
    """Refuse fewer initiators, or from fewer States, than the law asks for (R029; EU art. 5)."""
    needed = int(rules.value("initiators.min") or 1)
    said = {"needed": needed, "confirmed": confirmed}
    if confirmed < needed:
        raise Refusal(
            "too-few-initiators",
            _l("%(needed)s initiators must be confirmed by eID; %(confirmed)s are.", **said)
            if by_eid(rules)
            else _l(
                "%(needed)s must have confirmed an e-mail address; %(confirmed)s have.", **said
            ),
        )
    asked = int(rules.value("initiators.min_states") or 0)
    if states is not None and states < asked:
        raise Refusal(
            "too-few-states",
            _l(
                "The initiators must come from %(needed)s States; they come from %(states)s.",
                needed=asked,
                states=states,
            ),
        )


def by_eid(rules: RuleSet) -> bool:
    """Whether initiators count by eID; else a confirmed e-mail address is enough (UK)."""
    return bool(rules.value("initiators.verified", True))


def check_room(rules: RuleSet, members: int) -> None:
    """Refuse more initiators than the rule set allows."""
    most = rules.value("initiators.max")
    if most is not None and members >= int(most):
        raise Refusal("too-many-initiators", _l("The most allowed are %(most)s.", most=most))


def check_declared(declarations: Mapping[str, Any]) -> None:
    """Refuse without the declarations on funding and on payment for signatures (R063)."""
    faults: list[tuple[str, object]] = []
    if not str(declarations.get("funding") or "").strip():
        faults.append(("funding", _l("Say who pays for the initiative, or that nobody does.")))
    if declarations.get("unpaid") is not True:
        faults.append(("unpaid", _l("Declare that nobody is paid for signatures.")))
    if faults:
        raise FieldRefusals("not-declared", _l("Declarations are missing."), faults)


def check_editable(x: Standing, now: datetime) -> None:
    """Refuse to change words once they are under review or frozen (R034)."""
    if state(x, now) not in EDITABLE:
        raise Refusal("text-frozen", _l("The text is frozen and can no longer be changed."))


def may_discuss(rules: RuleSet) -> bool:
    """Whether the rule set has a discussion phase before review or collecting."""
    return must_discuss(rules) or rules.period("discussion.max_duration") is not None


def must_discuss(rules: RuleSet) -> bool:
    """Whether a proposal goes on only after it was discussed."""
    return bool(rules.value("discussion.required"))


def must_be_reachable(rules: RuleSet, *, is_production: bool) -> bool:
    """Whether the author publishes only with a confirmed address (EE, UK).

    Where a rule set says nothing the platform asks for it wherever letters really go out.
    """
    return bool(rules.value("initiators.confirmed_email", is_production))


def has_review(rules: RuleSet) -> bool:
    """Whether a clerk of the receiving body reviews before collecting."""
    return bool(rules.value("review.before_collection"))


def must_practise(rules: RuleSet, *, takes_containers: bool = False) -> bool:
    """Whether sheets open only for practice: the law's channels are none that we have.

    Containers are had where the installation has a trust list for the rule set.
    """
    channels = rules.value("channels")
    ours = {"eid", "container"} if takes_containers else {"eid"}
    return bool(channels) and ours.isdisjoint(channels)


def outcomes(rules: RuleSet) -> Sequence[str]:
    """The decisions a committee may take, from the rule set's list."""
    return [str(code) for code in rules.value("response.decision_set") or ()]


def check_outcome(rules: RuleSet, outcome: str, reason: str) -> None:
    """Refuse a decision outside the rule set's list, or one without its reason (R048)."""
    if outcome not in outcomes(rules):
        raise Refusal("unknown-outcome", _l("Choose one of the listed outcomes."), field="outcome")
    if not reason.strip():
        raise Refusal("reason-missing", _l("A decision needs its reason."), field="reason")


def is_majority(agreeing: int, of: int) -> bool:
    """Whether more than half agree."""
    return agreeing * 2 > of
