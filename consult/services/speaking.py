"""What the public says: comments and stances while the hearing is open, and what came on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from commons import clock, db, limits, record
from commons.access import Actor, Assurance
from commons.discussion import attachments, indexing
from commons.discussion import services as discussion
from commons.discussion.models import WHOLE, Channel, Display, Stance
from commons.discussion.services import Author, Statement, Written
from commons.errors import Refusal
from commons.i18n import _l
from commons.law import queries as law
from commons.notify import services as notify
from commons.texts.queries import SectionView
from commons.texts.words import normalise
from consult import mails, policies, rules
from consult.models import DISCUSSION, Hearing
from consult.phases import services as phases
from consult.phases.states import Part
from consult.services import landing, telling
from consult.speakers import keeping, standing
from consult.speakers.models import Seal
from consult.speakers.rules import LONGEST_PSEUDONYM as LONGEST_PSEUDONYM
from consult.speakers.rules import check_confidential, one_line
from consult.speakers.standing import Speaker, Standing
from consult.speech import rules as wordings
from consult.speech.beside import NOTHING, Beside
from consult.states import Audience

log = structlog.get_logger("consult")
LONGEST = 5000
"""The platform's limit where a rule set names none."""


def comment(
    actor: Actor,
    hearing: Hearing,
    statement: Statement,
    *,
    display: Display = Display.NAME,
    pseudonym: str = "",
    speaker: Speaker | None = None,
    beside: Beside = NOTHING,
) -> Written:
    """Keep what a person says of a section, or of the whole, and give the receipt.

    Refuses outside opens_at <= now < closes_at, above the limit of characters or of comments a
    minute, on a version that is no longer the newest, and on a section that does not exist.
    """
    _spend(actor)
    now = clock.now()
    _check_may_speak(actor, hearing, now)
    _check_turn(hearing, [statement])
    author = standing.of(actor, hearing, speaker or Speaker(display, pseudonym))
    beside.check()
    said = checked(hearing, replace(statement, bound={**statement.bound, **beside.bound()}))
    written = _keep(actor, hearing, author, said, now)
    beside.keep(written.comment_id, actor.account_id)
    return written


def comment_many(
    actor: Actor,
    hearing: Hearing,
    statements: Sequence[Statement],
    *,
    display: Display = Display.NAME,
    pseudonym: str = "",
    speaker: Speaker | None = None,
) -> list[Written]:
    """Keep one submission that speaks of many sections; all of it or nothing.

    Refuses as `comment` does.
    """
    _spend(actor)
    if not statements:
        raise Refusal("nothing-said", _l("Choose a stance or write something."), field="words")
    now = clock.now()
    _check_may_speak(actor, hearing, now)
    _check_turn(hearing, statements)
    author = standing.of(actor, hearing, speaker or Speaker(display, pseudonym))
    return [_keep(actor, hearing, author, checked(hearing, one), now) for one in statements]


def comment_answers(
    actor: Actor,
    hearing: Hearing,
    statements: Sequence[Statement],
    *,
    speaker: Speaker | None = None,
) -> list[Written]:
    """Keep the words that answer open questions; their phase is that of the questions."""
    now = clock.now()
    _check_may_speak(actor, hearing, now)
    author = standing.of(actor, hearing, speaker or Speaker(Display.NAME))
    return [_keep(actor, hearing, author, checked(hearing, one), now) for one in statements]


def check_statement(actor: Actor, hearing: Hearing, statement: Statement) -> Statement:
    """What `comment` would keep, for the page on which one looks it over; refuses as it does."""
    _check_may_speak(actor, hearing, clock.now())
    _check_turn(hearing, [statement])
    return checked(hearing, statement)


def withdraw(actor: Actor, hearing: Hearing, number: int) -> None:
    """Let an author take a comment back: number and count stay, words and stance go.

    Refuses for other people's comments, and once the summary is published.
    """
    if actor.account_id is None:
        raise Refusal("not-permitted", _l("Only its author may withdraw a comment."))
    if hearing.summarised_at is not None:
        raise Refusal("out-of-order", _l("The summary is published; this can no longer change."))
    gone = discussion.withdraw(DISCUSSION, hearing.key, number, account_id=actor.account_id)
    keeping.drop(gone.id)
    attachments.remove(gone.id)
    indexing.later(gone.id, "withdrawn")
    _note(actor, hearing, "hearing:comment:withdrawn", {"number": number})


