"""Papers: add and remove files, withhold one by ground, second person and last day, let it go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import structlog

from commons import clock, db, files, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.files import Kept
from commons.i18n import _l
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.texts.words import normalise
from consult import policies
from consult.models import Hearing
from consult.oversight import services as oversight
from consult.oversight.models import Wish
from consult.oversight.rules import Wanted, check_reason
from consult.papers import mails, queries, rules
from consult.papers.models import Paper, Withholding
from consult.papers.states import PaperKind
from consult.services import telling

MOST = 40
"""The platform's most files of one hearing."""
log = structlog.get_logger("consult")
files.use_holder(queries.is_needed)


@dataclass(frozen=True)
class Described:
    """What an officer says of a file."""

    kind: PaperKind
    language: str
    title: str
    picture_words: str = ""


@dataclass(frozen=True)
class Held:
    """On which ground, why, and until which day a paper is to be withheld."""

    ground: str
    reason: str
    expires_on: date | None


def add(
    actor: Actor, hearing: Hearing, kept: Kept, said: Described, *, held: Held | None = None
) -> Paper:
    """Put a file beside the draft, at once public with the hearing, or asked to be withheld.

    Refuses a picture without words for those who cannot see it, and files above the most.
    """
    policies.check(policies.may_add_documents(actor, hearing))
    if len(queries.of(hearing)) >= MOST:
        raise Refusal("too-many-files", _l("A hearing has at most 40 files."), field="file")
    rules.check_picture(kept.type.value, said.picture_words)
    paper = Paper(
        hearing=hearing,
        kind=said.kind,
        language=said.language,
        title=normalise(" ".join(said.title.split())) or kept.name,
        picture_words=normalise(said.picture_words.strip()),
        digest=kept.digest,
        type=kept.type.value,
        name=kept.name,
        size=kept.size,
        added_at=clock.now(),
    )
    db.session().add(paper)
    db.session().flush()
    if held is not None:
        _withhold(actor, paper, held, hides_waiting=True)
    _note(actor, paper, "added", {"digest": paper.digest, "withheld": held is not None})
    return paper


def remove(actor: Actor, paper: Paper) -> None:
    """Take a file off a draft; refuses once the hearing is public: what was public stays."""
    policies.check(policies.may_prepare(actor, paper.hearing))
    if paper.withholdings:
        raise Refusal("already-settled", _l("An exception was asked for it; it stays on record."))
    db.session().delete(paper)
    db.session().flush()
    db.after_commit(lambda: files.drop(paper.digest) if not files.is_needed(paper.digest) else None)


def withhold(actor: Actor, paper: Paper, held: Held) -> Withholding:
    """Ask that a paper be withheld, or withheld longer; it is public until the second person agrees."""
    policies.check(policies.may_add_documents(actor, paper.hearing))
    waits = any(each.asked.decided_at is None for each in paper.withholdings)
    if waits:
        raise Refusal("already-settled", _l("This exception is asked for already."))
    return _withhold(actor, paper, held, hides_waiting=False)


def decide_own(actor: Actor, paper: Paper, *, is_granted: bool) -> None:
    """Decide as a second person of the agency where nobody stands above it; the register says so.

    Refuses whoever asked, and what another body has to decide.
    """
    waiting = next((w for w in paper.withholdings if w.asked.decided_at is None), None)
    allowed = (
        waiting is not None
        and waiting.asked.approver_id is None
        and actor.may(Permission.HEARING_APPROVE, paper.hearing.agency_id)
        and not actor.is_one_of(waiting.asked.asked_by)
    )
    policies.check(allowed)
    if waiting is not None:
        waiting.asked.granted, waiting.asked.decided_by = is_granted, actor.account_id
        waiting.asked.decided_at = clock.now()
        db.session().flush()
        _note(actor, paper, "withheld" if is_granted else "not-withheld", {"by": "itself"})


def tell_due() -> int:
    """Remind of what ends soon, and announce what has become public by itself; gives how many."""
    now, told = clock.now(), 0
    for each in queries.running():
        paper = queries.paper_of(each)
        zone = law.by_key(paper.hearing.rule_set_id).zone
        asked, today = each.asked, local_date(now, zone)
        if rules.withholds(asked, now, zone, hides_waiting=each.hides_waiting):
            soon = asked.expires_on is not None and today >= asked.expires_on - rules.REMIND
            if asked.granted and soon and each.reminded_at is None:
                each.reminded_at = now
                event = f"paper:{paper.id}:{asked.id}:review"
                told += telling.agency_and_superior(
                    paper.hearing, event, mails.review(paper, asked)
                )
            continue
        if asked.granted is None and asked.asked_at + rules.UNDECIDED > now:
            continue
        each.ended_at = now
        if asked.granted and queries.holding(paper, now) is None:
            event = f"paper:{paper.id}:{asked.id}:public"
            told += telling.agency_and_superior(paper.hearing, event, mails.public(paper))
            _note(None, paper, "published", {"exception": asked.id})
    db.session().flush()
    return told


def _withhold(actor: Actor, paper: Paper, held: Held, *, hides_waiting: bool) -> Withholding:
    rule_set = law.by_key(paper.hearing.rule_set_id)
    rules.check_ground(rule_set, held.ground)
    check_reason(held.reason)
    rules.check_until(held.expires_on, local_date(clock.now(), rule_set.zone))
    wanted = Wanted(Wish.NON_PUBLICATION, held.ground, held.reason, held.expires_on)
    asked = oversight.ask_beside(actor, paper.hearing, wanted)
    row = Withholding(paper_id=paper.id, asked=asked, hides_waiting=hides_waiting)
    paper.withholdings.append(row)
    db.session().flush()
    return row


def _note(actor: Actor | None, paper: Paper, word: str, facts: Mapping[str, object]) -> None:
    hearing = paper.hearing
    if policies.is_public(hearing):
        record.note(
            f"hearing:document:{word}",
            hearing.path,
            actor=actor,
            agency_id=hearing.agency_id,
            facts={"document": paper.id, "kind": paper.kind.value, **facts},
        )
    log.info(f"hearing_document_{word.replace('-', '_')}", id=paper.id, hearing=hearing.id)
