"""The styles of an OpenDocument text: headings, raised figures, hidden words, ways of counting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from commons.texts import counting
from commons.texts.counting import whole
from commons.texts.xml import attribute, child, local

_LONGEST_CHAIN = 20
_LONGEST_TEXT = 200
_MANNERS = {
    "": "none",
    "1": "decimal",
    "a": "lowerColumn",
    "A": "upperColumn",
    "i": "lowerRoman",
    "I": "upperRoman",
    "๑": "thaiNumbers",
    "ก": "thaiLetters",
}
_IN_STEP = {"lowerColumn": "lowerLetter", "upperColumn": "upperLetter"}
_GAP = re.compile(r"%(\d{1,2})%")


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    start: int = 1
    manner: str = "none"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    pattern: str = ""

    @property
    def is_bullet(self) -> bool:
        """True where a sign stands, not a number."""
        return self.manner == "bullet"


Levels = dict[int, Level]


@dataclass(frozen=True)
class Style:
    """One style, as far as a reader of law needs it."""

    name: str
    parent: str
    list: str | None
    is_raised: bool
    is_hidden: bool


class Styles:
    """All styles of a file: of paragraphs and spans, of lists, and the outline of headings."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._all: dict[str, Style] = {}
        self.lists: dict[str, Levels] = {}
        self.outline: Levels = {}
        for element in (e for root in roots if root is not None for e in root.iter()):
            name = local(element)
            if name == "style":
                style = _style(element)
                self._all[style.name] = style
            elif name == "list-style":
                self.lists[attribute(element, "name")] = _levels(element)
            elif name == "outline-style":
                self.outline = _levels(element)

    def chain(self, name: str) -> Iterator[Style]:
        """A style and those it inherits from."""
        for _step in range(_LONGEST_CHAIN):
            style = self._all.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def is_title(self, name: str) -> bool:
        """True for a paragraph in the style of the document's title."""
        return name == "Title" or any(style.parent == "Title" for style in self.chain(name))

    def is_raised(self, name: str) -> bool:
        """True for words set above the line."""
        return any(style.is_raised for style in self.chain(name))

    def is_hidden(self, name: str) -> bool:
        """True for words formatted as hidden."""
        return any(style.is_hidden for style in self.chain(name))

    def list_of(self, name: str) -> str | None:
        """The list style that a paragraph style brings; empty where it switches numbering off."""
        return next((style.list for style in self.chain(name) if style.list is not None), None)


def label(levels: Levels, level: int, values: dict[int, int]) -> str:
    """What stands before a paragraph on that level."""
    here = levels[level]

    def number(at: int) -> str:
        found = levels.get(at, Level())
        return counting.write(values.get(at, found.start), found.manner)

    if here.pattern:
        text = _GAP.sub(lambda hit: number(int(hit[1])), here.pattern)
    elif here.manner == "none":
        text = here.prefix + here.suffix
    else:
        parts = [number(at) for at in range(max(1, level - here.shown + 1), level + 1)]
        text = f"{here.prefix}{'.'.join(part for part in parts if part)}{here.suffix}"
    return re.sub(r"\s+", " ", text).strip()


def _style(element: etree._Element) -> Style:
    words = child(element, "text-properties")
    named = [str(key).rpartition("}")[2] for key in element.attrib]
    return Style(
        name=attribute(element, "name"),
        parent=attribute(element, "parent-style-name"),
        list=attribute(element, "list-style-name") if "list-style-name" in named else None,
        is_raised=bool(re.match(r"super|[1-9]", attribute(words, "text-position"))),
        is_hidden=attribute(words, "display") == "none",
    )


def _levels(element: etree._Element) -> Levels:
    found: Levels = {}
    for inner in element:
        if local(inner).startswith(("list-level-style", "outline-level-style")):
            found[whole(attribute(inner, "level"), 1)] = _level(inner)
    return found


def _level(element: etree._Element) -> Level:
    said = attribute(element, "num-format")
    manner = _MANNERS.get(said[:1], "decimal")
    if attribute(element, "num-letter-sync") == "true":
        manner = _IN_STEP.get(manner, manner)
    if not local(element).endswith(("number", "outline-level-style")):
        manner = "bullet"
    return Level(
        start=whole(attribute(element, "start-value"), 1),
        manner=manner,
        prefix=attribute(element, "num-prefix")[:_LONGEST_TEXT],
        suffix=attribute(element, "num-suffix")[:_LONGEST_TEXT],
        shown=whole(attribute(element, "display-levels"), 1),
        pattern=attribute(element, "num-list-format")[:_LONGEST_TEXT],
    )
