"""Those who carry an initiative of the demonstration, and those who receive it: each of their acts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from commons import clock
from commons.access import Actor, Role
from commons.agencies import queries as agencies
from commons.law import queries as law
from commons.law.calendar import local_date, midnight
from initiatives import jobs, queries, services
from initiatives.states import MemberRole, Verdict
from portal.demo import people
from portal.demo.authority import Authority
from portal.demo.books import Book
from portal.demo.signing import Signers
from portal.demo.speaking import ZONE

DAY = timedelta(days=1)
INITIATORS = 20
PARLIAMENT = "parliament"
FUNDING = {
    "th": "ผู้ริเริ่มออกค่าใช้จ่ายเอง ไม่มีผู้สนับสนุน",
    "fi": "Vireillepanijat maksavat kulut itse.",
    "et": "Algatajad kannavad kulud ise.",
    "en": "The initiators pay for it themselves; nobody else does.",
    "ko": "청원인이 스스로 비용을 부담하며 다른 후원은 없습니다.",
    "lv": "Iniciatori sedz izdevumus paši; neviens cits nemaksā.",
}
ENDED = {
    "th": "กระทรวงรับหลักการนี้ไปจัดทำร่างกฎหมายแล้ว จึงไม่จำเป็นต้องรวบรวมลายมือชื่อต่อ",
    "en": "The ministry has taken the idea up itself, so that no more signatures are needed.",
}
"""Why an initiative is ended by its author."""
Act = Callable[[Any], None]
"""What somebody does with an initiative; the roof knows no tables."""


@dataclass(frozen=True)
class Helpers:
    """Those whom every initiative needs: signers with an eID, and the verifying authority."""

    signers: Signers
    authority: Authority


class Carriers:
    """The people around one initiative, and what they do at the hour to which the clock is set."""

    def __init__(self, book: Book, now: datetime, helpers: Helpers) -> None:
        self.book = book
        self.now = now
        self.helpers = helpers
        self.number = 0
        self.hints: list[str] = []

    def ago(self, name: str) -> datetime:
        """The instant so many days ago, as the book says it."""
        hour = random.Random(f"{self.book.name} {name}").uniform(9, 16)
        day = local_date(self.now, ZONE) - int(self.book.course[name]) * DAY
        return min(midnight(day, ZONE) + timedelta(hours=hour), self.now)

    def begun_at(self) -> datetime:
        """When its first draft was begun, counted back from the first date in its book."""
        course = self.book.course
        if "announced" in course:
            return self.ago("announced") - 16 * DAY
        if "started" in course:
            return self.ago("started") - 16 * DAY
        if "submitted" in course:
            return self.ago("submitted") - 9 * DAY
        return self.ago("published") - DAY

    def begin(self) -> None:
        """Begin the draft as its author; the others are as many as the law asks for."""
        body = agencies.by_slug(PARLIAMENT)
        rule_set = law.current(self.book.said["rule_set"])
        assert body is not None
        first = int(self.book.course["author"]) - 1
        many = max(1, int(rule_set.value("initiators.min") or 1))
        abroad = self.book.course.get("people")
        self.hints = [
            f"{abroad}-{first + n + 1}" if abroad else f"initiator-{(first + n) % INITIATORS + 1}"
            for n in range(many)
        ]
        people.confirm_address(self.hints[0], f"{self.hints[0]}@citizens.example")
        initiative = services.begin(
            people.actor(self.hints[0]),
            rule_set=rule_set,
            agency=body,
            title=self.book.said["title"],
            language=self.book.language,
            summary=self.book.said["summary"],
            topic=self.book.said["committee"],
            parts=self.book.said["parts"],
        )
        self.number = initiative.id

    def has_review(self) -> bool:
        """Whether a clerk reviews before collecting, as the rule set says."""
        return bool(law.current(self.book.said["rule_set"]).value("review.before_collection"))

    def discuss(self, initiative: Any) -> None:
        """Open the discussion for a week and a half."""
        last_day = local_date(self.begun_at() + 12 * DAY, ZONE)
        services.open_discussion(initiative, people.actor(self.hints[0]), last_day=last_day)

    def gather(self, initiative: Any) -> None:
        """Invite the others; each joins with the code of the letter and is confirmed by eID.

        Where the rule set asks for no eID (UK), the confirmed address is enough.
        """
        author = people.actor(self.hints[0])
        for hint in self.hints[1:]:
            code = services.invite(
                initiative,
                author,
                email=f"{hint}@citizens.example",
                role=MemberRole.INITIATOR,
                language="th" if self.book.language == "th" else "en",
            )
            people.confirm_address(hint, f"{hint}@citizens.example")
            services.join(code, people.actor(hint))
        carried = queries.by_number(self.number)
        if not law.by_key(carried.rule_set_id).value("initiators.verified", True):
            return
        places = {member.account_id: member for member in carried.members}
        for hint in self.hints:
            member = places[people.actor(hint).account_id or 0]
            self.helpers.signers.confirm(member, hint)

    def _declarations(self) -> dict[str, Any]:
        return {"funding": FUNDING[self.book.language], "unpaid": True}

    def declare(self, initiative: Any) -> None:
        """Declare who pays, where no clerk reviews."""
        services.declare(initiative, self._declarations())

    def submit(self, initiative: Any) -> None:
        """Hand the proposal in for review."""
        services.submit(initiative, people.actor(self.hints[0]), declarations=self._declarations())

    def accept(self, initiative: Any) -> None:
        """The clerk accepts it."""
        services.decide_review(initiative, people.actor("clerk"), verdict=Verdict.ACCEPT)

    def turn_down(self, initiative: Any) -> None:
        """The clerk returns or rejects it, with the reason."""
        code = self.book.course.get("review_code", "")
        services.decide_review(
            initiative,
            people.actor("clerk"),
            verdict=Verdict.REJECT if code else Verdict.RETURN,
            code=code,
            reason=self.book.course["review_reason"],
        )

    def start(self, initiative: Any) -> None:
        """Start collecting, or announce its start; the text is frozen."""
        course = self.book.course
        last_day = local_date(self.ago("ends"), ZONE) if "ends" in course else None
        ahead = int(course.get("begins_in", -int(course.get("started", 0))))
        services.start(
            initiative,
            people.actor(self.hints[0]),
            last_day=last_day,
            first_day=local_date(self.now, ZONE) + ahead * DAY if "announced" in course else None,
        )

    def give_up(self, initiative: Any) -> None:
        """The author ends it."""
        reason = ENDED.get(self.book.language, ENDED["en"])
        services.withdraw(initiative, people.actor(self.hints[0]), reason=reason)

    def send(self, initiative: Any) -> None:
        """All agree, and the representative sends it to verification."""
        for hint in self.hints:
            services.agree_to_send(initiative, people.actor(hint))
        services.send_to_verification(initiative, people.actor(self.hints[0]))

    def verify(self, initiative: Any) -> None:
        """The authority hands in its signed result."""
        self.helpers.authority.verify(initiative.sheet_id)
        services.advance(initiative)

    def forward(self, initiative: Any) -> None:
        """The representative hands it to parliament."""
        services.forward(initiative, people.actor(self.hints[0]))

    def acknowledge(self, initiative: Any) -> None:
        """The clerk enters it into the register."""
        services.acknowledge(
            initiative.referrals[-1],
            people.actor("clerk"),
            registry_number=str(100 + self.number),
            term="27",
        )

    def meets(self, topic: str, heard: str) -> Act:
        """The committee meets and hears somebody."""

        def act(initiative: Any) -> None:
            services.record_meeting(
                initiative.referrals[-1],
                self.secretary(),
                held_on=local_date(clock.now(), ZONE),
                topic=topic,
                heard=heard,
            )

        return act

    def decide(self, initiative: Any) -> None:
        """The committee decides, with its reason."""
        services.decide(
            initiative.referrals[-1],
            self.secretary(),
            outcome=self.book.course["outcome"],
            reason=self.book.course["decision"],
            decided_on=local_date(self.ago("decided"), ZONE),
        )

    def secretary(self) -> Actor:
        """Whoever keeps the book of the committee."""
        body = agencies.by_slug(self.book.said["committee"])
        assert body is not None
        return people.official(body, Role.SECRETARY)


def count(initiative: Any) -> None:
    """What the house does each minute: release what waits, and move on what is due."""
    jobs.count()
    services.advance(initiative)
