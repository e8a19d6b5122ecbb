"""The acts of a citizen with a fresh eID: sign, withdraw, ask, confirm; and the undo of ten minutes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from commons import clock, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity import claims as identity
from commons.identity.claims import Attestation, Claims
from signatures import (
    _eligibility,
    _entering,
    _envelope,
    _fields,
    _intents,
    _issuers,
    _numbers,
    _opening,
    _promises,
    _refusing,
    _rows,
    _vault,
)
from signatures._eligibility import Identifier
from signatures._intents import Consent
from signatures._manifest import Channel, Kind
from signatures._sheets import Sheet, Signature
from signatures._words import Act, Confirmation, Promise

LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True, repr=False)
class _Person:
    """Who stands before the sheet now; lives as long as the act."""

    claims: Claims
    identifier: Identifier
    consent: Consent
    shown: _vault.Shown

    @property
    def token(self) -> str:
        """The provider's signed token, the evidence of origin."""
        return self.shown.attestation.token


def sign(sheet_id: int, attestation: Attestation, *, intent: int, browser: str) -> Promise:
    """Enter one signature; the unique index decides that it is one.

    Refuses, each time signed and counted: a person who may not sign ("too-young", "not-resident",
    "not-citizen", "assurance-too-low"), has signed ("already-signed"), or comes too late.
    """
    claims = identity.verify(attestation, audience_client="signing")
    seen, taken = _entering.held_with(sheet_id, intent)
    with _refusing.named(seen.sheet):
        seen.check_entry(clock.now())
        _check_kind(seen.sheet, Kind.SIGNATURES)
        consent = _intents.taken(seen, taken, intent, act=Act.SIGN, browser=browser)
        person = _person(seen, attestation, claims, consent, act=Act.SIGN)
        return _enter(seen.sheet, person)


def confirm_initiator(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str, publish: bool
) -> Confirmation:
    """Confirm an initiator on a roll; gives name and State back for publication.

    Refuses ("consent-missing") without the consent to publish, which the law asks of initiators.
    """
    claims = identity.verify(attestation, audience_client="signing")
    seen = _entering.held(sheet_id)
    with _refusing.named(seen.sheet):
        seen.check_entry(clock.now())
        _check_kind(seen.sheet, Kind.INITIATORS)
        if not publish:
            raise Refusal(
                "consent-missing", _l("Initiators are named in public; please agree to that.")
            )
        consent = _intents.take(seen, intent, act=Act.CONFIRM, browser=browser)
        person = _person(seen, attestation, claims, consent, act=Act.CONFIRM)
        promise = _enter(seen.sheet, person)
    rule = _eligibility.rule_of(seen.sheet.eligibility)
    state = _eligibility.region(rule, person.claims) or (
        person.identifier.kind.partition("-")[0].upper()
    )
    return Confirmation(promise=promise, name=promise.spoken_name, state=state)


def withdraw(sheet_id: int, attestation: Attestation, *, intent: int, browser: str) -> Promise:
    """End one's own signature, by a fresh eID; a receipt is never enough.

    Refuses "nothing-to-withdraw", and whatever comes after the window has closed.
    """
    claims = identity.verify(attestation, audience_client="signing")
    seen = _entering.open_now(sheet_id)
    consent = _intents.take(seen, intent, act=Act.WITHDRAW, browser=browser)
    person = _person(seen, attestation, claims, consent, act=Act.WITHDRAW)
    vault = _vault.open_keys(seen.sheet.digest)
    found = _numbers.standing(seen.sheet, vault.person(person.shown))
    if found is None or found.is_withdrawn:
        raise Refusal("nothing-to-withdraw", _l("You have no signature on this initiative."))
    leaf = _end(seen.sheet, vault, found.signature, how="eid")
    return _promises.promise(
        seen.sheet, vault, leaf=leaf, undo="", spoken_name=_name(person.claims)
    )


def undo(sheet_id: int, secret: str) -> None:
    """Take back a signature within ten minutes, from the page that answered it."""
    seen = _entering.open_now(sheet_id)
    vault = _vault.open_keys(seen.sheet.digest)
    signature = db.session().get(Signature, _promises.read_undo(vault, secret))
    if signature is None or signature.sheet_id != sheet_id:
        raise Refusal("nothing-to-withdraw", _l("You have no signature on this initiative."))
    _end(seen.sheet, vault, signature, how="undo")


