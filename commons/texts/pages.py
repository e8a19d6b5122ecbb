"""What is read of a text for a page: a line of the outline, one section with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from commons.texts import tree
from commons.texts.tree import WITH_PAGE, Kind


@dataclass(frozen=True)
class Entry:
    """A line of the outline: a division, a section, a recital, a schedule."""

    eid: str
    kind: Kind
    number: str
    heading: str
    depth: int
    position: int
    is_section: bool

    @property
    def label(self) -> str:
        """Number and heading in one line."""
        return " ".join(part for part in (self.number, self.heading) if part)

    @property
    def has_page(self) -> bool:
        """True for what one can open and comment: sections, recitals, the preamble."""
        return self.is_section or self.kind in WITH_PAGE


@dataclass(frozen=True)
class SectionView:
    """One section with all that lies in it, and its neighbours."""

    version_id: int
    language: str
    node: tree.Node
    crumbs: tuple[Entry, ...]
    previous: Entry | None
    following: Entry | None

    @property
    def eid(self) -> str:
        """The section's permanent name in its version."""
        return self.node.eid

    @property
    def label(self) -> str:
        """Number and heading in one line."""
        return self.node.label

    @property
    def takes_stance(self) -> bool:
        """True for a section; recitals and the preamble are commented without a stance."""
        return self.node.is_section

    @property
    def plain(self) -> str:
        """The words of the section, a line a paragraph: what a suggested wording starts from."""
        return tree.plain(self.node)
