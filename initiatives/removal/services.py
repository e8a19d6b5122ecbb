"""Acts of removal: ask, confirm or refuse as the second person, appeal, decide, put back."""

from __future__ import annotations

from commons import clock, db, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from initiatives import indexing, policies
from initiatives.models import Initiative
from initiatives.removal import mails, queries, rules
from initiatives.removal.models import Removal, RemovalGround


def may_remove(actor: Actor, initiative: Initiative) -> bool:
    """Whether the actor says one of the two yeses: of the receiving body, and not who carries it."""
    return actor.may(Permission.INITIATIVE_REMOVE, initiative.agency_id) and not (
        policies.is_member(actor, initiative)
    )


def ask(
    initiative: Initiative, actor: Actor, *, ground: RemovalGround | None, reason: str
) -> Removal:
    """Ask that a published initiative be taken down; nothing happens before a second person agrees.

    Refused for what is not public, without ground or reason, and while another one waits or stands.
    """
    if not may_remove(actor, initiative):
        raise _not_permitted()
    if initiative.published_at is None:
        raise Refusal("wrong-state", _l("Only what is public can be taken down."))
    former = queries.last(initiative.id)
    if former is not None and (former.settled_at is None or former.stands):
        raise Refusal("already-asked", _l("A removal was asked for already."))
    if ground is None:
        raise Refusal("ground-needed", _l("Choose a ground from the list."), field="ground")
    removal = Removal(
        initiative=initiative,
        ground=ground,
        reason=_said(reason, "reason"),
        asked_by=actor.account_id,
        asked_at=clock.now(),
    )
    db.session().add(removal)
    db.session().flush()
    return removal


def settle(removal: Removal, actor: Actor, *, is_confirmed: bool) -> None:
    """Agree as the second person, and the words go out of public view at once; or refuse.

    The sealed signatures, the counts and the record stay as they are. Refused for whoever asked.
    """
    initiative = removal.initiative
    if not may_remove(actor, initiative):
        raise _not_permitted()
    if removal.settled_at is not None:
        raise Refusal("already-settled", _l("This is settled already."))
    if actor.is_one_of(removal.asked_by):
        raise Refusal("two-persons-needed", _l("A second person has to agree."))
    removal.is_confirmed, removal.settled_by = is_confirmed, actor.account_id
    removal.settled_at = clock.now()
    if is_confirmed:
        initiative.removed_at = removal.settled_at
        indexing.remove(initiative)
        _note(removal, actor, "removed")
        mails.removed(removal)
    db.session().flush()


def appeal(initiative: Initiative, actor: Actor, words: str) -> Removal:
    """Appeal as one who carries it, once and in time; somebody outside the body decides."""
    removal = queries.standing(initiative.id)
    now = clock.now()
    if not policies.is_member(actor, initiative):
        raise Refusal("not-permitted", _l("Only those who carry the initiative appeal."))
    if removal.appealed_at is not None:
        raise Refusal("already-appealed", _l("You have appealed already."))
    if removal.settled_at is None or rules.is_late(removal.settled_at, now):
        raise Refusal("appeal-late", _l("The time for an appeal has passed."))
    removal.appeal, removal.appealed_at = _said(words, "words"), now
    removal.appeal_due_at = now + rules.DECIDE_WITHIN
    db.session().flush()
    _note(removal, actor, "appealed")
    return removal


def decide(removal: Removal, actor: Actor, *, is_lifted: bool, answer: str) -> None:
    """Decide an appeal outside the body concerned: it stands, or everything is public again."""
    body = removal.initiative.agency_id
    own = any(agency == body for agency, _role in actor.roles)
    involved = own or policies.is_member(actor, removal.initiative)
    if not actor.may(Permission.MODERATION_APPEAL) or involved:
        raise Refusal("not-permitted", _l("An appeal is decided outside the body concerned."))
    if removal.appealed_at is None or removal.decided_at is not None:
        raise Refusal("already-decided", _l("No appeal waits here."))
    _close(removal, actor, is_lifted=is_lifted, answer=_said(answer, "answer"))


def ask_back(removal: Removal, actor: Actor, *, answer: str) -> None:
    """Ask, as one of the body, that it be public again; a second person agrees."""
    if not may_remove(actor, removal.initiative):
        raise _not_permitted()
    if not removal.stands or removal.lift_asked_by is not None or removal.decided_at is not None:
        raise Refusal("already-asked", _l("This was asked for or decided already."))
    removal.answer, removal.lift_asked_by = _said(answer, "answer"), actor.account_id
    db.session().flush()


def put_back(removal: Removal, actor: Actor) -> None:
    """Agree as the second person that it is public again; refused for whoever asked."""
    if not may_remove(actor, removal.initiative):
        raise _not_permitted()
    if removal.lift_asked_by is None or removal.decided_at is not None or not removal.stands:
        raise Refusal("already-settled", _l("Nobody asks for this now."))
    if actor.is_one_of(removal.lift_asked_by):
        raise Refusal("two-persons-needed", _l("A second person has to agree."))
    _close(removal, actor, is_lifted=True, answer=removal.answer)


def _close(removal: Removal, actor: Actor, *, is_lifted: bool, answer: str) -> None:
    removal.is_lifted, removal.answer = is_lifted, answer
    removal.decided_at, removal.decided_by = clock.now(), actor.account_id
    if is_lifted:
        removal.initiative.removed_at = None
        indexing.index(removal.initiative)
    db.session().flush()
    _note(removal, actor, "lifted" if is_lifted else "upheld")
    mails.settled(removal)


def _said(words: str, name: str) -> str:
    said = normalise(words.strip())
    if not said:
        raise Refusal("reason-missing", _l("Write the reason."), field=name)
    return said


def _not_permitted() -> Refusal:
    return Refusal("not-permitted", _l("Only two persons of the receiving body take this down."))


def _note(removal: Removal, actor: Actor, word: str) -> None:
    initiative = removal.initiative
    record.note(
        f"initiative:removal:{word}",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts={"number": removal.id, "ground": removal.ground.value},
    )
