"""Sorts out the documents of an Akoma Ntoso file: which is the text, which its annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from commons.i18n import _l
from commons.texts.akn_words import flat
from commons.texts.report import BadFile, Line, Report
from commons.texts.xml import child, local

KINDS = ("bill", "act", "portion", "amendment", "judgment", "doc", "statement")
BODIES = ("body", "mainBody", "portionBody", "amendmentBody", "judgmentBody")
_ANNEXES = ("annex", "schedule", "appendix")
_LANGUAGES = {
    "eng": "en",
    "tha": "th",
    "est": "et",
    "fin": "fi",
    "swe": "sv",
    "fra": "fr",
    "spa": "es",
    "deu": "de",
    "ger": "de",
    "por": "pt",
}


@dataclass(frozen=True)
class File:
    """What an Akoma Ntoso file holds."""

    main: etree._Element
    annexes: tuple[etree._Element, ...]
    title: str
    language: str
    report: Report


def sort_out(root: etree._Element) -> File:
    """The text, its annexes, and what is left out. Refused (bad-file) where no body is."""
    main = _main(root)
    annexes, others = _others(root, main)
    return File(
        main=main,
        annexes=tuple(annexes),
        title=title(main, root),
        language=_language(main, root),
        report=_duplicates(root) + _left_out(others),
    )


def _has_body(found: etree._Element) -> bool:
    return any(local(inner) in BODIES for inner in found)


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    return next((found for found in element.iter() if local(found) in names), None)


def _main(root: etree._Element) -> etree._Element:
    documents = [found for found in root.iter() if local(found) in KINDS and _has_body(found)]
    if not documents:
        raise BadFile(_l("The file is Akoma Ntoso, but holds no law text: no body was found."))
    return min(documents, key=lambda found: KINDS.index(local(found)))


def _others(
    root: etree._Element, main: etree._Element
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The annexes that belong to the text, and the other documents of the file."""
    annexes: list[etree._Element] = []
    others: list[etree._Element] = []
    for found in root.iter():
        if found is main or local(found) not in KINDS or found in main.iterancestors():
            continue
        if not _has_body(found):
            continue
        said = (found.get("name") or "").lower()
        belongs = any(word in said for word in _ANNEXES)
        (annexes if belongs else others).append(found)
    return annexes, others


def title(main: etree._Element, root: etree._Element) -> str:
    """The title of a document as its preface prints it, else as its metadata names it."""
    places = [child(main, name) for name in ("preface", "preamble", "coverPage")]
    for place in [*places, child(root, "preface")]:
        if place is None:
            continue
        for name in ("longTitle", "docTitle", "shortTitle"):
            said = flat(_first(place, name))
            if said:
                return said
    named = _first(main, "FRBRtitle", "FRBRname", "FRBRalias")
    return (named.get("value") or "").strip() if named is not None else ""


def _language(main: etree._Element, root: etree._Element) -> str:
    for place in (main, root):
        said = _first(place, "FRBRlanguage")
        if said is not None:
            code = (said.get("language") or "").lower()
            return _LANGUAGES.get(code, code[:2])
    return ""


def _duplicates(root: etree._Element) -> Report:
    ids = Counter(
        value for found in root.iter() for name in ("eId", "id") if (value := found.get(name))
    )
    repeated = {value: times for value, times in ids.items() if times > 1}
    if not repeated:
        return Report()
    surplus = sum(times - 1 for times in repeated.values())
    return Report(
        repairs=tuple(
            Line("duplicate-id", {"id": value, "times": times}) for value, times in repeated.items()
        ),
        warnings=(Line("surplus-ids", {"values": len(repeated), "surplus": surplus}),),
    )


def _left_out(others: Sequence[etree._Element]) -> Report:
    return Report(
        warnings=tuple(
            Line("left-out", {"name": title(found, found) or found.get("name") or local(found)})
            for found in others
        )
    )
