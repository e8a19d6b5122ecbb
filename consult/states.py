"""The words of a hearing: its kinds, its states, and the one table of how it may move."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """On what the public is heard."""

    PRINCIPLE = "principle"
    DRAFT_LAW = "draft-law"
    SUBORDINATE_RULE = "subordinate-rule"
    EVALUATION = "evaluation"


class Stage(StrEnum):
    """How far a hearing was brought by people; what the clock adds is in `State`."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUMMARISED = "summarised"
    DECIDED = "decided"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """What a hearing is now; scheduled, open and closed follow from the clock alone."""

    DRAFT = "draft"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    SUMMARISED = "summarised"
    DECIDED = "decided"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


TRANSITIONS: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.APPROVED, Stage.WITHDRAWN}),
    Stage.APPROVED: frozenset({Stage.SUMMARISED, Stage.WITHDRAWN}),
    Stage.SUMMARISED: frozenset({Stage.APPROVED, Stage.DECIDED, Stage.WITHDRAWN}),
    Stage.DECIDED: frozenset({Stage.IN_FORCE}),
    Stage.IN_FORCE: frozenset(),
    Stage.WITHDRAWN: frozenset(),
}


class Topic(StrEnum):
    """What a draft is about, for those who follow one field."""

    AGRICULTURE = "agriculture"
    CULTURE = "culture"
    DIGITAL = "digital"
    ECONOMY = "economy"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    GOVERNANCE = "governance"
    HEALTH = "health"
    JUSTICE = "justice"
    LABOUR = "labour"
    LAND = "land"
    TRANSPORT = "transport"


class Audience(StrEnum):
    """Who may speak; reading is open to everybody always."""

    OPEN = "open"
    SIGNED_IN = "account"
    VERIFIED = "verified"
    INVITED = "invited"


class Act(StrEnum):
    """What takes a second person."""

    OPENING = "opening"
    SUMMARY = "summary"


class Disposition(StrEnum):
    """What the agency does with a point."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT = "not"
    NOTED = "noted"


CHANGING = frozenset({Disposition.ACCEPTED, Disposition.PARTLY})
"""Dispositions by which something in the draft becomes different."""


class Verdict(StrEnum):
    """What a participant says of the published answers: does this answer my point?"""

    YES = "yes"
    PARTLY = "in-part"
    NO = "no"


class Treated(StrEnum):
    """What has become of one comment in the response matrix."""

    OPEN = "open"
    ANSWERED = "answered"
    NO_ISSUE = "no-issue"
    REPLY = "with-its-comment"
    STANCE = "counted"
    WITHDRAWN = "taken-back"


class StepKind(StrEnum):
    """What followed a hearing."""

    CABINET = "cabinet"
    PARLIAMENT = "parliament"
    GAZETTE = "gazette"
    DECISION = "decision"
    IN_FORCE = "in-force"
