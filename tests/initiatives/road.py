"""The road of an initiative for tests: each stretch by the services, as people would walk it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import signatures
from commons import clock, db
from commons.law import queries as law
from commons.law import services as law_services
from initiatives import queries, services
from initiatives.models import Initiative, Member, Referral
from initiatives.states import MemberRole, Verdict
from tests import people

PARTS = {
    "proposal": "Section 1. Every town measures its air.\n\nSection 2. The figures are public.",
    "reasons": "Because people breathe it.",
    "principle": "มีกฎหมายว่าด้วยอากาศสะอาด",
    "rationale": "โดยที่สมควรมีกฎหมาย",
    "analysis": "สรุปสาระสำคัญ",
    "draft": "มาตรา ๑ พระราชบัญญัตินี้เรียกว่า\n\nมาตรา ๒ ให้ใช้บังคับ",
    "justification": "Sest inimesed hingavad seda.",
    "contacts": "kontakt@example.org",
    "objectives": "Clean air in every State.",
    "annex": "The figures.",
    "action": "Measure the air of every town.",
    "background": "Because people breathe it.",
}
DECLARED = {"funding": "Nobody pays.", "unpaid": True}
BROWSER = "a browser"
START = datetime(2026, 10, 1, 3, tzinfo=UTC)


class Road:
    """One initiative on its way; every step runs in a transaction of its own."""

    def __init__(self, folder: Path, rules: str = "generic-open") -> None:
        self.folder = folder
        self.private, public = signatures.new_key("Registration Authority")
        with db.transaction():
            law_services.load_files()
            self.rule_set = law.current(rules)
            people.agency("committee-on-environment")
            verifier = people.agency("registration-authority")
            view = signatures.register_authority(verifier.id, public)
            word = signatures.open_test(self.private, view.test_envelope)
            signatures.confirm_authority(view.fingerprint, word)
            signatures.second_authority(view.fingerprint, view.fingerprint)
        self.number = 0

    @property
    def x(self) -> Initiative:
        """The initiative as it stands now, in the open transaction."""
        return queries.by_number(self.number)

    @property
    def referral(self) -> Referral:
        """What lies with the committee."""
        return self.x.referrals[-1]

    def draft(self, **changed: Any) -> None:
        """Begin the draft as initiator-1."""
        wanted = self.rule_set.value("text.required_parts")
        said = {
            "title": "Clean air for every town",
            "language": (self.rule_set.value("languages.required") or ["en"])[0]
            if self.rule_set.id.startswith(("ee-", "fi-"))
            else "en",
            "parts": {part: PARTS[part] for part in wanted},
            "topic": "committee-on-environment",
            **changed,
        }
        with db.transaction():
            parliament = people.agency("parliament")
            author = people.actor("initiator-1")
            self.number = services.begin(
                author, rule_set=self.rule_set, agency=parliament, **said
            ).id

    def join(self, hint: str, role: MemberRole = MemberRole.INITIATOR) -> None:
        """Invite a persona and let it accept."""
        with db.transaction():
            token = services.invite(
                self.x,
                people.actor("initiator-1"),
                email=f"{hint}@example.org",
                role=role,
                language="en",
            )
            people.confirm_address(hint, f"{hint}@example.org")
            services.join(token, people.actor(hint))

    def confirm(self, hint: str) -> Member:
        """Confirm a persona on the roll by eID."""
        with db.transaction():
            account = people.actor(hint).account_id
            member = next(m for m in self.x.members if m.account_id == account)
            intent = services.consent_to_roll(member, language="en", browser=BROWSER)
            roll, number = self.x.roll_id or 0, member.id
        said = people.attestation(hint, nonce=intent.nonce)
        with db.transaction():
            return services.confirm(roll, number, said, intent=intent.id, browser=BROWSER)

    def carriers(self, many: int | None = None) -> None:
        """As many confirmed initiators as the rule set asks for."""
        wanted = many or int(self.rule_set.value("initiators.min") or 1)
        for number in range(2, wanted + 1):
            self.join(f"initiator-{number}")
        for number in range(1, wanted + 1):
            self.confirm(f"initiator-{number}")

    def discuss(self, last_day: date) -> None:
        """Publish for discussion."""
        with db.transaction():
            services.open_discussion(self.x, people.actor("initiator-1"), last_day=last_day)

    def submit(self) -> None:
        """Hand in for review."""
        with db.transaction():
            services.submit(self.x, people.actor("initiator-1"), declarations=DECLARED)

    def review(self, verdict: Verdict = Verdict.ACCEPT, **said: Any) -> None:
        """Let the clerk decide."""
        with db.transaction():
            services.decide_review(self.x, people.actor("clerk"), verdict=verdict, **said)

    def start(self, last_day: date | None = None) -> None:
        """Start collecting."""
        with db.transaction():
            services.start(self.x, people.actor("initiator-1"), last_day=last_day)

    def to_collecting(self) -> None:
        """Everything from the draft to an open sheet, at START."""
        with clock.travel(START):
            self.draft()
            self.carriers()
            if self.rule_set.value("discussion.required"):
                self.discuss(date(2026, 10, 10))
        with clock.travel(START + timedelta(days=4)):
            if self.rule_set.value("review.before_collection"):
                self.submit()
                self.review()
            else:
                with db.transaction():
                    services.declare(self.x, DECLARED)
            self.start()

    def sign(self, hint: str, **token: Any) -> signatures.Promise:
        """Let a persona sign."""
        with db.transaction():
            intent = services.consent(self.x, signatures.Act.SIGN, language="en", browser=BROWSER)
            sheet = self.x.sheet_id or 0
        said = people.attestation(hint, nonce=intent.nonce, **token)
        with db.transaction():
            return services.sign(sheet, said, intent=intent.id, browser=BROWSER)

    def sign_many(self, many: int) -> None:
        """Let voter-1 to voter-`many` sign, and release the count."""
        for number in range(1, many + 1):
            self.sign(f"voter-{number}")
        self.count()

    def count(self) -> None:
        """Release what waits, and advance."""
        with db.transaction():
            signatures.sequence()
            services.advance(self.x)

    def advance(self) -> None:
        """Advance once."""
        with db.transaction():
            services.advance(self.x)

    def send(self) -> None:
        """Let every initiator agree and the author send it to verification."""
        with db.transaction():
            for member in self.x.members:
                member.agrees_to_send_at = clock.now()
            services.send_to_verification(self.x, people.actor("initiator-1"))

    def verify(self, register: str) -> None:
        """Let the authority open the package off the server and upload its signed result."""
        with db.transaction():
            package = signatures.hand_over(self.x.sheet_id or 0)
        path = self.folder / "register.csv"
        path.write_text(register, encoding="utf-8")
        found = signatures.examine(
            package.path, self.private, signatures.read_register(path), travelled=True
        )
        result = signatures.conclude(found, self.private, clock.now())
        with db.transaction():
            signatures.record_verification(self.x.sheet_id or 0, result)
            services.advance(self.x)
