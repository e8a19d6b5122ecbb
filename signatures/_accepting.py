"""Signing with an ID-card program: the challenge, the files to sign, and the signed container taken in."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from commons import clock, config, locks
from commons.errors import Refusal
from commons.i18n import _l
from signatures import (
    _containers,
    _declaration,
    _eligibility,
    _envelope,
    _intents,
    _numbers,
    _opening,
    _promises,
    _proving,
    _refusing,
    _rows,
    _signers,
    _trust,
    _vault,
    _xades,
)
from signatures._containers import BadContainer
from signatures._declaration import Asked
from signatures._intents import Consent
from signatures._manifest import Channel, Kind
from signatures._opening import Window
from signatures._proving import Proof
from signatures._sentences import SENTENCES
from signatures._sheets import Sheet
from signatures._signers import Signer
from signatures._trust import TrustList
from signatures._words import Act, Promise


@dataclass(frozen=True, repr=False)
class _Read:
    """What an uploaded container was found to be; lives as long as the act."""

    signer: Signer
    proof: Proof
    consent: Consent
    number: int


def takes_containers(rule_set: str, *, practice: bool = False) -> bool:
    """Whether this installation has a trust list for a rule set ("ee-riigikogu"), or one for practice."""
    trust = _believed(rule_set)
    return trust is not None and trust.holds_for(practice=practice)


def card_says_where(sheet_id: int) -> bool:
    """Whether a card counts wherever the law counts by States; never in a district below one.

    Its number names a State, and nothing on it a place of residence (ETSI EN 319 412-1).
    """
    rule = _eligibility.rule_of(_opening.window(sheet_id).sheet.eligibility)
    states = (_eligibility.region_of_number(rule, kind) for kind in rule.identifier_kinds)
    return not rule.regions or any(states)


def _believed(rule_set: str) -> TrustList | None:
    """The trust list of a rule set; production believes no practice cards."""
    settings = config.current()
    trust = _trust.load(settings.trust_list_dir, rule_set)
    return None if trust is not None and trust.is_practice and settings.is_production else trust


def challenge_container(sheet_id: int, *, language: str, browser: str) -> bytes:
    """A container to be signed, after a consent given now; bound to this browser, used once.

    Refuses as `consent` does, and "channel-closed" where the sheet takes no containers.
    """
    seen = _opening.window(sheet_id)
    _trusted(seen.sheet)
    asked = _intents.consent(sheet_id, act=Act.CONTAINER, language=language, browser=browser)
    manifest = _opening.canonical(sheet_id)
    when = asked.consented_at.replace(microsecond=0)
    said = Asked(asked.id, asked.nonce, language, when)
    return _containers.unsigned(_declaration.files(manifest, seen.sheet.digest, said))


def accept_container(sheet_id: int, container: bytes, *, browser: str) -> Promise:
    """Enter the signature of a container that was made after a challenge to this browser.

    Refuses, each time signed and with its own word: what is no sound container, another text, a
    signature that does not hold, a card or issuer that is not trusted, a level below the sheet's,
    a challenge that is spent, and whoever may not sign or has signed. Nothing of it is kept then.
    """
    locks.share(locks.Lock.SHEET, sheet_id)
    seen = _opening.window(sheet_id)
    with _refusing.named(seen.sheet):
        seen.check_entry(clock.now())
        trust = _trusted(seen.sheet)
        try:
            read = _read(seen, container, trust, browser)
        except BadContainer as bad:
            raise Refusal(bad.code, SENTENCES[bad.code], field="container") from None
        return _enter(seen.sheet, read, container)


def _trusted(sheet: Sheet) -> TrustList:
    """The trust list by which this sheet's containers are judged."""
    name = str(json.loads(_opening.canonical(sheet.id))["rule_set"]).partition("@")[0]
    trust = _believed(name)
    is_open = sheet.kind is Kind.SIGNATURES and Channel.CONTAINER in sheet.channels
    if not is_open or trust is None or not trust.holds_for(practice=sheet.is_practice):
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    return trust


