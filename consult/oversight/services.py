"""Exceptions: ask for one, decide it above, and refuse an approval that lacks one."""

from __future__ import annotations

import structlog

from commons import clock, db, record
from commons.access import Actor
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.notify import services as notify
from commons.notify.services import Letter, Recipient
from commons.texts.words import normalise
from consult.models import Hearing
from consult.oversight import mails, policies, queries, rules
from consult.oversight.models import Asked, Wish
from consult.oversight.rules import Wanted

log = structlog.get_logger("consult")
REGISTER = "/exceptions"
DRAFTS = (Wish.SHORTER, Wish.NO_STAKEHOLDERS)


def ask_for_draft(actor: Actor, hearing: Hearing) -> None:
    """Ask for what a draft needs when it is handed in; what was asked in the same words stands."""
    wanted = rules.wanted_by(hearing, law.by_key(hearing.rule_set_id))
    for asked in queries.standing(hearing.id):
        still = any(rules.is_same(asked, one) for one in wanted) and asked.granted is not False
        if asked.wish in DRAFTS and not still:
            asked.replaced_at = clock.now()
    db.session().flush()
    standing = queries.standing(hearing.id)
    for one in wanted:
        if not any(rules.is_same(asked, one) for asked in standing):
            _ask(actor, hearing, one)


def ask_beside(actor: Actor, hearing: Hearing, wanted: Wanted) -> Asked:
    """Ask for one of several exceptions of a kind that stand side by side: a document each."""
    rules.check_reason(wanted.reason)
    return _ask(actor, hearing, wanted)


def ask_for_end(actor: Actor, hearing: Hearing, *, ground: str, reason: str) -> None:
    """Ask the body above for an early end; an older question of this kind is replaced."""
    take_back(hearing, Wish.EARLY_END)
    _ask(actor, hearing, Wanted(Wish.EARLY_END, ground, reason))


def take_back(hearing: Hearing, wish: Wish) -> None:
    """Let go what waits of this kind; what was decided stays in the register."""
    for asked in queries.standing(hearing.id):
        if asked.wish is wish and asked.decided_at is None:
            asked.replaced_at = clock.now()
    db.session().flush()


def decide(actor: Actor, asked: Asked, *, is_granted: bool, answer: str) -> None:
    """Grant or refuse as the body above; refuses whoever asked, and a refusal without its reason."""
    if not policies.may_see(actor, asked):
        raise Refusal("not-found", _l("There is no such exception."))
    if not policies.may_decide(actor, asked):
        raise Refusal("already-settled", _l("This was decided already, or is asked for anew."))
    if not is_granted and not answer.strip():
        raise Refusal("reason-needed", _l("Write why it is refused."), field="answer")
    asked.granted, asked.answer = is_granted, normalise(answer.strip())
    asked.decided_by, asked.decided_at = actor.account_id, clock.now()
    db.session().flush()
    _note(actor, asked, "granted" if is_granted else "refused")
    tongue = mails.tongue_of(asked.agency)
    _write(asked.agency, f"exception:{asked.id}:decided", mails.decided(asked, tongue), tongue)


def check_granted(hearing: Hearing) -> None:
    """Refuse ("exception-waits") to go on while the body above has not granted what is asked."""
    for asked in queries.standing(hearing.id):
        if asked.wish in DRAFTS:
            _check(asked)


def check_granted_for(hearing: Hearing, wish: Wish) -> None:
    """Refuse ("exception-waits") an act of this kind without its granted exception."""
    found = [asked for asked in queries.standing(hearing.id) if asked.wish is wish]
    last = found[-1] if found else None
    if last is None or not (_is_own(last) or (last.granted and queries.is_running(last))):
        raise Refusal("exception-waits", _l("The body above has to agree to this first."))


def note_own(actor: Actor, hearing: Hearing) -> None:
    """Let stand what nobody above decides; it is labelled as approved by the agency itself."""
    for asked in queries.standing(hearing.id):
        if _is_own(asked):
            asked.granted, asked.decided_by = True, actor.account_id
            asked.decided_at = clock.now()
            db.session().flush()
            _note(actor, asked, "approved-by-itself")


def _ask(actor: Actor, hearing: Hearing, wanted: Wanted) -> Asked:
    above, now = queries.approver(hearing), clock.now()
    asked = Asked(
        hearing=hearing,
        agency=hearing.agency,
        wish=wanted.wish,
        ground=wanted.ground,
        reason=normalise(wanted.reason.strip()),
        asked_by=actor.account_id,
        asked_at=now,
        approver=above,
        due_at=now + rules.ANSWER_WITHIN if above else None,
        expires_on=wanted.expires_on,
    )
    db.session().add(asked)
    db.session().flush()
    if above is not None:
        tongue = mails.tongue_of(above)
        _write(above, f"exception:{asked.id}:asked", mails.asked(asked, tongue), tongue)
    _note(actor, asked, "asked")
    return asked


def _check(asked: Asked) -> None:
    if _is_own(asked) or asked.granted:
        return
    if asked.granted is False:
        raise Refusal("exception-waits", _l("The body above has refused an exception."))
    raise Refusal("exception-waits", _l("An exception still waits for the body above."))


def _is_own(asked: Asked) -> bool:
    return asked.approver_id is None and asked.decided_at is None


def _write(body: Agency, event: str, letter: Letter, tongue: str) -> None:
    if body.email:
        notify.send(event, Recipient(f"agency:{body.id}", body.email, tongue), letter)


def _note(actor: Actor, asked: Asked, word: str) -> None:
    """On record without the name of a draft that is not public yet; that is a sealed fact."""
    record.note(
        f"hearing:exception:{word}",
        REGISTER,
        actor=actor,
        agency_id=asked.agency_id,
        facts={"exception": asked.id, "wish": asked.wish.value},
        private={"hearing": asked.hearing_id, "ground": asked.ground or ""},
    )
    log.info(f"hearing_exception_{word}", id=asked.id, agency=asked.agency_id)