def found(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str
) -> _rows.Found | None:
    """The last signature of the person of this fresh eID on a sheet; None where there is none."""
    claims = identity.verify(attestation, audience_client="signing")
    seen = _opening.window(sheet_id)
    consent = _intents.take(seen, intent, act=Act.ASK, browser=browser)
    person = _person(seen, attestation, claims, consent, act=Act.ASK)
    vault = _vault.open_keys(seen.sheet.digest)
    return _numbers.standing(seen.sheet, vault.person(person.shown))


def _check_kind(sheet: Sheet, wanted: Kind) -> None:
    if sheet.kind is not wanted:
        raise Refusal("other-kind-of-sheet", _l("This sheet is for another act."))


def _person(
    seen: _opening.Window,
    attestation: Attestation,
    claims: Claims,
    consent: Consent,
    *,
    act: Act,
) -> _Person:
    if act is not Act.ASK:
        seen.check_consent(consent.consented_at)
    if attestation.nonce != consent.nonce:
        raise Refusal(
            "other-text", _l("The proof of identity was given for another text than this one.")
        )
    if claims.auth_time < consent.asked_at - LEEWAY:
        raise Refusal(
            "sign-in-stale", _l("You have to prove who you are now, not only some time ago.")
        )
    rule = _eligibility.rule_of(seen.sheet.eligibility)
    found = _eligibility.identifiers(rule, claims)
    numbers = tuple((one.kind, one.number) for one in found)
    shown = _vault.Shown(numbers, rule.identifier_kinds, attestation)
    return _Person(claims, found[0], consent, shown)


def _enter(sheet: Sheet, person: _Person) -> Promise:
    rule = _eligibility.rule_of(sheet.eligibility)
    today = _eligibility.local_day(rule, clock.now())
    if Channel.EID not in sheet.channels:
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    _eligibility.check(rule, person.claims, today)
    _check_before(sheet, person)
    vault = _vault.open_keys(sheet.digest)
    person_key = _numbers.settle(sheet, vault.person(person.shown))
    sealed = _sealed(sheet, person)
    row = _rows.signature(
        sheet,
        vault,
        person_key=person_key,
        envelope=sealed,
        day=today,
        region=_eligibility.region(rule, person.claims),
    )
    signature_id, leaf = _rows.insert(sheet, vault, row)
    return _promises.promise(
        sheet,
        vault,
        leaf=leaf,
        undo=_promises.undo_secret(vault, signature_id),
        spoken_name=_name(person.claims),
    )


def _check_before(sheet: Sheet, person: _Person) -> None:
    """Refuse whoever stands on the sheet that this one goes on with; it is sealed, so nothing races."""
    if sheet.continues_id is None:
        return
    before = _opening.window(sheet.continues_id).sheet
    found = _numbers.standing(before, _vault.open_keys(before.digest).person(person.shown))
    if found is not None and not found.is_withdrawn:
        raise _rows.already_signed()
    _check_before(before, person)


def _sealed(sheet: Sheet, person: _Person) -> bytes:
    """The envelope to the authority; a roll without one keeps only a digest of its evidence."""
    consent = person.consent
    evidence: dict[str, Any] = {
        "asked_at": consent.asked_at.isoformat(timespec="seconds"),
        "consented_at": consent.consented_at.isoformat(timespec="seconds"),
        "language": consent.language,
        "notice": consent.notice_digest,
        "provider": person.claims.provider,
        "r": consent.r.hex(),
        "token": person.token,
    }
    contents = {
        "evidence": evidence,
        "fields": _fields.collected(sheet.fields, person.claims, person.identifier),
        "identifier_kind": person.identifier.kind,
        "sheet": sheet.digest,
        "v": 1,
    }
    if sheet.authority is None:
        return hashlib.sha256(b"no authority " + person.token.encode()).digest()
    _issuers.remember(sheet, person.claims, person.token)
    return _envelope.seal(contents, sheet_digest=sheet.digest, to=sheet.authority["encryption"])


def _end(sheet: Sheet, vault: _vault.SheetKeys, signature: Signature, *, how: str) -> bytes:
    leaf = _rows.end(sheet, vault, signature, how=how)
    if leaf is None:
        raise Refusal("nothing-to-withdraw", _l("You have no signature on this initiative."))
    return leaf


def _name(claims: Claims) -> str:
    return f"{claims.given_name} {claims.family_name}".strip()
