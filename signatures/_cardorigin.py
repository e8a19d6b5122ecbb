"""Evidence of a container in an envelope: verified again by the authority, by its own trust list; pure."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from commons.ledger import canonical
from signatures import _declaration, _envelope, _signers
from signatures._containers import BadContainer
from signatures._declaration import Asked
from signatures._manifest import Level
from signatures._trust import TrustList

LONGEST_WAY = timedelta(hours=1)
"""How long after the challenge a container may come."""


class CardUnproved(Exception):
    """The container does not prove that this person signed this text; `reason` says what lacks."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CardOrigins:
    """Checks the containers of one sheet; each challenge counts once."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        digest: str,
        trust: TrustList | None,
        closes_at: datetime,
    ) -> None:
        self._manifest, self._digest, self._trust = manifest, digest, trust
        self._closes_at = closes_at
        self._raw = canonical.encode(manifest)
        self._seen: set[str] = set()

    def identifier(self, contents: Mapping[str, Any], notices: set[str]) -> str:
        """The number on the card, if the container holds; raises CardUnproved."""
        said = contents["evidence"]
        number, consented = int(said["challenge"]), datetime.fromisoformat(said["consented_at"])
        if "container" not in self._manifest["channels"]:
            raise CardUnproved("channel-closed")
        if self._trust is None:
            raise CardUnproved("issuer-unknown")
        if said["notice"] not in notices:
            raise CardUnproved("other-text")
        nonce = _envelope.nonce(
            sheet_digest=self._digest, notice_digest=said["notice"], r=bytes.fromhex(said["r"])
        )
        asked = Asked(number, nonce, said["language"], consented)
        wanted = _declaration.files(self._raw, self._digest, asked)
        try:
            found = _signers.signer(base64.b64decode(said["container"]), wanted, self._trust)
        except BadContainer as bad:
            raise CardUnproved(bad.code) from bad
        self._check_times(consented, found.signed_at, datetime.fromisoformat(said["received_at"]))
        if not _signers.is_enough(found, Level(self._manifest["level"])):
            raise CardUnproved("level-too-low")
        if found.identifier.kind != contents["identifier_kind"]:
            raise CardUnproved("other-identifier")
        if contents["fields"] != found.fields(self._manifest["fields"]):
            raise CardUnproved("other-person")
        if nonce in self._seen:
            raise CardUnproved("challenge-used-twice")
        self._seen.add(nonce)
        return found.identifier.number

    def _check_times(self, consented: datetime, signed: datetime, received: datetime) -> None:
        opens = datetime.fromisoformat(self._manifest["opens_at"])
        leeway = _signers.LEEWAY
        in_time = consented - leeway <= signed <= received + leeway
        in_time = in_time and consented <= received <= consented + LONGEST_WAY
        if not opens <= consented < self._closes_at or not in_time:
            raise CardUnproved("out-of-time")
