"""An inactive representative is replaced: by a majority of the initiators, then by the platform."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from initiatives import mails, policies
from initiatives import queries as initiatives
from initiatives import rules as initiative_rules
from initiatives.models import Initiative, Member
from initiatives.passage import queries, rules
from initiatives.passage.models import Backing
from initiatives.states import MemberRole


def back(initiative: Initiative, actor: Actor, candidate: Member) -> bool:
    """Give one's voice for another representative; whether that made a majority.

    Refused for others than initiators, and while the present representative still has time.
    """
    held, now = initiatives.locked(initiative.id), clock.now()
    member = policies.member_of(actor, held)
    if member is None or candidate not in held.members:
        raise Refusal("not-permitted", _l("Only its initiators choose their representative."))
    standing = initiative_rules.state(held, now)
    rules.check_inactive(held, standing, law.by_key(held.rule_set_id), now)
    if candidate.confirmed_at is None or is_present(candidate):
        raise Refusal("bad-form", _l("Choose another confirmed initiator."), field="candidate")
    db.session().execute(sa.delete(Backing).where(Backing.member_id == member.id))
    voice = Backing(member_id=member.id, candidate_id=candidate.id, given_at=now)
    db.session().add(voice)
    db.session().flush()
    voices = queries.backings(held).get(candidate.id, 0)
    if not rules.is_chosen(voices, len(held.members)):
        return False
    _put(held, candidate, by="majority")
    return True


def replace_by_system(initiative: Initiative) -> bool:
    """Put another in the place once a second grace has passed; whether somebody was there."""
    held, now = initiatives.locked(initiative.id), clock.now()
    standing = initiative_rules.state(held, now)
    since = rules.waits_since(held, standing)
    if since is None or now < since + 2 * rules.grace(law.by_key(held.rule_set_id)):
        return False
    mark = f"replaced:{standing.value}"
    candidate = rules.heir(held.members)
    if candidate is None or mark in held.announced:
        return False
    held.announced = [*held.announced, mark]
    _put(held, candidate, by="platform")
    return True


def is_present(member: Member) -> bool:
    """Whether this member speaks for the initiative now."""
    return member.role is MemberRole.REPRESENTATIVE


def _put(initiative: Initiative, candidate: Member, *, by: str) -> None:
    for member in initiative.members:
        if member.role is MemberRole.REPRESENTATIVE:
            member.role = MemberRole.INITIATOR
    candidate.role = MemberRole.REPRESENTATIVE
    own = [member.id for member in initiative.members]
    db.session().execute(sa.delete(Backing).where(Backing.member_id.in_(own)))
    db.session().flush()
    record.note(
        "initiative:representative:replaced",
        initiative.path,
        agency_id=initiative.agency_id,
        facts={"by": by},
    )
    mails.tell(initiative, "replaced", mark=clock.now().isoformat())
