"""Objections to the authority's result: by signers, by fresh eID, within the rule set's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import signatures
from commons import clock
from commons.errors import Refusal
from commons.i18n import _l
from commons.identity.claims import Attestation
from initiatives import queries, sheets
from initiatives.models import Initiative
from initiatives.states import State


@dataclass(frozen=True)
class Written:
    """An objection that is sealed and waits for its writer's eID."""

    number: int
    intent: signatures.Intent


def is_contestable(initiative: Initiative, now: datetime) -> bool:
    """Whether objections to the result are taken now."""
    if initiative.stage is not State.VERIFICATION or initiative.result_at is None:
        return False
    return initiative.result_final_at is not None and now < initiative.result_final_at


def write_objection(initiative: Initiative, words: str, *, language: str, browser: str) -> Written:
    """Seal an objection before the eID is asked; refused outside the time for objections."""
    if not is_contestable(initiative, clock.now()) or initiative.sheet_id is None:
        raise Refusal("objection-late", _l("No objections are taken now."))
    number = signatures.write_objection(initiative.sheet_id, words)
    tongue = language if language in sheets.LANGUAGES else sheets.LANGUAGES[0]
    intent = signatures.consent(
        initiative.sheet_id, act=signatures.Act.ASK, language=tongue, browser=browser
    )
    return Written(number, intent)


def contest(
    sheet_id: int, attestation: Attestation, *, intent: int, browser: str, objection: int
) -> Initiative:
    """Let the objection stand: its writer is a signer, and the time has not passed."""
    initiative = queries.by_sheet(sheet_id)
    if not is_contestable(initiative, clock.now()):
        raise Refusal("objection-late", _l("No objections are taken now."))
    signatures.object_to(sheet_id, attestation, intent=intent, browser=browser, objection=objection)
    return initiative
