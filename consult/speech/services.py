"""What a person does with comments beside writing one: edit, react, mark words, hold files."""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog

from commons import clock, db, limits, record
from commons.access import Actor, account_of
from commons.discussion import attachments, drafts, editing, indexing, ranges, reactions
from commons.discussion import queries as discussion
from commons.discussion.additions import Mood
from commons.discussion.attachments import Held
from commons.discussion.editing import Edited
from commons.discussion.models import Change, Stance
from commons.discussion.ranges import Marked
from commons.discussion.services import Statement
from commons.discussion.shown import CommentView
from commons.errors import Refusal
from commons.files import Type
from commons.i18n import _l
from commons.law import queries as law
from commons.law.rulesets import RuleSet
from commons.texts import queries as texts
from commons.texts import tree
from commons.texts.queries import SectionView
from commons.texts.words import normalise
from consult import rules
from consult.models import DISCUSSION, Hearing
from consult.speech import rules as wordings

log = structlog.get_logger("consult")
LONGEST = 5000
"""The platform's limit of characters where a rule set names none."""
_SPELT = {"jpg": "jpeg", "txt": "text"}
"""How rule sets also write a type."""


@dataclass(frozen=True)
class Rewording:
    """The new words of a comment; `whole_goes` is the wish that its section be deleted."""

    words: str = field(repr=False)
    suggestion: str | None = field(default=None, repr=False)
    whole_goes: bool = False
    language: str = "en"


def edit(
    actor: Actor,
    hearing: Hearing,
    number: int,
    *,
    words: str,
    suggestion: str | None,
    whole_goes: bool,
    language: str,
) -> Edited:
    """Put new words in place of one's own, while the hearing is open; the former stay readable.

    Refuses after closing, another's comment, too many characters, and what changes nothing.
    """
    _spend(actor)
    rules.check_open(hearing, clock.now())
    shown, account = _shown(hearing, number), account_of(actor)
    if shown.is_withdrawn or discussion.own(DISCUSSION, hearing.key, number, account) is None:
        raise Refusal("not-permitted", _l("Only its author may edit a comment."))
    said = Rewording(words, suggestion, whole_goes=whole_goes, language=language)
    return reword(actor, hearing, number, said, account_id=account)


def reword(
    actor: Actor, hearing: Hearing, number: int, said: Rewording, *, account_id: int | None
) -> Edited:
    """Put new words in place of those of a comment whose author was checked by the caller.

    `account_id` is None for a comment of no account. Refuses too many characters or edits, and
    what changes nothing.
    """
    shown = _shown(hearing, number)
    section = _section_of(hearing, shown)
    limit: int = _law(hearing).value("comment.max_length", LONGEST)
    longest = max(limit, 2 * len(section.plain)) if section else limit
    rules.check_words(said.words, limit=limit, field="words")
    rules.check_words(said.suggestion or "", limit=longest, field="suggestion")
    wanted = Statement(
        version=shown.version,
        section=shown.section,
        stance=shown.stance,
        words=normalise(said.words).strip(),
        suggestion=normalise(said.suggestion or "").strip() or None,
        change=Change.DELETE if said.whole_goes else None,
        language=said.language,
    )
    settled = wordings.settle(wanted, section.plain if section else None)
    edited = editing.edit(DISCUSSION, hearing.key, number, settled, account_id=account_id)
    indexing.later(edited.comment_id, f"edit-{edited.edition}")
    facts = {"number": number, "edition": edited.edition, "digest": edited.digest}
    _note(actor, hearing, "hearing:comment:edited", facts)
    return edited


def react(actor: Actor, hearing: Hearing, number: int, mood: Mood | None) -> None:
    """Support or thank another person's comment, change that, or take it back with None.

    Refuses outside the open hearing, and one's own comment.
    """
    _spend(actor)
    rules.check_open(hearing, clock.now())
    rules.check_audience(hearing.audience, actor.assurance)
    account = account_of(actor)
    if mood is None:
        reactions.take_back(DISCUSSION, hearing.key, number, account_id=account)
    else:
        reactions.react(DISCUSSION, hearing.key, number, mood, account_id=account)
    log.info("comment_reaction", hearing=hearing.id, number=number)
    db.session().flush()


def mark(
    section: SectionView | None, *, quote: str, anchor: str, near: int | None = None
) -> Marked | None:
    """The words of a section on which a comment speaks; None where none were chosen.

    With `anchor` alone a whole paragraph or item. Refuses words that do not stand there.
    """
    if section is None or not (quote.strip() or anchor):
        return None
    within = _words_at(section, anchor) if anchor else ""
    return ranges.mark(
        section.plain, quote.strip() or within, near=near, within=within, anchor=anchor
    )


def hold(actor: Actor, hearing: Hearing, name: str, data: bytes) -> Held:
    """Keep a file until its comment is sent; refuses what is too large, hostile or of another type."""
    return attachments.hold(
        account_of(actor), name, data, largest=largest(hearing), types=types(hearing)
    )


def largest(hearing: Hearing) -> int:
    """How large a file may be, in bytes: by the rule set, else by the platform."""
    said: int = _law(hearing).value("upload.max_bytes", attachments.LARGEST)
    return said


def types(hearing: Hearing) -> tuple[Type, ...]:
    """Which types of file are taken: those of the house, of them only what the rule set names."""
    named = _law(hearing).value("upload.types")
    codes = {_SPELT.get(code.lower(), code.lower()) for code in named or ()}
    return tuple(each for each in Type if named is None or each.name.lower() in codes)


def sent(actor: Actor, hearing: Hearing, place: str) -> None:
    """Forget the draft of what was sent just now."""
    if actor.account_id is not None:
        drafts.drop(actor.account_id, DISCUSSION, hearing.key, place)


def _shown(hearing: Hearing, number: int) -> CommentView:
    found = discussion.one(DISCUSSION, hearing.key, number)
    if found is None:
        raise Refusal("not-found", _l("There is no comment with this number."))
    return found


def _section_of(hearing: Hearing, shown: CommentView) -> SectionView | None:
    if not shown.section or hearing.text_id is None or shown.stance is not Stance.CHANGE:
        return None
    return texts.section(texts.version(hearing.text_id, shown.version).id, shown.section)


def _words_at(section: SectionView, anchor: str) -> str:
    for step in tree.walk((section.node,)):
        if step.node.eid == anchor:
            return tree.plain(step.node)
    raise Refusal("quote-not-found", _l("This part of the section does not exist."), field="anchor")


def _law(hearing: Hearing) -> RuleSet:
    return law.by_key(hearing.rule_set_id)


def _spend(actor: Actor) -> None:
    if actor.account_id is not None:
        limits.spend(limits.COMMENT, f"account:{actor.account_id}")


def _note(actor: Actor, hearing: Hearing, kind: str, facts: dict[str, object]) -> None:
    record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)
    log.info(kind.replace(":", "_"), hearing=hearing.id, number=facts.get("number"))
    db.session().flush()