def _read(seen: Window, container: bytes, trust: TrustList, browser: str) -> _Read:
    sheet = seen.sheet
    inside = _containers.opened(container)
    number, nonce = _declaration.challenge_in(inside.files)
    consent = _intents.take(seen, number, act=Act.CONTAINER, browser=browser)
    seen.check_consent(consent.consented_at)
    asked = Asked(number, nonce, consent.language, consent.consented_at.replace(microsecond=0))
    wanted = _declaration.files(_opening.canonical(sheet.id), sheet.digest, asked)
    if nonce != consent.nonce or inside.files != wanted:
        raise BadContainer("other-text")
    signed = _xades.verified(inside.signature, inside.files)
    signer = _signers.read(signed, trust)
    earliest = consent.consented_at - _signers.LEEWAY
    if not earliest <= signer.signed_at <= clock.now() + _signers.LEEWAY:
        raise BadContainer("signed-out-of-time")
    if not _signers.is_enough(signer, sheet.level):
        raise BadContainer("level-too-low")
    proof = _proving.of(signed, wanted[_declaration.DECLARATION])
    return _Read(signer, proof, consent, number)


def _enter(sheet: Sheet, read: _Read, container: bytes) -> Promise:
    rule = _eligibility.rule_of(sheet.eligibility)
    today = _eligibility.local_day(rule, clock.now())
    if read.signer.identifier.kind not in rule.identifier_kinds:
        raise Refusal("identifier-missing", SENTENCES["identifier-missing"])
    _eligibility.check_birth(rule, read.signer.born, today, kind=read.signer.identifier.kind)
    _check_before(sheet, read.proof)
    vault = _vault.open_keys(sheet.digest)
    key = _numbers.settle(sheet, (_vault.person_of_card(sheet.digest, read.proof),))
    sealed = _sealed(sheet, read, container)
    region = _eligibility.region_of_number(rule, read.signer.identifier.kind)
    row = _rows.signature(sheet, vault, person_key=key, envelope=sealed, day=today, region=region)
    row |= {"channel": Channel.CONTAINER, "level": read.signer.level}
    signature_id, leaf = _rows.insert(sheet, vault, row)
    return _promises.promise(
        sheet,
        vault,
        leaf=leaf,
        undo=_promises.undo_secret(vault, signature_id),
        spoken_name=f"{read.signer.given_name} {read.signer.family_name}".strip(),
    )


def _check_before(sheet: Sheet, proof: Proof) -> None:
    """Refuse whoever stands on any sheet that this one goes on with; see `_proving.Proof.before`."""
    between: tuple[bytes, ...] = ()
    while sheet.continues_id is not None:
        sheet = _opening.window(sheet.continues_id).sheet
        key = _vault.person_of_card(sheet.digest, replace(proof, before=between))
        found = _numbers.standing(sheet, (key,))
        if found is not None and not found.is_withdrawn:
            raise _rows.already_signed()
        between = (*between, _opening.canonical(sheet.id))


def _sealed(sheet: Sheet, read: _Read, container: bytes) -> bytes:
    """The envelope to the authority, with the container as it came; a digest where there is none."""
    if sheet.authority is None:
        return hashlib.sha256(b"no authority " + container).digest()
    consent = read.consent
    evidence: dict[str, Any] = {
        "challenge": read.number,
        "consented_at": consent.consented_at.isoformat(timespec="seconds"),
        "container": base64.b64encode(container).decode(),
        "language": consent.language,
        "notice": consent.notice_digest,
        "r": consent.r.hex(),
        "received_at": clock.now().isoformat(timespec="seconds"),
    }
    contents = {
        "evidence": evidence,
        "fields": read.signer.fields(sheet.fields),
        "identifier_kind": read.signer.identifier.kind,
        "sheet": sheet.digest,
        "v": 1,
    }
    return _envelope.seal(contents, sheet_digest=sheet.digest, to=sheet.authority["encryption"])
