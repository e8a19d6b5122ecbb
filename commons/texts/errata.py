"""Errors of print in a published version: what counts as one, and where each was put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import sqlalchemy as sa
from rapidfuzz.distance import Levenshtein

from commons import clock
from commons.db import session
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import handwork, tokens
from commons.texts.models import Erratum, Version
from commons.texts.tree import Tree

MOST_WORDS = 3
"""The most words that one erratum may mend: the platform's, where a rule set names none."""
LIKENESS = 0.6
"""How alike a misprinted word and the right one are at least (Levenshtein, 0 to 1)."""
WEIGHTY = frozenset(
    [
        "not",
        "no",
        "nor",
        "never",
        "none",
        "without",
        "except",
        "unless",
        "only",
        "shall",
        "must",
        "may",
        "can",
        "will",
        "and",
        "or",
        "all",
        "any",
        "each",
        "before",
        "after",
        "until",
        "within",
        "more",
        "less",
        "ไม่",
        "มิ",
        "มิได้",
        "ห้าม",
        "ต้อง",
        "อาจ",
        "ให้",
        "และ",
        "หรือ",
        "เว้นแต่",
        "ทุก",
        "ก่อน",
        "หลัง",
        "ภายใน",
        "ei",
        "mitte",
        "ega",
        "või",
        "ja",
        "peab",
        "võib",
        "ilman",
        "tai",
        "sekä",
        "on",
        "saa",
        "pitää",
        "eikä",
    ]
)
"""Small words that change what a section means; no erratum touches them."""


def check(old: str, new: str) -> None:
    """Refuse what is more than an error of print (no-erratum): that takes a new version.

    Signs, spaces, capitals and doubled words may be mended freely; at most three words may be
    mended in their letters. No number, no negation, no "shall" or "may" may come, go or change.
    """
    if old == new:
        raise Refusal("nothing-changed", _l("Nothing is changed."), field="words")
    before, after = tokens.words(old), tokens.words(new)
    if _numbers(before) != _numbers(after):
        raise _refused(_l("A number changes: that takes a new version, not an erratum."))
    mended = 0
    for op, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        gone, came = before[a1:a2], after[b1:b2]
        beside = before[max(0, a1 - len(gone)) : a1], before[a2 : a2 + len(gone)]
        if op == "delete" and list(gone) in map(list, beside) and not WEIGHTY.intersection(gone):
            continue
        if not _is_misprint(gone, came):
            raise _refused(
                _l("Words change, not only letters: that takes a new version, not an erratum.")
            )
        mended += max(len(gone), len(came))
    if mended > MOST_WORDS:
        raise _refused(_l("More than three words change: that takes a new version."))


def correct(version: Version, erratum: Erratum) -> Erratum:
    """Keep an erratum beside a published version; refuses a preview (not-published)."""
    if not version.is_published:
        raise Refusal(
            "not-published", _l("A preview is edited; only what is published has errata.")
        )
    erratum.version_id, erratum.corrected_at = version.id, clock.now()
    session().add(erratum)
    session().flush()
    return erratum


def of(version_id: int) -> Sequence[Erratum]:
    """All errata of a version, the earliest first."""
    wanted = sa.select(Erratum).where(Erratum.version_id == version_id)
    return session().scalars(wanted.order_by(Erratum.id)).all()


def applied(tree: Tree, found: Sequence[Erratum]) -> Tree:
    """The text with its errata carried out: what the next version begins from."""
    for erratum in found:
        node = handwork.find(tree, erratum.eid)
        tree = handwork.change(
            tree,
            erratum.eid,
            number=node.number,
            heading=erratum.new_heading,
            words=erratum.new_words,
        )
    return replace(tree)


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(sign.isdigit() for sign in word)]


def _is_misprint(gone: Sequence[str], came: Sequence[str]) -> bool:
    """Two spellings of the same: letters differ a little, or a word was parted or joined."""
    if not gone or not came:
        return False
    old, new = "".join(gone), "".join(came)
    if old == new:
        return True
    if WEIGHTY.intersection(gone) ^ WEIGHTY.intersection(came):
        return False
    return Levenshtein.normalized_similarity(old, new) >= LIKENESS


def _refused(sentence: object) -> Refusal:
    return Refusal("no-erratum", sentence, field="words")
