"""Sheets and signers for the strong room's tests; only the eID, the clock and the post are invented."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import signatures
from commons import db
from commons.identity import keys
from signatures import Act, AuthorityKey, Eligibility, Manifest, Pace, Promise
from tests.people import attestation

OPENS = datetime(2026, 10, 1, 0, tzinfo=UTC)
CLOSES = datetime(2027, 3, 31, 17, tzinfo=UTC)
AT_ONCE = Pace(min_batch=1, max_delay=timedelta())


@pytest.fixture(autouse=True)
def _no_keys_remembered():
    keys.forget()
    yield
    keys.forget()


@dataclass
class Desk:
    """A verifying authority with its private key, and sheets to sign."""

    private: dict[str, str]
    public: AuthorityKey
    browser: str = "a browser"
    made: list[int] = field(default_factory=list)

    def manifest(self, **changed: Any) -> Manifest:
        said = Manifest(
            kind=signatures.Kind.SIGNATURES,
            subject="/initiatives/1-clean-air",
            title="Clean air for every town",
            text="Section 1. Everybody breathes clean air.",
            language="en",
            rule_set="th-initiative-bill@2021.1",
            rule_set_digest="00" * 32,
            opens_at=OPENS,
            closes_at=CLOSES,
            eligibility=Eligibility(
                identifier_kinds=("th-pid",),
                zone="Asia/Bangkok",
                min_age=18,
                residence=("TH",),
                citizenship=("TH",),
            ),
            notices={"en": "What happens to your data.", "th": "ข้อมูลของท่าน"},
            authority=self.public,
            threshold=10,
            pace=AT_ONCE,
            appeal_to="appeals@example.org",
        )
        return replace(said, **changed)

    def open(self, **changed: Any) -> int:
        with db.transaction():
            return signatures.open_sheet(self.manifest(**changed))

    def agreed(self, sheet: int, act: Act = Act.SIGN) -> signatures.Intent:
        with db.transaction():
            return signatures.consent(sheet, act=act, language="en", browser=self.browser)

    def sign(self, sheet: int, hint: str, **token: Any) -> Promise:
        intent = self.agreed(sheet)
        said = attestation(hint, nonce=intent.nonce, **token)
        with db.transaction():
            return signatures.sign(sheet, said, intent=intent.id, browser=self.browser)

    def confirm(self, roll: int, hint: str) -> signatures.Confirmation:
        intent = self.agreed(roll, Act.CONFIRM)
        said = attestation(hint, nonce=intent.nonce)
        with db.transaction():
            return signatures.confirm_initiator(
                roll, said, intent=intent.id, browser=self.browser, publish=True
            )

    def withdraw(self, sheet: int, hint: str) -> Promise:
        intent = self.agreed(sheet, Act.WITHDRAW)
        said = attestation(hint, nonce=intent.nonce)
        with db.transaction():
            return signatures.withdraw(sheet, said, intent=intent.id, browser=self.browser)

    def standing(self, sheet: int, hint: str) -> signatures.Standing:
        intent = self.agreed(sheet, Act.ASK)
        said = attestation(hint, nonce=intent.nonce)
        with db.transaction():
            return signatures.standing(sheet, said, intent=intent.id, browser=self.browser)

    def sequence(self) -> set[int]:
        with db.transaction():
            return signatures.sequence()

    def net(self, sheet: int) -> int:
        with db.transaction():
            return signatures.tally(sheet).net

    def seal(self, sheet: int) -> signatures.Tally:
        with db.transaction():
            return signatures.seal_sheet(sheet)


@pytest.fixture
def desk() -> Desk:
    private, public = signatures.new_key("The House's secretariat")
    return Desk(private, AuthorityKey(public["name"], public["encryption"], public["signing"]))
