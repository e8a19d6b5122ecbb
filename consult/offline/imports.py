"""Reading batches: a table with a contribution on each line, and a ZIP file of scans."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from commons import csvfiles, files
from commons.csvfiles import Line
from commons.discussion.models import Channel, Stance
from commons.errors import Refusal
from commons.i18n import _l
from consult.offline.rules import LARGEST_BATCH, MOST_SCANS, Letter, Point, Scan

HEADS: dict[str, tuple[str, ...]] = {
    "section": ("eid", "มาตรา"),
    "stance": ("จุดยืน", "ความเห็น"),
    "words": ("comment", "ข้อความ", "เหตุผล"),
    "suggestion": ("ถ้อยคำที่เสนอ",),
    "channel": ("ช่องทาง",),
    "received_on": ("received", "date", "วันที่รับ"),
    "name": ("shown_as", "ชื่อ"),
}
_CHANNELS = {
    "paper": Channel.PAPER,
    "กระดาษ": Channel.PAPER,
    "mail": Channel.MAIL,
    "ไปรษณีย์": Channel.MAIL,
    "meeting": Channel.MEETING,
    "ประชุม": Channel.MEETING,
}
_STANCES = {
    "agree": Stance.AGREE,
    "เห็นด้วย": Stance.AGREE,
    "disagree": Stance.DISAGREE,
    "ไม่เห็นด้วย": Stance.DISAGREE,
    "change": Stance.CHANGE,
    "แก้ไข": Stance.CHANGE,
}
_BUDDHIST = 543
_FIRST_BUDDHIST = 2400
_SCANS = frozenset({files.Type.PDF, files.Type.PNG, files.Type.JPEG})
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4})")

Check = Callable[[Letter], None]


def read_lines(data: bytes, places: Mapping[str, str], check: Check) -> list[dict[str, Any]]:
    """Every line of a table as a letter of one point, or with the sentence that says what is wrong.

    `places` gives the section's eId for what people write ("sec_3", "3", "มาตรา ๓").
    """
    lines = csvfiles.read(data, HEADS, ("channel", "received_on"))
    return [_judged(line, places, check) for line in lines]


def letter_of(said: Mapping[str, Any]) -> Letter:
    """A kept line as the letter that it is."""
    point = Point(
        section=said["section"],
        stance=Stance(said["stance"]) if said["stance"] else None,
        words=said["words"],
        suggestion=said["suggestion"],
    )
    day = date.fromisoformat(said["received_on"])
    return Letter(Channel(said["channel"]), day, (point,), said["name"])


def read_scans(data: bytes) -> list[Scan]:
    """The scans in a ZIP file; refuses it whole where one is no PDF or picture, or too much."""
    if len(data) > LARGEST_BATCH:
        raise _bad(_l("The file is larger than 100 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir()]
            members = [m for m in members if not m.filename.startswith("__MACOSX/")]
            _check_members(members)
            found = [Scan(files.plain_name(m.filename), packed.read(m)) for m in members]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise _bad(_l("This is no ZIP file that can be read.")) from None
    for scan in found:
        check_scan(scan)
    return found


def check_scan(scan: Scan) -> None:
    """Refuse what is neither PDF nor picture, by its content."""
    if not scan.data or files.sniff(scan.data) not in _SCANS:
        raise _bad(_l("“%(name)s” is no PDF, PNG or JPEG.", name=scan.name))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise _bad(_l("The file is empty."))
    if len(members) > MOST_SCANS:
        raise _bad(_l("The file holds more than %(most)s scans.", most=MOST_SCANS))
    if sum(m.file_size for m in members) > 2 * LARGEST_BATCH or any(
        m.file_size > files.LARGEST for m in members
    ):
        raise _bad(_l("The file unpacks to far more than it should."))


def _judged(line: Line, places: Mapping[str, str], check: Check) -> dict[str, Any]:
    try:
        letter = _letter(line.cells, places)
        check(letter)
    except Refusal as refusal:
        return {"line": line.number, "problem": refusal.message}
    (point,) = letter.points
    return {
        "line": line.number,
        "problem": "",
        "section": point.section,
        "stance": point.stance.value if point.stance else None,
        "words": point.words,
        "suggestion": point.suggestion,
        "channel": letter.channel.value,
        "received_on": letter.received_on.isoformat() if letter.received_on else "",
        "name": letter.shown_as,
    }


def _letter(cells: Mapping[str, str], places: Mapping[str, str]) -> Letter:
    channel = _CHANNELS.get(cells.get("channel", "").casefold())
    if channel is None:
        raise Refusal("channel-needed", _l("The channel is paper, mail or meeting."))
    stance = cells.get("stance", "").casefold()
    if stance and stance not in _STANCES:
        raise Refusal("bad-stance", _l("The stance is agree, disagree or change."))
    point = Point(
        section=_place(cells.get("section", ""), places),
        stance=_STANCES.get(stance),
        words=cells.get("words", ""),
        suggestion=cells.get("suggestion") or None,
    )
    return Letter(channel, _day(cells.get("received_on", "")), (point,), cells.get("name", "")[:80])


def _place(said: str, places: Mapping[str, str]) -> str:
    if not said:
        return ""
    found = places.get(_latin(said).casefold())
    if found is None:
        raise Refusal("section-not-found", _l("There is no section “%(word)s”.", word=said[:40]))
    return found


def _latin(said: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in said)


def _day(said: str) -> date:
    found = _DAY.fullmatch(_latin(said).strip())
    if found is not None:
        year, month, day, d, m, y = (int(part) if part else 0 for part in found.groups())
        year, month, day = (year, month, day) if year else (y, m, d)
        try:
            return date(year - _BUDDHIST if year > _FIRST_BUDDHIST else year, month, day)
        except ValueError:
            pass
    raise Refusal("bad-day", _l("The day is written as 2027-03-31 or 31/3/2570."))


def _bad(sentence: object) -> Refusal:
    return Refusal("bad-file", sentence, field="file")
