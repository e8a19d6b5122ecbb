"""The styles of a Word file: which paragraphs are headings, numbered, or the table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from commons.texts.counting import whole
from commons.texts.xml import attribute, child, local, said

_HEADING = re.compile(r"heading (\d)")
_BODY_TEXT = 9
_DEEPEST = 6
_LONGEST_CHAIN = 20
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Style:
    """One style, as far as a reader of law needs it."""

    id: str
    name: str
    based_on: str
    properties: etree._Element | None


class Styles:
    """All paragraph styles, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        found = (
            [_style(inner) for inner in root if local(inner) == "style"] if root is not None else []
        )
        self._all = {style.id: style for _is_default, style in found}
        self._default = next((style.id for is_default, style in found if is_default), "")

    def chain(self, properties: etree._Element | None) -> Iterator[Style]:
        """The style of a paragraph and those it is based on."""
        wanted = said(properties, "pStyle") or self._default
        for _step in range(_LONGEST_CHAIN):
            style = self._all.get(wanted)
            if style is None:
                return
            yield style
            wanted = style.based_on

    def level(self, properties: etree._Element | None) -> int:
        """The heading level of a paragraph; 0 for body text."""
        chain = list(self.chain(properties))
        for place in (properties, *(style.properties for style in chain)):
            outline = said(place, "outlineLvl")
            if outline:
                level = whole(outline, _BODY_TEXT)
                return min(level + 1, _DEEPEST) if 0 <= level < _BODY_TEXT else 0
        for style in chain:
            found = _HEADING.fullmatch(style.name)
            if found or style.name == "title":
                return min(int(found[1]), _DEEPEST) if found else 1
        return 0

    def is_contents(self, properties: etree._Element | None) -> bool:
        """True for a line of the table of contents."""
        return any(re.match(r"toc( heading| \d)", s.name) for s in self.chain(properties))


def is_on(properties: etree._Element | None, name: str) -> bool:
    """True where a property such as `vanish` is switched on."""
    found = child(properties, name) if properties is not None else None
    return found is not None and attribute(found, "val") not in OFF


def _style(element: etree._Element) -> tuple[bool, Style]:
    is_default = attribute(element, "default") in ("1", "true", "on")
    is_paragraph = attribute(element, "type") == "paragraph"
    style = Style(
        id=attribute(element, "styleId"),
        name=said(element, "name").lower(),
        based_on=said(element, "basedOn"),
        properties=child(element, "pPr"),
    )
    return is_default and is_paragraph, style
