"""Signing: consent, the eID's answer, withdrawal and "did I sign?"; names never stay here."""

from __future__ import annotations

from datetime import timedelta

import signatures
from commons import clock, db, record
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.claims import Attestation
from commons.law import queries as law
from commons.law.periods import Period
from initiatives import queries, rules, sheets
from initiatives.acts import drafting
from initiatives.models import Initiative, Member
from initiatives.occasions import binding
from initiatives.states import SIGNABLE


def consent(
    initiative: Initiative,
    act: signatures.Act,
    *,
    language: str,
    browser: str,
    sheet_id: int | None = None,
) -> signatures.Intent:
    """Keep what the citizen agreed to before the eID is asked; refused unless it collects now.

    `sheet_id` is a former sheet of the same initiative, about which one may only ask.
    """
    asked = initiative.sheet_id if sheet_id is None else sheet_id
    known = {initiative.sheet_id, *(former.sheet_id for former in initiative.former_sheets)}
    if asked is None or asked not in known:
        raise Refusal("sheet-not-open", _l("This initiative does not collect signatures yet."))
    if act is signatures.Act.SIGN and rules.state(initiative, clock.now()) not in SIGNABLE:
        raise Refusal("sheet-closed", _l("Collecting has ended. No signature can be given."))
    if act is signatures.Act.SIGN:
        binding.check_may_support(law.by_key(initiative.rule_set_id), clock.now())
    if act is signatures.Act.SIGN:
        _check_pace(initiative, browser)
    tongue = language if language in sheets.LANGUAGES else sheets.LANGUAGES[0]
    return signatures.consent(asked, act=act, language=tongue, browser=browser)


def _check_pace(initiative: Initiative, browser: str) -> None:
    """Refuse ("too-many") who began too often without finishing; the rule set says how often.

    Who signs with a card is not limited so: nothing is sent to his telephone.
    """
    limit = law.by_key(initiative.rule_set_id).value("ratelimit.sign.person")
    if limit is None:
        return
    now, within = clock.now(), Period.parse(str(limit["period"])).exact
    begun = signatures.unfinished(browser, since=now - within)
    times = int(limit["times"])
    if len(begun) < times:
        return
    wait = begun[-times] + within - now
    minutes = -(-wait // timedelta(minutes=1))
    raise Refusal(
        "too-many",
        _l(
            "You have begun to sign several times without finishing. Try again in %(minutes)s minutes.",
            minutes=minutes,
        ),
        retry_after=int(wait.total_seconds()) + 1,
        limit="sign-person",
        times=times,
    )


def sign(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str
) -> signatures.Promise:
    """Take down one declaration of support; every refusal is the strong room's, and signed."""
    return signatures.sign(sheet_id, attestation, intent=intent, browser=browser)


def withdraw_signature(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str
) -> signatures.Promise:
    """Withdraw one's declaration by a fresh eID; refused once the window has closed."""
    return signatures.withdraw(sheet_id, attestation, intent=intent, browser=browser)


def standing(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str
) -> signatures.Standing:
    """Answer "did I sign this?" to a fresh eID of the same person, and to nobody else."""
    return signatures.standing(sheet_id, attestation, intent=intent, browser=browser)


def undo(sheet_id: int, secret: str) -> None:
    """Take back a declaration within the first minutes, with the secret of its page."""
    signatures.undo(sheet_id, secret)


def consent_to_roll(member: Member, *, language: str, browser: str) -> signatures.Intent:
    """Keep an initiator's agreement to be confirmed and named; opens the roll where there is none."""
    initiative = member.initiative
    if member.confirmed_at is not None:
        raise Refusal("already-confirmed", _l("You are confirmed already."))
    if initiative.roll_id is None:
        rule_set = law.by_key(initiative.rule_set_id)
        text = drafting.official_text(initiative, rule_set)
        manifest = sheets.roll(initiative, rule_set, opens_at=clock.now(), text=text)
        initiative.roll_id = signatures.open_roll(manifest)
        db.session().flush()
    tongue = language if language in sheets.LANGUAGES else sheets.LANGUAGES[0]
    return signatures.consent(
        initiative.roll_id, act=signatures.Act.CONFIRM, language=tongue, browser=browser
    )


def confirm(
    roll_id: int, member_id: int, attestation: Attestation, *, intent: int, browser: str
) -> Member:
    """Confirm one initiator on the roll by eID; the same person under two accounts is refused."""
    initiative = queries.by_roll(roll_id)
    member = next((m for m in initiative.members if m.id == member_id), None)
    if member is None or member.confirmed_at is not None:
        raise Refusal("already-confirmed", _l("This place on the roll is confirmed already."))
    found = signatures.confirm_initiator(
        roll_id, attestation, intent=intent, browser=browser, publish=True
    )
    member.confirmed_at, member.name, member.region = clock.now(), found.name, found.state
    db.session().flush()
    if initiative.published_at is not None:
        record.note("initiative:roll:confirmed", initiative.path)
    return member
