"""The states of an initiative, and the one table of how it may move between them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an initiative stands (domain, Initiatives); a rule set may leave some of them out."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    REVIEW = "review"
    RETURNED = "returned"
    COLLECTING = "collecting"
    COUNTING = "counting"
    VERIFICATION = "verification"
    CURE = "cure"
    QUALIFIED = "qualified"
    FORWARDED = "forwarded"
    RECEIVED = "received"
    IN_COMMITTEE = "in_committee"
    ANSWERED = "answered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    NOT_REACHED = "not_reached"
    LAPSED = "lapsed"


_S = State

TRANSITIONS: dict[State, frozenset[State]] = {
    _S.DRAFT: frozenset({_S.DISCUSSION, _S.REVIEW, _S.COLLECTING, _S.WITHDRAWN}),
    _S.DISCUSSION: frozenset({_S.REVIEW, _S.COLLECTING, _S.WITHDRAWN}),
    _S.REVIEW: frozenset({_S.RETURNED, _S.COLLECTING, _S.REJECTED, _S.WITHDRAWN}),
    _S.RETURNED: frozenset({_S.REVIEW, _S.WITHDRAWN}),
    _S.COLLECTING: frozenset({_S.COUNTING, _S.NOT_REACHED, _S.LAPSED, _S.WITHDRAWN}),
    _S.COUNTING: frozenset({_S.VERIFICATION, _S.NOT_REACHED, _S.LAPSED, _S.WITHDRAWN}),
    _S.VERIFICATION: frozenset({_S.QUALIFIED, _S.CURE, _S.NOT_REACHED}),
    _S.CURE: frozenset({_S.COUNTING, _S.NOT_REACHED}),
    _S.QUALIFIED: frozenset({_S.FORWARDED, _S.LAPSED}),
    _S.FORWARDED: frozenset({_S.RECEIVED, _S.LAPSED}),
    _S.RECEIVED: frozenset({_S.IN_COMMITTEE, _S.LAPSED}),
    _S.IN_COMMITTEE: frozenset({_S.ANSWERED, _S.FORWARDED, _S.LAPSED}),
    _S.ANSWERED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.NOT_REACHED: frozenset(),
    _S.LAPSED: frozenset(),
}

ENDS = frozenset(state for state, onward in TRANSITIONS.items() if not onward)
PRIVATE = frozenset({State.DRAFT})
EDITABLE = frozenset({State.DRAFT, State.DISCUSSION, State.RETURNED})
SIGNABLE = frozenset({State.COLLECTING, State.CURE})
WITH_COMMITTEE = frozenset({State.FORWARDED, State.RECEIVED, State.IN_COMMITTEE})


class MemberRole(StrEnum):
    """What a person is in one initiative; never an office."""

    INITIATOR = "initiator"
    REPRESENTATIVE = "representative"
    SUBSTITUTE = "substitute"


class Verdict(StrEnum):
    """What a clerk's review may end with."""

    ACCEPT = "accept"
    RETURN = "return"
    REJECT = "reject"


class Owes(StrEnum):
    """Who owes the next act."""

    INITIATORS = "initiators"
    REVIEWER = "reviewer"
    SUPPORTERS = "supporters"
    HOUSE = "house"
    VERIFIER = "verifier"
    REGISTRY = "registry"
    COMMITTEE = "committee"
    RECEIVER = "receiver"
    NOBODY = "nobody"
