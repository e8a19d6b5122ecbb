"""Resolves the automatic numbering of Word: what the reader sees printed before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from commons.texts import counting
from commons.texts.counting import whole
from commons.texts.word_styles import Styles, is_on
from commons.texts.xml import attribute, child, local, said

BULLET = "–"
_LEVELS = range(9)
_LONGEST_TEXT = 200
_GAP = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    start: int = 1
    manner: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True)
class List:
    """A list that paragraphs point at; lists of one abstract list count on together."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)

    def start(self, level: int) -> int:
        """Where a level begins."""
        return self.starts.get(level, self.levels.get(level, Level()).start)


class Numbers:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root) if root is not None else {}
        self._values: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()

    def label(self, properties: etree._Element | None) -> str:
        """The label of the next paragraph with these properties; counts on."""
        number, level = self._place(properties)
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        if found.levels[level].manner == "bullet":
            return BULLET
        return self._text(found, level, self._advance(number, found, level))

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        own = child(properties, "numPr") if properties is not None else None
        number, level = said(own, "numId"), said(own, "ilvl")
        if number:
            return number, whole(level, 0)
        chain = list(self._styles.chain(properties))
        for style in chain:
            inherited = child(style.properties, "numPr") if style.properties is not None else None
            number = said(inherited, "numId")
            if number:
                known = self._lists.get(number, List("")).levels
                names = [style.id for style in chain]
                linked = next((at for at, lvl in known.items() if lvl.style in names), None)
                given = level or said(inherited, "ilvl")
                return number, whole(given, 0) if given or linked is None else linked
        return "", 0

    def _advance(self, number: str, found: List, level: int) -> dict[int, int]:
        values = self._values.setdefault(found.abstract, {})
        if (number, level) not in self._begun and level in found.starts:
            values.pop(level, None)
        self._begun.add((number, level))
        values[level] = values[level] + 1 if level in values else found.start(level)
        for deeper in _LEVELS[level + 1 :]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                values.pop(deeper, None)
        return values

    def _text(self, found: List, level: int, values: dict[int, int]) -> str:
        here = found.levels[level]

        def gap(hit: re.Match[str]) -> str:
            at = int(hit[1]) - 1
            manner = found.levels.get(at, Level()).manner
            if not counting.is_known(manner):
                self.unknown.add(manner)
            manner = "decimal" if here.is_legal and manner not in counting.SILENT else manner
            return counting.write(values.get(at, found.start(at)), manner)

        return re.sub(r"\s+", " ", _GAP.sub(gap, here.text)).strip()


def _lists(root: etree._Element) -> dict[str, List]:
    abstracts = {attribute(e, "abstractNumId"): e for e in root if local(e) == "abstractNum"}
    homes = {said(e, "styleLink"): key for key, e in abstracts.items() if said(e, "styleLink")}
    found: dict[str, List] = {}
    for element in root:
        if local(element) != "num":
            continue
        key = said(element, "abstractNumId")
        if key in abstracts:
            key = homes.get(said(abstracts[key], "numStyleLink"), key)
        levels = _levels(abstracts.get(key))
        found[attribute(element, "numId")] = _overridden(List(key, levels), element)
    found.pop("0", None)
    return found


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    found = [e for e in abstract if local(e) == "lvl"]
    return {whole(attribute(e, "ilvl"), 0): _level(e) for e in found}


def _level(element: etree._Element) -> Level:
    restart = said(element, "lvlRestart")
    return Level(
        start=whole(said(element, "start"), 1),
        manner=_manner(element),
        text=said(element, "lvlText")[:_LONGEST_TEXT],
        restart=whole(restart, 0) if restart else None,
        is_legal=is_on(element, "isLgl"),
        style=said(element, "pStyle"),
    )


def _manner(element: etree._Element) -> str:
    """How the level counts; where Word wraps its own manner, the one for other programs."""
    found = [attribute(inner, "val") for inner in element.iter() if local(inner) == "numFmt"]
    known = [manner for manner in found if counting.is_known(manner)]
    return next(iter(known or found), "decimal")


def _overridden(found: List, number: etree._Element) -> List:
    levels, starts = dict(found.levels), {}
    for element in number:
        if local(element) != "lvlOverride":
            continue
        level = whole(attribute(element, "ilvl"), 0)
        own, start = child(element, "lvl"), said(element, "startOverride")
        if own is not None:
            levels[level] = _level(own)
        if start:
            starts[level] = whole(start, 1)
    return replace(found, levels=levels, starts=starts)
