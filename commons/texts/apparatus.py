"""What a reader is helped with: references to other sections, and the words that the text defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from commons.i18n import _
from commons.texts import definitions, queries, references
from commons.texts.definitions import Definition
from commons.texts.tree import Kind, Node, Tree, sections, walk

Address = Callable[[str], str]
"""Where a section is read, by its eId."""


@dataclass(frozen=True)
class Apparatus:
    """The sections of a text by number, and its definitions."""

    language: str
    known: Mapping[tuple[Kind, str], str]
    terms: tuple[Definition, ...]
    labels: Mapping[str, str]


def of_tree(tree: Tree) -> Apparatus:
    """What a text points at and defines."""
    return Apparatus(
        language=tree.language,
        known=references.index(tree),
        terms=definitions.find(tree),
        labels={node.eid: node.number or node.heading for node in sections(tree)},
    )


def of(version_id: int) -> Apparatus:
    """The same of a version, read once."""
    return _kept(version_id, queries.by_id(version_id).digest)


@lru_cache(maxsize=32)
def _kept(version_id: int, _digest: str) -> Apparatus:
    return of_tree(queries.whole(version_id))


def used_in(node: Node, found: Apparatus) -> list[Definition]:
    """The defined words that a section uses, each once, as they come."""
    seen: dict[str, Definition] = {}
    for step in walk([node]):
        if not step.quoted and step.node.kind is not Kind.QUOTED:
            for use in definitions.uses(step.node.words, found.terms, node.eid):
                seen.setdefault(use.definition.term, use.definition)
    return list(seen.values())


@dataclass
class Ink:
    """Writes words with their references and defined words as links, the first use in a section."""

    found: Apparatus | None = None
    address: Address = "#{}".format
    prefix: str = ""
    here: str = ""
    seen: set[str] = field(default_factory=set)

    def enter(self, eid: str) -> None:
        """A section begins: each defined word is a link once in it."""
        self.here = eid
        self.seen = set()

    def write(self, words: str) -> Markup:
        """Words as HTML."""
        if self.found is None:
            return escape(words)
        spots = [
            (r.start, r.end, self._reference(words[r.start : r.end], r.eid))
            for r in references.find(words, self.found.known, self.found.language)
            if r.eid != self.here
        ]
        spots += self._terms(words)
        return _woven(words, spots)

    def _terms(self, words: str) -> list[tuple[int, int, Markup]]:
        spots = []
        for use in definitions.uses(words, self.found.terms if self.found else (), self.here):
            if use.definition.term not in self.seen:
                self.seen.add(use.definition.term)
                spots.append((use.start, use.end, self._term(words[use.start : use.end], use)))
        return spots

    def _reference(self, words: str, eid: str) -> Markup:
        return Markup('<a class="govuk-link" href="{}">{}</a>').format(self.address(eid), words)

    def _term(self, words: str, use: definitions.Use) -> Markup:
        label = self.found.labels.get(use.definition.eid, "") if self.found else ""
        said = _("defined in %(section)s", section=label)
        # Not hidden words but a title: the words of a section are copied, quoted and marked.
        return Markup(
            '<a class="govuk-link govuk-link--text-colour" href="{}" title="{}">{}</a>'
        ).format(self.address(use.definition.eid), said, words)


def _woven(words: str, spots: list[tuple[int, int, Markup]]) -> Markup:
    """The words with each spot in its place; where two overlap, the earlier and longer stays."""
    parts: list[Markup] = []
    done = 0
    for start, end, shown in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if start >= done:
            parts += [escape(words[done:start]), shown]
            done = end
    return Markup().join([*parts, escape(words[done:])])
