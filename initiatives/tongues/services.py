"""Acts on translations: offer one, review it."""

from __future__ import annotations

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import policies, proposal, queries
from initiatives.models import Initiative
from initiatives.rules import state
from initiatives.states import EDITABLE, SIGNABLE, State
from initiatives.tongues.models import Translation

OPEN = EDITABLE | SIGNABLE | {State.REVIEW}


def offer(
    initiative: Initiative, actor: Actor, *, language: str, title: str, words: str
) -> Translation:
    """Offer a translation of the newest version, before and while signatures are collected (I16).

    Refused for others than the initiators, in the official language, and before a version is public.
    """
    if not policies.is_member(actor, initiative):
        raise Refusal("not-permitted", _l("Only those who carry the initiative do this."))
    versions = queries.wordings(initiative.id)
    if not versions or state(initiative, clock.now()) not in OPEN:
        raise Refusal("wrong-state", _l("The proposal cannot be translated where it stands now."))
    if language == initiative.language:
        raise Refusal(
            "official-language", _l("This is the language of the official text."), field="language"
        )
    made = Translation(
        initiative_id=initiative.id,
        language=language,
        version=versions[-1].number,
        title=proposal.tidy(title),
        words=proposal.tidy(words),
        offered_at=clock.now(),
    )
    db.session().add(made)
    db.session().flush()
    return made


def review(translation: Translation, clerk: Actor, *, is_faithful: bool, reason: str) -> None:
    """Say whether a translation is faithful; one that is becomes public. Refused twice.

    Who says that it is not gives the reason.
    """
    initiative = translation.initiative
    if not policies.may_review(clerk, initiative):
        raise Refusal("not-permitted", _l("Only a clerk of the receiving body reviews this."))
    if translation.reviewed_at is not None:
        raise Refusal("already-decided", _l("This translation was reviewed already."))
    if not is_faithful and not reason.strip():
        raise Refusal("reason-missing", _l("Write the reason."), field="reason")
    translation.is_faithful, translation.reason = is_faithful, proposal.tidy(reason)
    translation.reviewed_at, translation.reviewed_by = clock.now(), clerk.account_id
    db.session().flush()
    record.note(
        "initiative:translation:reviewed",
        initiative.path,
        actor=clerk,
        agency_id=initiative.agency_id,
        facts={
            "language": translation.language,
            "version": translation.version,
            "faithful": is_faithful,
        },
    )
