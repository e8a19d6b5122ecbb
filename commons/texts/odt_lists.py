"""Counts the lists and numbered headings of an OpenDocument text as they go on and begin anew."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from commons.texts import odt_styles
from commons.texts.counting import whole
from commons.texts.odt_styles import Level, Levels, Styles
from commons.texts.xml import attribute

BULLET = "–"
Values = dict[int, int]


@dataclass
class Lists:
    """How far each list of a file has counted."""

    styles: Styles
    by_id: dict[str, Values] = field(default_factory=dict)
    by_style: dict[str, Values] = field(default_factory=dict)
    outline: Values = field(default_factory=dict)

    def begin(self, element: etree._Element, style: str) -> Values:
        """The count of an outermost list: its own, or that of the list it continues."""
        continued = self.by_id.get(attribute(element, "continue-list"))
        if continued is None and attribute(element, "continue-numbering") == "true":
            continued = self.by_style.get(style)
        values: Values = {} if continued is None else continued
        self.by_id[attribute(element, "id")] = values
        self.by_style[style] = values
        return values

    def item(self, style: str, level: int, values: Values, start: str) -> str:
        """The label of an item; counts on."""
        levels = self.styles.lists.get(style, {})
        return _label(levels, level, values, start)

    def heading(self, element: etree._Element, level: int) -> str:
        """The label that the outline of the file gives a heading; counts on."""
        if attribute(element, "is-list-header") == "true":
            return ""
        restarts = attribute(element, "restart-numbering") == "true"
        start = attribute(element, "start-value") or ("1" if restarts else "")
        brought = self.styles.list_of(attribute(element, "style-name"))
        if brought == "":
            return ""
        levels = self.styles.lists.get(brought or "", self.styles.outline)
        values = self.by_style.setdefault(brought, {}) if brought else self.outline
        return _label(levels, level, values, start)


def _label(levels: Levels, level: int, values: Values, start: str) -> str:
    here = levels.get(level, Level())
    if here.is_bullet:
        return BULLET
    following = values[level] + 1 if level in values else here.start
    values[level] = whole(start, following) if start else following
    for deeper in [at for at in values if at > level]:
        del values[deeper]
    return odt_styles.label(levels, level, values) if level in levels else ""