def enter(actor: Actor, hearing: Hearing, statement: Statement, *, shown_as: str) -> Written:
    """Enter what came on paper, by mail or at a meeting; it counts the same (R021).

    Refuses before the hearing has opened, after its summary, and without channel and date.
    """
    policies.check(policies.may_answer(actor, hearing))
    now = clock.now()
    if hearing.opens_at is None or now < hearing.opens_at:
        raise Refusal("hearing-not-open", _l("This hearing has not opened yet."))
    if statement.channel is Channel.ONLINE or statement.received_on is None:
        raise Refusal(
            "channel-needed", _l("Say how and when it was received."), field="received_on"
        )
    last = rules.last_day(hearing.closes_at or now, law.by_key(hearing.rule_set_id))
    if statement.received_on > last and not hearing.takes_late:
        raise Refusal("received-late", _l("It came after the closing day."), field="received_on")
    name = normalise(" ".join(shown_as.split()))
    display = Display.NAME if name else Display.HIDDEN
    author = Author(None, Assurance.NONE, display, name)
    written = landing.write(hearing, author, checked(hearing, statement), at=now)
    indexing.later(written.comment_id, "written")
    facts = {"number": written.number, "channel": statement.channel.value}
    _note(actor, hearing, "hearing:comment:entered", {**facts, "digest": written.digest})
    return written


def checked(hearing: Hearing, said: Statement) -> Statement:
    """The statement in its one form; refuses what its section or the rule set does not allow."""
    section = landing.section(hearing, said)
    limit: int = law.by_key(hearing.rule_set_id).value("comment.max_length", LONGEST)
    rules.check_words(said.words, limit=limit, field="words")
    rules.check_words(said.suggestion or "", limit=_longest(limit, section), field="suggestion")
    check_confidential(said.confidential, said.confidential_reason)
    words = normalise(said.words).strip()
    suggestion = normalise(said.suggestion or "").strip() or None
    settled = wordings.settle(
        replace(said, words=words, suggestion=suggestion), section.plain if section else None
    )
    if said.stance is Stance.CHANGE and not settled.has_words:
        raise Refusal(
            "suggestion-needed", _l("Write the wording that you suggest."), field="suggestion"
        )
    if said.stance is not None and (section is None or not section.takes_stance):
        raise Refusal(
            "no-stance-here", _l("This part takes comments, not stances."), field="stance"
        )
    if not (settled.has_words or said.stance):
        raise Refusal("nothing-said", _l("Choose a stance or write something."), field="words")
    reason = one_line(said.confidential_reason or "") or None
    return replace(settled, confidential_reason=reason)


def _keep(
    actor: Actor, hearing: Hearing, author: Standing, said: Statement, now: datetime
) -> Written:
    written = landing.write(hearing, author.author, said, at=now)
    sealed = keeping.keep(hearing, written, {**author.sealed, Seal.CONFIDENTIAL: said.confidential})
    facts = {
        **sealed,
        "number": written.number,
        "section": said.section,
        "version": said.version,
        "digest": written.digest,
    }
    _note(actor, hearing, "hearing:comment:accepted", facts)
    if said.has_words:
        indexing.later(written.comment_id, "written")
    if actor.account_id is not None:
        notify.follow(actor.account_id, DISCUSSION, hearing.key)
        telling.account(
            actor.account_id,
            f"hearing:{hearing.id}:receipt:{written.number}",
            lambda tongue: mails.receipt(
                hearing, number=written.number, digest=written.digest, tongue=tongue
            ),
        )
    return written


def _check_may_speak(actor: Actor, hearing: Hearing, now: datetime) -> None:
    if not actor.is_authenticated and hearing.audience is not Audience.OPEN:
        raise Refusal("sign-in-needed", _l("Sign in to go on."))
    rules.check_open(hearing, now)
    rules.check_audience(hearing.audience, actor.assurance)
    standing.check_invited(actor, hearing)


def _check_turn(hearing: Hearing, statements: Sequence[Statement]) -> None:
    # Replies go on while the hearing is open; of the draft as a whole one can always speak.
    if any(said.section != WHOLE and said.reply_to is None for said in statements):
        phases.check(hearing, Part.SECTIONS)


def _spend(actor: Actor) -> None:
    if actor.account_id is not None:
        limits.spend(limits.COMMENT, f"account:{actor.account_id}")


def _longest(limit: int, section: SectionView | None) -> int:
    # A suggested wording begins as the section's own words, however long these are.
    return limit if section is None else max(limit, 2 * len(section.plain))


def _note(actor: Actor, hearing: Hearing, kind: str, facts: dict[str, object]) -> None:
    record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)
    log.info(kind.replace(":", "_"), hearing=hearing.id, number=facts.get("number"))
    db.session().flush()
