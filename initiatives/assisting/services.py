"""Acts: a clerk opens a place, a second one agrees where the rules say so, one person takes it (N33)."""

from __future__ import annotations

from dataclasses import dataclass, field

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from initiatives.assisting import queries, rules
from initiatives.assisting.models import Place
from initiatives.models import Initiative
from initiatives.paper import policies


@dataclass(frozen=True)
class Opened:
    """A place that was asked for; its code is said once, and empty while a second clerk is needed."""

    number: int
    code: str = field(repr=False)


def open_place(actor: Actor, initiative: Initiative) -> Opened:
    """Open a place for one person who stands at the office; the clerk is on record.

    Refuses whoever is no registrar of the receiving body, or is an initiator or verifier.
    """
    _check(actor, initiative)
    made = Place(
        initiative_id=initiative.id,
        agency_id=initiative.agency_id,
        opened_by=actor.account_id,
        opened_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    _note("opened", initiative, made, actor)
    if rules.clerks(law.by_key(initiative.rule_set_id)) > 1:
        return Opened(made.id, "")
    return _let_in(made)


def agree(actor: Actor, initiative: Initiative, number: int) -> Opened:
    """Agree as the second clerk, who stands there too; only then the code is made.

    Refuses the same person and his deputy ("two-persons-needed"), and a place that has a code.
    """
    _check(actor, initiative)
    place = queries.place(number)
    if place.initiative_id != initiative.id or place.code_hash is not None:
        raise Refusal("already-confirmed", _l("This place is open already."))
    if actor.is_one_of(place.opened_by):
        raise Refusal("two-persons-needed", _l("A second registrar has to agree to this."))
    place.second = actor.account_id
    _note("agreed", initiative, place, actor)
    return _let_in(place)


def look(code: str) -> Place:
    """The open place of a code; refuses ("code-unknown") a wrong, old or used one, without saying which."""
    found = queries.by_code(rules.hashed(code))
    if found is None or found.taken_at is not None or found.ends_at is None:
        raise _unknown()
    if clock.now() >= found.ends_at:
        raise _unknown()
    return found


def take(code: str) -> Place:
    """Take the place, once and for all: the person goes to the eID now."""
    place = look(code)
    place.taken_at = clock.now()
    db.session().flush()
    return place


def _let_in(place: Place) -> Opened:
    code = rules.new_code()
    place.code_hash, place.ends_at = rules.hashed(code), clock.now() + rules.LASTS
    db.session().flush()
    return Opened(place.id, rules.shown(code))


def _check(actor: Actor, initiative: Initiative) -> None:
    if not policies.may_register(actor, initiative) or not actor.may(
        Permission.PAPER_ENTER, initiative.agency_id
    ):
        raise Refusal("not-permitted", _l("Only a registrar who is not concerned may do this."))
    if not queries.is_helped(initiative):
        raise Refusal("sheet-not-open", _l("Nobody can sign this by eID now."))


def _note(word: str, initiative: Initiative, place: Place, actor: Actor) -> None:
    """That a clerk helped, and at which body; whether the person then signed stands nowhere."""
    record.note(
        f"initiative:assistance:{word}",
        initiative.path,
        actor=actor,
        agency_id=place.agency_id,
        facts={"number": place.id},
    )


def _unknown() -> Refusal:
    return Refusal(
        "code-unknown",
        _l("This code is wrong, was used, or is too old. Ask the clerk for a new one."),
        field="code",
    )
