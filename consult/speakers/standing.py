"""How an author stands before the public: the name, body or pseudonym that is shown, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from commons import db
from commons.access import Actor
from commons.accounts import queries as accounts
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.discussion.models import Display
from commons.discussion.services import Author
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from consult.models import Hearing
from consult.speakers import rules
from consult.speakers.models import Seal
from consult.states import Audience


@dataclass(frozen=True)
class Speaker:
    """What an author chose before sending: who sees the name, and for whom he says to speak."""

    display: Display
    pseudonym: str = field(default="", repr=False)
    speaks_for: str = ""
    register_number: str = ""
    capacity: str = ""


@dataclass(frozen=True)
class Standing:
    """The author as the discussion keeps him, and the names that only the desk may open."""

    author: Author
    sealed: Mapping[Seal, str] = field(default_factory=dict, repr=False)


def of(actor: Actor, hearing: Hearing, chosen: Speaker) -> Standing:
    """The author's standing; refuses a choice that is not offered, and another's name.

    A withheld name is not in the author: it lies apart, to be sealed with the comment.
    """
    allowed = rules.displays(law.by_key(hearing.rule_set_id))
    rules.check_display(chosen.display, allowed if actor.account_id else rules.OPEN_DISPLAYS)
    account = accounts.by_id(actor.account_id) if actor.account_id is not None else None
    name = account.display_name if account is not None else ""
    author, sealed = _shown(actor, hearing, chosen, account)
    if name and chosen.display not in (Display.NAME, Display.BEHALF):
        sealed = {**sealed, Seal.NAME: name}
    return Standing(author, sealed)


def bodies_of(actor: Actor, hearing: Hearing) -> list[str]:
    """The bodies for which this person speaks confirmed: his agencies, and whoever was invited."""
    if actor.account_id is None:
        return []
    mine = agencies.named({agency_id for agency_id, _role in actor.roles}).values()
    names = [name for body in mine for name in body.names.values()]
    account = accounts.by_id(actor.account_id)
    if account is not None and account.email and account.email_confirmed_at is not None:
        address = account.email.casefold()
        names += [s.name for s in hearing.stakeholders if s.email.casefold() == address]
    return names


def check_invited(actor: Actor, hearing: Hearing) -> None:
    """Refuse to speak where only the invited may, who were named with their confirmed address."""
    if hearing.audience is not Audience.INVITED or bodies_of(actor, hearing):
        return
    raise Refusal(
        "not-invited",
        _l("Only those who were named and invited may speak here. Everybody may read."),
    )


def is_minor(account_id: int | None) -> bool:
    """Whether the provider said at the last sign-in that this person is under age."""
    found = db.session().get(Account, account_id) if account_id is not None else None
    return found is not None and found.is_minor


def _shown(
    actor: Actor, hearing: Hearing, chosen: Speaker, account: Account | None
) -> tuple[Author, dict[Seal, str]]:
    base = Author(actor.account_id, actor.assurance, chosen.display)
    base = replace(base, by_minor=account is not None and account.is_minor)
    name = account.display_name if account is not None else ""
    if chosen.display is Display.NAME:
        return replace(base, shown_as=name), {}
    if chosen.display is Display.HIDDEN:
        return base, {}
    if chosen.display in (Display.PSEUDONYM, Display.AGENCY):
        pseudonym = _pseudonym(actor, hearing, chosen.pseudonym)
        if chosen.display is Display.AGENCY:
            return base, {Seal.PSEUDONYM: pseudonym}
        return replace(base, shown_as=pseudonym), {}
    return _for_another(actor, hearing, chosen, base, name), {}


def _for_another(
    actor: Actor, hearing: Hearing, chosen: Speaker, base: Author, name: str
) -> Author:
    whom = rules.named(
        chosen.speaks_for,
        field="speaks_for",
        sentence=_l(
            "Write for whom you speak, in at most %(most)s characters.", most=rules.LONGEST_NAME
        ),
    )
    capacity = rules.named(
        chosen.capacity,
        field="capacity",
        sentence=_l("Write in what capacity you speak, such as chair, lawyer or parent."),
    )
    confirmed = rules.bare(whom) in {rules.bare(n) for n in bodies_of(actor, hearing)}
    if not confirmed:
        _check_not_of_the_house(whom, "speaks_for")
    is_body = chosen.display is Display.ORGANISATION
    return replace(
        base,
        shown_as=whom if is_body else name,
        speaks_for=whom,
        register_number=rules.one_line(chosen.register_number)[: rules.LONGEST_NUMBER] or None,
        capacity=capacity,
        speaks_confirmed=confirmed,
    )


def _pseudonym(actor: Actor, hearing: Hearing, said: str) -> str:
    sentence = _l("Write a pseudonym of at most %(most)s characters.", most=rules.LONGEST_PSEUDONYM)
    found = rules.named(said, field="pseudonym", sentence=sentence, limit=rules.LONGEST_PSEUDONYM)
    if rules.bare(found) not in {rules.bare(n) for n in bodies_of(actor, hearing)}:
        _check_not_of_the_house(found, "pseudonym")
    return found


def _check_not_of_the_house(name: str, field_name: str) -> None:
    """Refuse the name of a body of the house to whoever does not belong to it."""
    taken = {rules.bare(n) for body in agencies.all_bodies() for n in body.names.values()}
    if rules.bare(name) in taken:
        raise Refusal(
            "name-of-a-body",
            _l("This is the name of a public body. Only its own members may speak for it."),
            field=field_name,
        )
