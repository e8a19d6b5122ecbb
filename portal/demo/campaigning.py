"""A campaign in one hearing with the desk's work on it, and in another a summary that was returned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from commons.access import Actor, Assurance
from commons.discussion.models import Display
from commons.discussion.services import Statement
from consult.grouping import queries as grouping
from consult.grouping.services import deciding, sketching
from consult.handling import services as handling
from consult.queries import progress, texts
from consult.services import judging, replying, speaking, summarising
from consult.services.replying import Given
from consult.states import Disposition, Verdict
from portal.demo import people
from portal.demo.books import Book

Act = Callable[[Any], None]
DAY = timedelta(days=1)
CAMPAIGN = "noise-at-night"
RETURNED = "community-forests"
SENDERS = range(4201, 4221)
PARTICIPANTS = range(4301, 4307)
LETTER = (
    "Our street lies below the flight path, and nobody here sleeps before midnight. The draft must "
    "forbid all flights between eleven in the evening and six in the morning, without exceptions."
)
GREETINGS = ("", "Dear Sir or Madam. ", "To the Department: ", "Good day. ")
REPLY = (
    "Flights are the matter of another law and of another ministry, to which we have passed your "
    "letters on. For trucks and building sites the quiet hours now begin at ten, as you ask."
)
NOTE = "The ministry of transport has had these letters since Monday."
VOICE = "ป่าชุมชนควรให้คนในหมู่บ้านเป็นผู้ดูแลร่วมกับเจ้าหน้าที่ เพราะเรารู้จักพื้นที่ดีที่สุด"
REASON = (
    "รายงานยังไม่ได้ตอบประเด็นของชุมชนที่อยู่นอกเขตป่า ขอให้หน่วยงานชี้แจงเพิ่มเติม พร้อมเหตุผลที่ไม่รับข้อเสนอในแต่ละเรื่อง"
)
VERDICTS = (Verdict.YES, Verdict.PARTLY, Verdict.YES, Verdict.NO, Verdict.YES, Verdict.PARTLY)


def speaks(book: Book, since: datetime, until: datetime) -> list[tuple[datetime, Act]]:
    """The letters of the campaign, and a few voices that will judge the answers."""
    if book.name == CAMPAIGN:
        senders, words, tongue = SENDERS, LETTER, "en"
    elif book.name == RETURNED:
        senders, words, tongue = PARTICIPANTS, VOICE, "th"
    else:
        return []
    step = (until - since) / (len(senders) + 1)
    return [
        (since + place * step, _says(f"voter-{number}", words, tongue, place))
        for place, number in enumerate(senders, start=1)
    ]


def works(
    book: Book, desk: tuple[Actor, Actor], closed_at: datetime, published_at: datetime | None
) -> list[tuple[datetime, Act]]:
    """What the agency does with the campaign; what parliament does with the other's summary."""
    if book.name == CAMPAIGN:
        return [(closed_at + 1.4 * DAY, lambda hearing: _sort(hearing, desk[0]))]
    if book.name == RETURNED and published_at is not None:
        return [
            (published_at + 2 * DAY, _give_back),
            (published_at + 9 * DAY, lambda hearing: _publish_again(hearing, *desk)),
            (published_at + 11 * DAY, _judge),
        ]
    return []


def _says(hint: str, words: str, tongue: str, place: int) -> Act:
    def act(hearing: Any) -> None:
        greeting = GREETINGS[place % len(GREETINGS)] if tongue == "en" else ""
        said = Statement(
            version=texts.newest(hearing).number or 1,
            section="",
            words=f"{greeting}{words}",
            language=tongue,
        )
        actor = people.citizen(hint, Assurance.HIGH)
        speaking.comment(actor, hearing, said, display=Display.NAME)

    return act


def _sort(hearing: Any, officer: Actor) -> None:
    """Share the work out, confirm the campaign, and answer all its texts with one reply."""
    colleague = people.actor("officer-2").account_id
    for eid in sorted(progress.sections(hearing))[1:4]:
        handling.assign_section(officer, hearing, eid, to=colleague)
    sketching.look(hearing)
    found = [line for line in grouping.proposed(hearing) if line.campaign.texts >= len(SENDERS)]
    if not found:
        return
    campaign = deciding.confirm(officer, hearing, found[0].campaign)
    numbers = [comment.number for comment in grouping.texts(campaign)]
    handling.assign_comments(officer, hearing, numbers, to=officer.account_id)
    handling.note(officer, hearing, numbers[0], NOTE)
    replying.reply(officer, hearing, numbers, Given(Disposition.PARTLY, REPLY))


def _give_back(hearing: Any) -> None:
    summarising.give_back(people.actor("clerk"), hearing, reason=REASON)


def _publish_again(hearing: Any, officer: Actor, publisher: Actor) -> None:
    summarising.submit(officer, hearing)
    summarising.publish(publisher, hearing)


def _judge(hearing: Any) -> None:
    for number, verdict in zip(PARTICIPANTS, VERDICTS, strict=True):
        actor = people.citizen(f"voter-{number}", Assurance.HIGH)
        if judging.took_part(hearing, actor.account_id):
            judging.judge(actor, hearing, verdict)
