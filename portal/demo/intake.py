"""What comes to an agency's desk in the demonstration: register, joint hearing, exception, papers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from commons import clock
from commons.access import Actor, Role
from commons.agencies import queries as agencies
from commons.discussion.models import Channel, Stance
from commons.law.calendar import local_date
from consult.joint import services as joint
from consult.offline import queries as written
from consult.offline import services as offline
from consult.offline.rules import Letter, Point, Scan
from consult.oversight import queries as exceptions
from consult.oversight import services as oversight
from consult.stakeholders import services as register
from portal.demo import people
from portal.demo.books import Book
from portal.demo.speaking import ZONE

Act = Callable[[Any], None]
WITH_PAPERS = "clean-air"
TOGETHER = {"noise-at-night": "ministry-of-transport"}
AGENCY, ABOVE = "pollution-control", "ministry-of-environment"
KNOWN = """name,email,kind,language,groups,topics
สภาเกษตรกรจังหวัด,farmers,body,th,เกษตรกร,environment;agriculture
สมาคมผู้ปลูกอ้อย,sugar,body,th,เกษตรกร,agriculture;environment
สมาคมโรงไฟฟ้าชีวมวล,biomass,body,th,ผู้ประกอบการ,environment
สมาคมรถบรรทุกภาคเหนือ,trucks,body,th,ผู้ประกอบการ,transport;environment
เครือข่ายอากาศสะอาด,cleanair,body,th,ประชาสังคม,environment;health
มูลนิธิปอดไทย,lungs,body,th,ประชาสังคม,health
สมาคมแพทย์ชุมชน,doctors,body,th,วิชาชีพ,health
สภาวิศวกรสิ่งแวดล้อม,engineers,body,th,วิชาชีพ,environment
สมาคมนักวิชาการป่าไม้,foresters,body,th,วิชาชีพ,environment;land
สภาอุตสาหกรรมจังหวัด,industry,body,th,ผู้ประกอบการ,environment;labour
หอการค้าจังหวัด,chamber,body,th,ผู้ประกอบการ,transport
สมาคมประมงพื้นบ้าน,fishers,body,th,เกษตรกร,environment
เครือข่ายลุ่มน้ำ,rivers,body,th,ประชาสังคม,environment
สมาคมองค์การบริหารส่วนตำบล,localgov,body,th,ท้องถิ่น,environment;governance
สันนิบาตเทศบาล,towns,body,th,ท้องถิ่น,governance;transport
Association of Recyclers,recyclers,body,en,ผู้ประกอบการ,environment
Consumers' Forum,consumers,body,en,ประชาสังคม,health
Students for the Climate,students,body,en,ประชาสังคม,environment;education
นายสมหมาย ริมคลอง,sommai,person,th,ผู้อยู่อาศัย,environment
Ms Nida Fields,nida,person,en,ผู้อยู่อาศัย,environment
"""
TABLE = """section,stance,words,channel,received_on,name
1,agree,เห็นด้วยกับหลักการของร่าง,meeting,{day},
2,disagree,ขอให้มีเวลาเตรียมตัวมากกว่านี้,paper,{day},
3,agree,ชุมชนของเราเห็นด้วย,mail,{day},
"""
_PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def begin() -> None:
    """Fill one agency's register from a list, and let the body above it have its publisher."""
    agency, above = agencies.by_slug(AGENCY), agencies.by_slug(ABOVE)
    assert agency is not None
    assert above is not None
    people.official(above, Role.PUBLISHER)
    officer = people.official(agency, Role.OFFICER)
    head, *lines = KNOWN.splitlines()
    rows = [line.split(",") for line in lines]
    table = [head, *(",".join([r[0], f"{r[1]}@concerned.example", *r[2:]]) for r in rows)]
    sent = register.upload(officer, agency.id, name="register.csv", data="\n".join(table).encode())
    register.take_over(officer, sent)


def publisher_of(book: Book, hearing: Any, officer: Actor, own: Actor) -> Actor:
    """Who approves: for a joint hearing the partner's publisher, once the partner has accepted."""
    slug = TOGETHER.get(book.name)
    other = agencies.by_slug(slug) if slug else None
    if other is None:
        return own
    partner = joint.ask(officer, hearing, other)
    publisher = people.official(other, Role.PUBLISHER)
    joint.answer(publisher, hearing, partner, accept=True)
    return publisher


def agree(hearing: Any) -> None:
    """Let the body above grant what the draft asks for."""
    for asked in exceptions.standing(hearing.id):
        if asked.approver is not None and asked.decided_at is None:
            above = people.official(asked.approver, Role.PUBLISHER)
            words = "เห็นชอบ เพราะมีกำหนดตามกฎหมาย"
            oversight.decide(above, asked, is_granted=True, answer=words)


def papers(book: Book, officer: Actor, *, opens_at: datetime) -> list[tuple[datetime, Act]]:
    """A letter of two points, a table from a meeting, and scans that still wait."""
    if book.name != WITH_PAPERS:
        return []
    return [
        (opens_at + timedelta(days=3, hours=2), lambda hearing: _letter(officer, hearing)),
        (opens_at + timedelta(days=5, hours=2), lambda hearing: _batches(officer, hearing)),
    ]


def _letter(officer: Actor, hearing: Any) -> None:
    said: tuple[Point, ...] = (
        Point("sec_1", Stance.AGREE, "ชื่อของกฎหมายเข้าใจง่าย"),
        Point("sec_3", Stance.DISAGREE, "เวลาที่กำหนดสั้นเกินไปสำหรับผู้ประกอบการรายย่อย"),
    )
    known = written.places(hearing)
    said = tuple(p for p in said if p.section in known.values()) or (Point(words=said[0].words),)
    letter = Letter(Channel.PAPER, _today(), said, "ลุงคำ ใจดี")
    offline.enter(officer, hearing, letter, scan=Scan("letter.pdf", _PAPER))


def _batches(officer: Actor, hearing: Any) -> None:
    table = TABLE.format(day=_today().isoformat()).encode()
    batch = offline.upload_lines(officer, hearing, name="meeting.csv", data=table)
    if not any(line["problem"] for line in batch.lines):
        offline.take_over(officer, hearing, batch)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in ("letter-1.pdf", "letter-2.pdf"):
            file.writestr(name, _PAPER)
    offline.upload_scans(officer, hearing, name="letters.zip", data=packed.getvalue())


def _today() -> date:
    return local_date(clock.now(), ZONE)
