"""Finds the text of another law inside an amending one: from its opening quote to its closing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commons.texts import marks
from commons.texts.lines import Line
from commons.texts.tree import BASIC, DIVISIONS

_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "”": "”", "»": "»"}
_TAIL = ".;, "
_LONGEST = 400


def end(lines: Sequence[Line], place: int) -> int:
    """The place after a quotation that opens with the number of a section; else `place` itself."""
    first = lines[place].text
    closing = _PAIRS.get(first[0])
    if closing is None:
        return place
    mark = marks.find(first[1:].lstrip(), lines[place].level)
    if mark is None or mark.kind not in BASIC | DIVISIONS:
        return place
    for far in range(place, min(len(lines), place + _LONGEST)):
        if lines[far].text.rstrip(_TAIL)[-1:] in closing:
            return far + 1
    return place


def unquoted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a quotation without its outer quotes, and those that open each line again."""
    opening = lines[0].text[0]
    inner = [replace(line, text=line.text.removeprefix(opening).lstrip()) for line in lines]
    inner[-1] = replace(inner[-1], text=inner[-1].text.rstrip(_TAIL)[:-1].rstrip())
    return [line for line in inner if line.text]
