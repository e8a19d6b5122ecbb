"""The body of a section as lines that a person can edit, and lines as the body of a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commons.texts import marks, quoting
from commons.texts.bodies import Body, Draft
from commons.texts.lines import Line
from commons.texts.outlining import Outliner
from commons.texts.tree import BASIC, DIVISIONS, Kind, Node
from commons.texts.words import normalise

_BODIES = BASIC | {Kind.SCHEDULE}


def as_lines(node: Node) -> str:
    """The words of a node, a line a paragraph or item, without its own number and heading."""
    own = [line for line in node.words.split("\n") if line]
    if node.kind not in _BODIES:
        return "\n".join(own)
    return "\n".join([*own, *(line for child in node.children for line in _line(child))])


def with_words(node: Node, words: str) -> Node:
    """The node with these lines as its body; numbered lines become paragraphs and items.

    A chapter or preamble keeps what lies in it; only its own words change.
    """
    lines = [" ".join(line.split()) for line in normalise(words).split("\n") if line.strip()]
    if node.kind not in _BODIES or _holds_sections(node):
        return replace(node, words="\n".join(lines))
    draft = Draft(node.kind)
    _fill(Body(draft), [Line(line, gap=True) for line in lines])
    made = draft.freeze()
    return replace(node, words="", children=made.children)


def _holds_sections(node: Node) -> bool:
    return any(child.kind in BASIC | DIVISIONS for child in node.children)


def _fill(body: Body, lines: list[Line]) -> None:
    place = 0
    while place < len(lines):
        after = quoting.end(lines, place)
        if after > place and place:
            inner = Outliner(quoting.unquoted(lines[place:after]), quoted=True)
            inner.run()
            body.quotation(inner.top, "")
            place = after
            continue
        mark = marks.find(lines[place].text)
        if mark is not None and mark.kind is Kind.ITEM:
            body.item(mark)
        else:
            body.paragraph(lines[place].text)
        place += 1


def _line(node: Node) -> Iterator[str]:
    if node.kind is Kind.QUOTED:
        inner = [line for line in node.words.split("\n") if line]
        inner += [line for child in node.children for line in _quoted(child)]
        if inner:
            inner[0], inner[-1] = f"“{inner[0]}", f"{inner[-1]}”" if inner[1:] else f"“{inner[0]}”"
        yield from inner
        return
    first, *others = node.words.split("\n")
    said = " ".join(part for part in (node.label, first) if part)
    yield from (line for line in [said, *others] if line)
    for child in node.children:
        yield from _line(child)


def _quoted(node: Node) -> Iterator[str]:
    first, *others = node.words.split("\n")
    label = ". ".join(part for part in (node.number, node.heading) if part)
    if node.kind in BASIC | DIVISIONS:
        yield from (line for line in [label, first, *others] if line)
    else:
        yield from (line for line in [f"{label} {first}".strip(), *others] if line)
    for child in node.children:
        yield from _line(child) if child.kind is Kind.QUOTED else _quoted(child)
