"""A bill of 155 sections with 5,000 comments: how long it takes to compare and to carry them over."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import sqlalchemy as sa

from bench._ratios import house
from commons import clock, db
from commons.agencies import models as agency_models
from commons.agencies import services as agencies
from commons.discussion.models import Comment, Display, Thread
from commons.identity import rehearsal
from commons.law import queries as law
from commons.law import services as law_services
from commons.texts import importing, matching, tree
from commons.texts import queries as texts
from commons.texts import services as text_services
from consult.carryover import carrying
from consult.models import DISCUSSION, Hearing
from consult.services import revising
from consult.states import Kind, Stage, Topic

COMMENTS = 5_000
MOST_SECONDS = 10.0
REAL = Path(os.environ.get("LEXPOPULI_TEST_DATA", "../shared/data")) / "bills/hr264-155-sections.md"


def bill() -> str:
    """The real bill of 155 sections where it is at hand, else one of our own making."""
    if REAL.exists():
        return REAL.read_text()
    chance = random.Random(155)
    words = [f"word{n}" for n in range(3_000)]
    return "# A bill\n\n" + "\n\n".join(
        f"Section {n}. {' '.join(chance.choices(words, k=180)).capitalize()}."
        for n in range(1, 156)
    )


def revised(text: str) -> str:
    """The bill a round later: a section gone, one moved to the end, words changed all over."""
    chance = random.Random(264)
    parts = re.split(r"(?m)^(?=#* ?(?:SEC\.|Sec\.|Section|SECTION) )", text)
    moved = parts.pop(len(parts) // 3)
    del parts[len(parts) // 2]
    changed = [
        re.sub(r"\b[a-z]{6,9}\b", lambda hit: hit[0] if chance.random() > 0.04 else "amended", part)
        for part in parts
    ]
    return "".join([*changed, "\n\n", moved])


def main() -> None:
    """Print the seconds of comparing, of mapping, and of both against the ten that are allowed."""
    old, new = (importing.read("bill.md", text.encode()) for text in (bill(), revised(bill())))
    sections = tree.sections(old.tree)
    began = time.perf_counter()
    found = matching.match(sections, tree.sections(new.tree))
    compared = time.perf_counter() - began
    states = [fate.state.value for fate in found.old]
    kept = ", ".join(f"{state} {states.count(state)}" for state in ("same", "moved", "orphaned"))
    print(f"{len(sections)} sections compared in {compared:.2f} s ({kept})")
    with house():
        mapped = _carried(old, new, [node.eid for node in sections])
    whole = compared + mapped
    print(f"{COMMENTS} comments carried over in {mapped:.2f} s")
    print(f"both: {whole:.2f} s, {whole / MOST_SECONDS:.2f} of the {MOST_SECONDS:.0f} s allowed")


def _carried(old: importing.Parsed, new: importing.Parsed, eids: list[str]) -> float:
    with db.transaction():
        hearing, before, after = _hearing(old, new)
        _speak(hearing, eids)
    matching._match.cache_clear()
    with db.transaction():
        hearing = db.session().get_one(Hearing, hearing.id)
        began = time.perf_counter()
        older, newer = texts.by_id(before), texts.by_id(after)
        carrying.carry(hearing, older, newer, revising.fates(older, newer))
        db.session().flush()
        return time.perf_counter() - began


def _hearing(old: importing.Parsed, new: importing.Parsed) -> tuple[Hearing, int, int]:
    law_services.load_files()
    body = agencies.found("bench", {"en": "Bench"}, agency_models.Kind.MINISTRY)
    text = text_services.create(old.title, old.language)
    versions = [text_services.publish(text_services.stage(text, each)).id for each in (old, new)]
    hearing = Hearing(
        kind=Kind.DRAFT_LAW,
        rule_set_id=law.current("th-hearing").key,
        agency_id=body.id,
        text_id=text.id,
        language="en",
        titles={"en": "Bench"},
        title_words="bench",
        topic=Topic.ECONOMY,
        stage=Stage.APPROVED,
        prepared_by=_account(),
        created_at=clock.now(),
    )
    db.session().add(hearing)
    db.session().flush()
    return hearing, versions[0], versions[1]


def _account() -> int:
    return rehearsal.account("officer-1").id


def _speak(hearing: Hearing, eids: list[str]) -> None:
    thread = Thread(kind=DISCUSSION, key=hearing.key, last_number=COMMENTS)
    db.session().add(thread)
    db.session().flush()
    chance = random.Random(5_000)
    rows = [
        {
            "thread_id": thread.id,
            "number": number,
            "section": (eid := chance.choice(eids)),
            "place": eid,
            "version": 1,
            "assurance": 2,
            "display": Display.HIDDEN,
            "words": f"Point {number}.",
            "has_words": True,
            "language": "en",
            "written_at": clock.now(),
            "receipt_code": f"c{number}",
            "receipt_hash": "0" * 64,
        }
        for number in range(1, COMMENTS + 1)
    ]
    db.session().execute(sa.insert(Comment), rows)
