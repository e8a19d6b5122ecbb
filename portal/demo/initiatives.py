"""The initiatives of the demonstration, from the first draft to the committee's answer."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from commons import clock
from commons.access import Assurance, Role
from commons.agencies import queries as agencies
from commons.discussion.models import Display
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives import jobs, queries, services
from initiatives.states import MemberRole, Verdict
from portal.demo import books, people, speaking
from portal.demo.authority import Authority
from portal.demo.books import Book
from portal.demo.signing import Signers, crowd
from portal.demo.speaking import SPOKEN, ZONE, Room
from portal.demo.timeline import Story

DAY = timedelta(days=1)
INITIATORS = 20
PARLIAMENT = "parliament"
FUNDING = {
    "th": "ผู้ริเริ่มออกค่าใช้จ่ายเอง ไม่มีผู้สนับสนุน",
    "fi": "Vireillepanijat maksavat kulut itse.",
    "et": "Algatajad kannavad kulud ise.",
    "en": "The initiators pay for it themselves; nobody else does.",
}
Act = Callable[[Any], None]
"""What somebody does with an initiative; the roof knows no tables."""


@dataclass(frozen=True)
class Helpers:
    """Those whom every initiative needs: signers with an eID, and the verifying authority."""

    signers: Signers
    authority: Authority


class Carried:
    """One initiative of the demonstration as it is carried."""

    def __init__(self, book: Book, now: datetime, helpers: Helpers, *, share: float) -> None:
        self.book = book
        self.now = now
        self.helpers = helpers
        self.share = share
        self.chance = random.Random(book.name)
        self.many = self._signatures()
        self.number = 0
        self.hints: list[str] = []
        self.room: Room | None = None

    def story(self) -> Story:
        """Every act at its hour, until the state that the book asks for."""
        begun = self._begun_at()
        yield begun
        self._begin()
        acts = sorted(self._course(begun), key=lambda one: one[0])
        for instant, act in acts:
            yield instant
            act(queries.by_number(self.number))

    def _signatures(self) -> int:
        """As the book says; smaller fillings keep what the law needs for the state."""
        whole = int(self.book.course.get("signatures", 0))
        return whole if "sent" in self.book.course or whole < 200 else round(whole * self.share)

    def _ago(self, name: str) -> datetime:
        return self.now - int(self.book.course[name]) * DAY

    def _begun_at(self) -> datetime:
        course = self.book.course
        if "started" in course:
            return self._ago("started") - 16 * DAY
        if "submitted" in course:
            return self._ago("submitted") - 9 * DAY
        return self._ago("published") - DAY

    def _begin(self) -> None:
        body = agencies.by_slug(PARLIAMENT)
        rule_set = law.current(self.book.said["rule_set"])
        assert body is not None
        first = int(self.book.course["author"]) - 1
        many = max(1, int(rule_set.value("initiators.min") or 1))
        self.hints = [f"initiator-{(first + n) % INITIATORS + 1}" for n in range(many)]
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

    def _course(self, begun: datetime) -> list[tuple[datetime, Act]]:
        course = self.book.course
        if course["state"] == "draft":
            return []
        acts: list[tuple[datetime, Act]] = [(begun + DAY, self._discuss)]
        acts += self._discussed(begun + 1.2 * DAY)
        if course["state"] == "discussion":
            return acts
        acts.append((begun + 2 * DAY, self._gather))
        if self.book.said["rule_set"] == "ee-riigikogu":
            acts.append((begun + 8 * DAY, self._declare))
        else:
            acts += self._reviewed(begun)
        return acts + (self._collected() if "started" in course else [])

    def _reviewed(self, begun: datetime) -> list[tuple[datetime, Act]]:
        acts: list[tuple[datetime, Act]] = [(begun + 9 * DAY, self._submit)]
        if "started" in self.book.course:
            acts.append((begun + 13 * DAY, self._accept))
        elif "decided_review" in self.book.course:
            acts.append((self._ago("decided_review"), self._turn_down))
        return acts

    def _collected(self) -> list[tuple[datetime, Act]]:
        course, started = self.book.course, self._ago("started")
        acts: list[tuple[datetime, Act]] = [(started, self._start)]
        acts += self._signed(started, self._last_hour())
        if "withdrawn" in course:
            acts.append((self._ago("withdrawn"), self._give_up))
        if "ends" in course:
            acts += [(self._ago("ends") + 1.2 * DAY, _count)]
        if "sent" in course:
            acts += self._sent()
        return acts

    def _last_hour(self) -> datetime:
        ends = [self._ago(n) for n in ("sent", "ends", "withdrawn") if n in self.book.course]
        return min([*ends, self.now]) - timedelta(hours=14)

    def _signed(self, since: datetime, until: datetime) -> list[tuple[datetime, Act]]:
        """Signatures on many days, the most in the first ones; a few are withdrawn."""
        hints = crowd(self.chance, self.many, unentitled=self.book.course.get("unentitled", 0))
        days = max(1, (until - since) // DAY)
        each: dict[int, list[str]] = defaultdict(list)
        for hint in hints:
            each[int(self.chance.betavariate(0.9, 1.9) * days)].append(hint)
        step = (until - since) / days
        acts = [
            (since + day * step + timedelta(minutes=30), self._signs(signers))
            for day, signers in each.items()
        ]
        regrets = hints[17::90] if self.many > 300 else []
        acts.append((until - timedelta(hours=1), self._take_back(regrets)))
        return acts

    def _sent(self) -> list[tuple[datetime, Act]]:
        course, sent = self.book.course, self._ago("sent")
        acts: list[tuple[datetime, Act]] = [
            (sent - timedelta(hours=2), _count),
            (sent, self._send),
            (sent + timedelta(hours=1), _count),
        ]
        if "result" in course:
            acts.append((self._ago("result"), self._verify))
            acts.append((self._ago("result") + 15.5 * DAY, _count))
        if "forwarded" in course:
            acts.append((self._ago("forwarded"), self._forward))
        return acts + self._before_committee()

    def _before_committee(self) -> list[tuple[datetime, Act]]:
        course = self.book.course
        if "received" not in course:
            return []
        acts: list[tuple[datetime, Act]] = [(self._ago("received"), self._acknowledge)]
        for one in course.get("meetings", []):
            instant = self._ago("received") + one["after"] * DAY
            acts.append((instant, self._meets(one["topic"], one["heard"])))
        if "decided" in course:
            acts.append((self._ago("decided"), self._decide))
        return acts

    def _discuss(self, initiative: Any) -> None:
        last_day = local_date(self._begun_at() + 12 * DAY, ZONE)
        services.open_discussion(initiative, people.actor(self.hints[0]), last_day=last_day)

    def _discussed(self, since: datetime) -> list[tuple[datetime, Act]]:
        """What people say of the proposal while it is discussed."""
        if self.book.language not in SPOKEN:
            return []
        until = min(since + 7 * DAY, self.now)
        many = round(self.chance.randrange(8, 22) * self.share)
        acts: list[tuple[datetime, Act]] = []
        for number in range(many):
            hint = f"voter-{people.FIRST_CITIZEN + self.chance.randrange(1500)}"
            instant = since + self.chance.betavariate(0.9, 1.6) * (until - since)
            acts.append((instant, self._speaks(f"{hint} {number}", hint)))
        return acts

    def _speaks(self, seed: str, hint: str) -> Act:
        def act(initiative: Any) -> None:
            chance = random.Random(f"{self.book.name} {seed}")
            language = speaking.tongue(self.book, random.Random(hint))
            said = speaking.say(self._room(), chance, language, reply_to=None)
            services.speak(
                initiative,
                people.citizen(hint, Assurance.HIGH),
                section=said.section,
                stance=said.stance,
                words=said.words,
                suggestion=said.suggestion or "",
                display=chance.choice((Display.NAME, Display.HIDDEN)),
                language=language,
            )

        return act

    def _room(self) -> Room:
        """What is spoken about: the sections of the newest wording."""
        if self.room is None:
            wording = queries.wordings(self.number)[-1]
            self.room = Room(self.book, wording.number, speaking.sections_of(wording.version_id))
        return self.room

    def _gather(self, initiative: Any) -> None:
        """Invite the others; each joins with the code of the letter and is confirmed by eID."""
        author = people.actor(self.hints[0])
        for hint in self.hints[1:]:
            code = services.invite(
                initiative,
                author,
                email=f"{hint}@citizens.example",
                role=MemberRole.INITIATOR,
                language="th" if self.book.language == "th" else "en",
            )
            services.join(code, people.actor(hint))
        carried = queries.by_number(self.number)
        places = {member.account_id: member for member in carried.members}
        for hint in self.hints:
            member = places[people.actor(hint).account_id or 0]
            self.helpers.signers.confirm(member, hint)

    def _declarations(self) -> dict[str, Any]:
        return {"funding": FUNDING[self.book.language], "unpaid": True}

    def _declare(self, initiative: Any) -> None:
        services.declare(initiative, self._declarations())

    def _submit(self, initiative: Any) -> None:
        services.submit(initiative, people.actor(self.hints[0]), declarations=self._declarations())

    def _accept(self, initiative: Any) -> None:
        services.decide_review(initiative, people.actor("clerk"), verdict=Verdict.ACCEPT)

    def _turn_down(self, initiative: Any) -> None:
        code = self.book.course.get("review_code", "")
        services.decide_review(
            initiative,
            people.actor("clerk"),
            verdict=Verdict.REJECT if code else Verdict.RETURN,
            code=code,
            reason=self.book.course["review_reason"],
        )

    def _start(self, initiative: Any) -> None:
        last_day = local_date(self._ago("ends"), ZONE) if "ends" in self.book.course else None
        services.start(initiative, people.actor(self.hints[0]), last_day=last_day)

    def _signs(self, hints: list[str]) -> Act:
        language = "en" if self.book.language == "en" else "th"

        def act(initiative: Any) -> None:
            for hint in hints:
                self.helpers.signers.sign(initiative, hint, language)

        return act

    def _take_back(self, hints: list[str]) -> Act:
        def act(initiative: Any) -> None:
            for hint in hints:
                self.helpers.signers.withdraw(initiative, hint)

        return act

    def _give_up(self, initiative: Any) -> None:
        services.withdraw(initiative, people.actor(self.hints[0]))

    def _send(self, initiative: Any) -> None:
        for hint in self.hints:
            services.agree_to_send(initiative, people.actor(hint))
        services.send_to_verification(initiative, people.actor(self.hints[0]))

    def _verify(self, initiative: Any) -> None:
        self.helpers.authority.verify(initiative.sheet_id)
        services.advance(initiative)

    def _forward(self, initiative: Any) -> None:
        services.forward(initiative, people.actor(self.hints[0]))

    def _acknowledge(self, initiative: Any) -> None:
        services.acknowledge(
            initiative.referrals[-1],
            people.actor("clerk"),
            registry_number=str(100 + self.number),
            term="27",
        )

    def _meets(self, topic: str, heard: str) -> Act:
        def act(initiative: Any) -> None:
            services.record_meeting(
                initiative.referrals[-1],
                self._secretary(),
                held_on=local_date(clock.now(), ZONE),
                topic=topic,
                heard=heard,
            )

        return act

    def _decide(self, initiative: Any) -> None:
        services.decide(
            initiative.referrals[-1],
            self._secretary(),
            outcome=self.book.course["outcome"],
            reason=self.book.course["decision"],
            decided_on=local_date(self._ago("decided"), ZONE),
        )

    def _secretary(self) -> Any:
        body = agencies.by_slug(self.book.said["committee"])
        assert body is not None
        return people.official(body, Role.SECRETARY)


def _count(initiative: Any) -> None:
    """What the house does each minute: release what waits, and move on what is due."""
    jobs.count()
    services.advance(initiative)


def stories(now: datetime, helpers: Helpers, *, share: float = 1.0) -> list[Story]:
    """The stories of all initiatives; `share` of the large sheets."""
    return [Carried(book, now, helpers, share=share).story() for book in books.initiatives()]
