"""Builds what lies in a section: วรรค, numbered paragraphs, items within items, quotations."""

from __future__ import annotations

from dataclasses import dataclass, field

from commons.texts import marks
from commons.texts.marks import Mark
from commons.texts.tree import Kind, Node


@dataclass
class Draft:
    """A node while it grows."""

    kind: Kind
    number: str = ""
    heading: str = ""
    words: str = ""
    children: list[Draft] = field(default_factory=list)

    def freeze(self) -> Node:
        """The node as it will stay."""
        return Node(
            kind=self.kind,
            number=self.number,
            heading=self.heading,
            words=self.words,
            children=tuple(child.freeze() for child in self.children),
        )


@dataclass
class Body:
    """The inside of one section: paragraphs, and the chain of open enumerations."""

    owner: Draft
    chain: list[tuple[str, Draft]] = field(default_factory=list)

    def paragraph(self, words: str) -> None:
        """An unnumbered paragraph: it ends every enumeration."""
        self.chain.clear()
        self.owner.children.append(Draft(Kind.PARAGRAPH, words=words))

    def item(self, mark: Mark) -> None:
        """A numbered paragraph or item, on the level where its manner of counting belongs."""
        style = self._style(mark)
        while any(known == style for known, _draft in self.chain):
            if self.chain.pop()[0] == style:
                break
        above = self.chain[-1][1] if self.chain else self._open_paragraph()
        kind = Kind.PARAGRAPH if above is self.owner else Kind.ITEM
        draft = Draft(kind, number=mark.number, words=mark.rest)
        above.children.append(draft)
        self.chain.append((style, draft))

    def quotation(self, nodes: list[Draft], words: str) -> None:
        """The text of another law, below whatever announces it."""
        above = self.chain[-1][1] if self.chain else self._open_paragraph()
        above.children.append(Draft(Kind.QUOTED, words=words, children=nodes))

    def _open_paragraph(self) -> Draft:
        last = self.owner.children[-1] if self.owner.children else None
        if last is not None and last.kind is Kind.PARAGRAPH and not last.number:
            return last
        return self.owner

    def _style(self, mark: Mark) -> str:
        """Letter or Roman: `(i)` after `(h)` is a letter, elsewhere it opens a deeper level."""
        if not marks.is_roman(mark.number):
            return mark.style
        last = next((draft.number for style, draft in self.chain if style == "paren-lower"), "")
        single = len(mark.number) == len("(i)")
        if single and last and ord(mark.number[1]) == ord(last[1]) + 1 and len(last) == len("(h)"):
            return "paren-lower"
        is_open = any(style == "paren-roman" for style, _draft in self.chain)
        return "paren-roman" if is_open or mark.number[1] == "i" or not single else "paren-lower"
