"""Signing with an ID-card program: challenge and acceptance; names never stay here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import signatures
from commons import clock
from commons.errors import Refusal
from commons.i18n import _l
from initiatives import rules, sheets
from initiatives.models import Initiative
from initiatives.states import SIGNABLE


def takes_containers(initiative: Initiative) -> bool:
    """Whether this initiative's sheet takes containers, and this installation can judge them."""
    if initiative.sheet_id is None:
        return False
    manifest: Mapping[str, Any] = signatures.sheet(initiative.sheet_id).manifest
    name = str(manifest["rule_set"]).partition("@")[0]
    return "container" in manifest["channels"] and signatures.takes_containers(
        name, practice=bool(manifest["practice"])
    )


def challenge_container(initiative: Initiative, *, language: str, browser: str) -> bytes:
    """The container to sign; refused unless the initiative collects now ("sheet-closed")."""
    if rules.state(initiative, clock.now()) not in SIGNABLE:
        raise Refusal("sheet-closed", _l("Collecting has ended. No signature can be given."))
    tongue = language if language in sheets.LANGUAGES else sheets.LANGUAGES[0]
    return signatures.challenge_container(
        initiative.sheet_id or 0, language=tongue, browser=browser
    )


def accept_container(sheet_id: int, container: bytes, *, browser: str) -> signatures.Promise:
    """Take down one declaration by container; every refusal is the strong room's, and signed."""
    return signatures.accept_container(sheet_id, container, browser=browser)
