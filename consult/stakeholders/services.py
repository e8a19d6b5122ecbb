"""The register of an agency: keep and remove entries, take an uploaded list over, name for a hearing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

import structlog

from commons import clock, config, db
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies
from consult.models import Hearing
from consult.services import preparing
from consult.stakeholders import imports, queries, rules
from consult.stakeholders.models import Concerned, Importing, Marking, Nature
from consult.stakeholders.rules import Fate, Listing

log = structlog.get_logger("consult")


def keep(
    actor: Actor, agency_id: int, listing: Listing, *, entry: Concerned | None = None
) -> Concerned:
    """Put a body or person into the register, or change an entry.

    Refuses who is no officer of the agency, a bad name or address, and an address that stands.
    """
    policies.check(actor.may(Permission.HEARING_PREPARE, agency_id))
    found = rules.checked(listing, config.current().locales)
    standing = queries.by_address(agency_id).get(found.email)
    if standing is not None and standing is not entry and standing.removed_at is None:
        raise Refusal(
            "already-settled", _l("This address stands in the register already."), field="email"
        )
    return _write(agency_id, found, entry or standing)


def remove(actor: Actor, entry: Concerned) -> None:
    """Take an entry off the register; hearings that named it keep what they sent."""
    policies.check(actor.may(Permission.HEARING_PREPARE, entry.agency_id))
    entry.removed_at = clock.now()
    db.session().flush()


def upload(actor: Actor, agency_id: int, *, name: str, data: bytes) -> Importing:
    """Read a list and keep it with its report, to be taken over or thrown away."""
    policies.check(actor.may(Permission.HEARING_PREPARE, agency_id))
    lines = imports.read(data, queries.by_address(agency_id), config.current().locales)
    row = Importing(
        agency_id=agency_id,
        digest=hashlib.sha256(data).hexdigest(),
        name=name[:120],
        lines=lines,
        made_by=actor.account_id,
        made_at=clock.now(),
    )
    db.session().add(row)
    db.session().flush()
    return row


def take_over(actor: Actor, row: Importing) -> int:
    """Write what is new or changed into the register; gives how many entries that were."""
    policies.check(actor.may(Permission.HEARING_PREPARE, row.agency_id))
    standing = queries.by_address(row.agency_id)
    wanted = [line for line in row.lines if line["fate"] in (Fate.NEW, Fate.CHANGED)]
    for line in wanted:
        listing = Listing.of_data(line["listing"])
        _write(row.agency_id, listing, standing.get(listing.email))
    db.session().delete(row)
    db.session().flush()
    log.info("stakeholders_imported", agency=row.agency_id, entries=len(wanted))
    return len(wanted)


def discard(actor: Actor, row: Importing) -> None:
    """Throw an uploaded list away; nothing of it stays."""
    policies.check(actor.may(Permission.HEARING_PREPARE, row.agency_id))
    db.session().delete(row)
    db.session().flush()


def name_for(
    actor: Actor, hearing: Hearing, agency_id: int, numbers: Collection[int], *, affected: str = ""
) -> int:
    """Name entries of the register as stakeholders of a draft; gives how many are named now."""
    policies.check(agency_id in hearing.houses)
    policies.check(actor.may(Permission.HEARING_PREPARE, agency_id))
    chosen = queries.chosen(agency_id, numbers)
    if not chosen:
        raise Refusal("nothing-ticked", _l("Tick at least one."), field="entry")
    for one in chosen:
        preparing.add_stakeholder(
            actor,
            hearing,
            name=one.name,
            email=one.email,
            affected=normalise(affected.strip()) or ", ".join(g.word for g in one.labels[:2]),
            language=one.language,
        )
        _mark_person(hearing, one)
    return len(chosen)


def note_bounce(actor: Actor, hearing: Hearing, stakeholder_id: int) -> None:
    """Note by hand that a letter came back; a second time takes the note away."""
    policies.check(policies.may_see_desk(actor, hearing))
    for one in hearing.stakeholders:
        if one.id == stakeholder_id:
            one.bounced_on = None if one.bounced_on else clock.now().date()
            db.session().flush()
            return
    raise Refusal("not-found", _l("There is no such stakeholder."))


def _mark_person(hearing: Hearing, one: Concerned) -> None:
    if one.nature is Nature.PERSON:
        for named in hearing.stakeholders:
            if named.email == one.email:
                named.is_person = True
    db.session().flush()


def _write(agency_id: int, listing: Listing, entry: Concerned | None) -> Concerned:
    now = clock.now()
    kept: Any = entry or Concerned(agency_id=agency_id, created_at=now)
    kept.name, kept.email, kept.nature = listing.name, listing.email, listing.nature
    kept.language, kept.note = listing.language, listing.note
    kept.searchable = f"{listing.name} {listing.email}".casefold()
    kept.changed_at, kept.removed_at = now, None
    wanted = set(listing.markings)
    kept.labels = [label for label in kept.labels if (label.kind, label.word) in wanted]
    standing = {(label.kind, label.word) for label in kept.labels}
    for kind, word in sorted(wanted - standing):
        kept.labels.append(Marking(kind=kind, word=word))
    db.session().add(kept)
    db.session().flush()
    found: Concerned = kept
    return found
