"""What people read for the closed words of moderation: grounds with their explanation, acts, outcomes."""

from __future__ import annotations

from enum import StrEnum

from commons.i18n import _, _l
from commons.moderation.states import CLOSED_LIST, Act, Ground, Hint, Outcome

_NAMES: dict[StrEnum, object] = {
    Ground.UNLAWFUL: _l("Forbidden by law"),
    Ground.THREATS: _l("Threat of violence"),
    Ground.PERSONAL_DATA: _l("Personal data of another person"),
    Ground.HATE: _l("Incitement to hatred"),
    Ground.OBSCENE: _l("Obscene content"),
    Ground.IMPERSONATION: _l("Speaking under another person's name"),
    Ground.SPAM: _l("Mass posting without content"),
    Ground.ADVERTISING: _l("Advertising that has nothing to do with the draft"),
    Ground.ORDER: _l("Order of a court or an authority"),
    Act.LEAVE: _l("Left as it is"),
    Act.REDACT: _l("Some words redacted"),
    Act.HIDE: _l("Words hidden"),
    Act.RESTORE: _l("Words restored"),
    Act.REMOVE: _l("Removed by order"),
    Act.LIFT: _l("Order lifted, words restored"),
    Outcome.UPHELD: _l("Decision upheld"),
    Outcome.PARTLY: _l("Decision changed in part"),
    Outcome.OVERTURNED: _l("Decision overturned, words restored"),
    Hint.CONTACTS: _l("may hold a telephone number, an identity number or an e-mail address"),
    Hint.LINKS: _l("holds several links"),
    Hint.REPEATED: _l("repeats itself"),
    Hint.SHOUTING: _l("is written in capital letters"),
    Hint.INSULT: _l("may insult somebody"),
}

_EXPLAINED: dict[Ground, object] = {
    Ground.UNLAWFUL: _l("The words are themselves an offence, such as defamation of a person."),
    Ground.THREATS: _l("Somebody is threatened with violence or harm, or others are called to it."),
    Ground.PERSONAL_DATA: _l(
        "An address, a number, a health record or the like of somebody who did not publish it."
    ),
    Ground.HATE: _l("People are degraded for what they are: origin, faith, sex, disability."),
    Ground.OBSCENE: _l("Sexual or cruel content without any relation to the draft."),
    Ground.IMPERSONATION: _l("The author pretends to be another real person or a body."),
    Ground.SPAM: _l("The same or meaningless words are posted again and again."),
    Ground.ADVERTISING: _l(
        "Goods, services or events are offered; the draft is only the occasion."
    ),
    Ground.ORDER: _l("A court or an authority with the power to do so has ordered the removal."),
}


def name(word: str) -> str:
    """A closed word of moderation in the reader's language."""
    return str(_BY_VALUE[word])


def act_name(word: str) -> str:
    """An act in the reader's language."""
    return str(_NAMES[Act(word)])


def ground_name(word: str) -> str:
    """A ground in the reader's language."""
    return str(_NAMES[Ground(word)])


def removed(ground: str) -> str:
    """What stands where words were, in a table or on paper."""
    return _("Removed: %(ground)s", ground=ground_name(ground))


def explained(ground: str) -> str:
    """What a ground means, in one sentence."""
    return str(_EXPLAINED[Ground(ground)])


def ground_choices() -> list[tuple[str, str]]:
    """The closed list for a form: the coded word, its name and what it means."""
    return [(g.value, f"{_NAMES[g]}: {_EXPLAINED[g]}") for g in CLOSED_LIST]


_BY_VALUE: dict[str, object] = {word.value: said for word, said in _NAMES.items()}
