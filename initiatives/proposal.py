"""The words of a proposal: its parts by name and order, and the one official text made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from commons.texts import importing, words
from commons.texts.importing import Parsed
from commons.texts.tree import Tree

HEADINGS: dict[str, dict[str, str]] = {
    "analysis": {"en": "Analysis and summary", "th": "บันทึกวิเคราะห์และสรุปสาระสำคัญ"},
    "annex": {"en": "Annex", "th": "ภาคผนวก"},
    "background": {"en": "Background", "th": "ความเป็นมา", "et": "Taust", "fi": "Tausta"},
    "contacts": {"en": "Contacts", "th": "ผู้ประสานงาน", "et": "Kontaktid", "fi": "Yhteystiedot"},
    "draft": {"en": "Draft law", "th": "ร่างพระราชบัญญัติ", "et": "Eelnõu", "fi": "Lakiehdotus"},
    "justification": {"en": "Justification", "th": "เหตุผลประกอบ", "et": "Põhjendus"},
    "objective": {"en": "Objective", "th": "วัตถุประสงค์", "et": "Eesmärk", "fi": "Tavoite"},
    "principle": {"en": "Principle", "th": "หลักการ"},
    "proposal": {
        "en": "Proposal",
        "th": "ข้อเสนอ",
        "et": "Ettepanek",
        "fi": "Ehdotus",
        "ko": "제안",
        "lv": "Priekšlikums",
    },
    "rationale": {"en": "Rationale", "th": "เหตุผล", "et": "Põhjendus", "fi": "Perustelut"},
    "reasons": {
        "en": "Reasons",
        "th": "เหตุผล",
        "et": "Põhjendus",
        "fi": "Perustelut",
        "ko": "이유",
        "lv": "Pamatojums",
    },
}
"""How each part is headed in the official text, in that text's own language."""


def heading(part: str, language: str) -> str:
    """The heading of a part in the official text."""
    known = HEADINGS.get(part, {})
    return known.get(language) or known.get("en") or part.replace("_", " ").capitalize()


def ordered(parts: Mapping[str, str], order: Sequence[str]) -> list[tuple[str, str]]:
    """The parts that have words, in the rule set's order, further ones after it."""
    names = [*order, *(name for name in parts if name not in order)]
    return [(name, parts[name]) for name in names if parts.get(name, "").strip()]


def official_text(
    title: str, parts: Mapping[str, str], *, order: Sequence[str], language: str
) -> str:
    """The whole proposal as one text: what is published, frozen, hashed and signed."""
    blocks = [f"# {title.strip()}"]
    for part, said in ordered(parts, order):
        blocks += [f"## {heading(part, language)}", said.strip()]
    return "\n\n".join(blocks) + "\n"


def parsed(official: str, language: str) -> Parsed:
    """The official text as it is shown: every word of it, those in its markup too.

    Whoever signs must see what a link leads to and what stands beside a fence, for he signs it.
    """
    return importing.read("proposal.md", official.encode(), language=language, says_all=True)


@lru_cache(maxsize=32)
def tree_of(official: str, language: str) -> Tree:
    """The tree of an official text; the same words always give the same tree."""
    return parsed(official, language).tree


def tidy(said: str) -> str:
    """Words as they are stored: NFC, one kind of line end; refuses invisible controls."""
    return words.normalise(said).strip()
