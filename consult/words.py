"""What people read for the closed words of a hearing: kinds, states, topics, dispositions."""

from __future__ import annotations

from enum import StrEnum

from commons.discussion.models import Channel, Display, Stance
from commons.i18n import _, _l
from consult.queries.hearings import Sort
from consult.states import Audience, Disposition, Kind, State, StepKind, Topic, Treated, Verdict

_WORDS: dict[StrEnum, object] = {
    Kind.PRINCIPLE: _l("Principles of a law"),
    Kind.DRAFT_LAW: _l("Draft law"),
    Kind.SUBORDINATE_RULE: _l("Subordinate rule"),
    Kind.EVALUATION: _l("Evaluation of a law in force"),
    State.DRAFT: _l("Draft"),
    State.APPROVED: _l("Approved"),
    State.SCHEDULED: _l("Announced"),
    State.OPEN: _l("Open"),
    State.CLOSED: _l("Closed"),
    State.SUMMARISED: _l("Answered"),
    State.DECIDED: _l("Decided"),
    State.IN_FORCE: _l("In force"),
    State.WITHDRAWN: _l("Withdrawn"),
    Topic.AGRICULTURE: _l("Agriculture"),
    Topic.CULTURE: _l("Culture"),
    Topic.DIGITAL: _l("Digital affairs"),
    Topic.ECONOMY: _l("Economy"),
    Topic.EDUCATION: _l("Education"),
    Topic.ENVIRONMENT: _l("Environment"),
    Topic.GOVERNANCE: _l("Public administration"),
    Topic.HEALTH: _l("Health"),
    Topic.JUSTICE: _l("Justice"),
    Topic.LABOUR: _l("Labour"),
    Topic.LAND: _l("Land and housing"),
    Topic.TRANSPORT: _l("Transport"),
    Stance.AGREE: _l("I agree"),
    Stance.DISAGREE: _l("I disagree"),
    Stance.CHANGE: _l("Change it"),
    Display.NAME: _l("Everybody sees my display name"),
    Display.PSEUDONYM: _l("Everybody sees a pseudonym, for this comment only"),
    Display.AGENCY: _l("Only the agency sees a pseudonym"),
    Display.HIDDEN: _l("Nobody sees a name"),
    Display.ORGANISATION: _l("I speak for an organisation, which everybody sees"),
    Display.BEHALF: _l("I speak on behalf of another, and everybody sees both names"),
    Audience.OPEN: _l("Everybody, also without signing in"),
    Audience.SIGNED_IN: _l("Everybody who signs in"),
    Audience.VERIFIED: _l("Everybody whose identity is checked by eID"),
    Audience.INVITED: _l("Only those who were named and invited; everybody reads"),
    Channel.ONLINE: _l("Online"),
    Channel.PAPER: _l("On paper"),
    Channel.MAIL: _l("By mail"),
    Channel.MEETING: _l("At a meeting"),
    Channel.INVITED: _l("Invited body"),
    Disposition.ACCEPTED: _l("Accepted"),
    Disposition.PARTLY: _l("Accepted in part"),
    Disposition.NOT: _l("Not accepted"),
    Disposition.NOTED: _l("Noted"),
    Treated.OPEN: _l("Not answered yet"),
    Treated.ANSWERED: _l("Answered"),
    Treated.NO_ISSUE: _l("No point to answer"),
    Treated.REPLY: _l("Goes with the comment above it"),
    Treated.STANCE: _l("Counted as a stance"),
    Treated.WITHDRAWN: _l("Withdrawn by its author"),
    Verdict.YES: _l("Yes"),
    Verdict.PARTLY: _l("In part"),
    Verdict.NO: _l("No"),
    StepKind.CABINET: _l("The Cabinet"),
    StepKind.PARLIAMENT: _l("Parliament"),
    StepKind.GAZETTE: _l("Publication in the gazette"),
    StepKind.DECISION: _l("Decision of the agency"),
    StepKind.IN_FORCE: _l("Entry into force"),
    Sort.NEWEST: _l("Latest opening first"),
    Sort.CLOSING: _l("Closing soonest first"),
}

BADGES: dict[State, str] = {
    State.DRAFT: "neutral",
    State.APPROVED: "info",
    State.SCHEDULED: "info",
    State.OPEN: "open",
    State.CLOSED: "neutral",
    State.SUMMARISED: "done",
    State.DECIDED: "done",
    State.IN_FORCE: "official",
    State.WITHDRAWN: "refused",
}

_EVENTS: dict[str, object] = {
    "hearing:opening:approved": _l("Approved by a second person and announced"),
    "hearing:dates:extended": _l("Extended"),
    "hearing:phase:opened": _l("The next phase of the hearing began"),
    "hearing:phase:extended": _l("A phase of the hearing was extended"),
    "hearing:dates:ended-early": _l("Ended early, by two persons"),
    "hearing:summary:returned": _l("The summary was returned with reasons"),
    "hearing:hearing:withdrawn": _l("Withdrawn"),
    "hearing:version:published": _l("A new version of the draft was published"),
    "hearing:summary:published": _l("Summary and answers published"),
    "hearing:summary:overdue": _l("The summary is overdue"),
    "hearing:step:recorded": _l("A step that followed was recorded"),
    "hearing:final-text:entered": _l("The adopted text was entered"),
    "hearing:follow-up:recorded": _l("What became of each section was recorded"),
    "hearing:evaluation:task": _l("The evaluation of the law is due soon"),
    "hearing:evaluation:due": _l("The evaluation of the law is due"),
    "hearing:evaluation:late": _l("The evaluation of the law is overdue"),
    "hearing:evaluation:asked": _l("An earlier evaluation was asked for"),
    "hearing:evaluation:answered": _l("The agency answered on an earlier evaluation"),
    "hearing:evaluation:announced": _l("The hearing on the evaluation was announced"),
    "hearing:hearing:opened": _l("Opening of the hearing"),
    "hearing:hearing:closed": _l("Closing of the hearing"),
}


def name(word: StrEnum) -> str:
    """What a closed word is called in the reader's language."""
    return str(_WORDS[word])


def event(kind: str) -> str:
    """What a stop in a hearing's timeline is called."""
    return str(_EVENTS[kind])


def events() -> frozenset[str]:
    """The kinds of entries on record that are stops in a hearing's timeline."""
    return frozenset(_EVENTS)


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """A closed list as a form offers it."""
    return [(word.value, name(word)) for word in words]


def with_any(words: type[StrEnum]) -> list[tuple[str, str]]:
    """A closed list of a filter, with the choice of all."""
    return [("", _("All")), *choices(words)]
