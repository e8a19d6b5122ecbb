"""The report of a hearing for paper and office programs: the same parts in every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from commons import clock, html
from commons.discussion import statistics
from commons.documents import Block, Document, Grid, Heading, Paragraph
from commons.i18n import _, date_, datetime_, language, number
from commons.tables import Cell, Sheet
from commons.texts import queries as text_queries
from commons.texts.pages import Entry
from consult import matrix, outcomes
from consult.models import DISCUSSION, Hearing
from consult.queries import answers, cards, texts
from consult.speakers import queries as speakers
from consult.words import name

PAPER_ROWS = 100
"""So many comments a printed matrix holds; printing more would take minutes."""
SHEET_ROWS = 20_000
"""So many rows of the matrix a workbook holds: its whole is made before the first byte is sent."""
PAPER_WORDS = 1000
"""So many letters a cell of a printed matrix holds."""
_WIDTHS = (10, 9, 11, 9, 23, 12, 10, 16)


@dataclass(frozen=True)
class Parts:
    """What the report says, whatever it is written as."""

    hearing: Hearing
    card: cards.Card
    entries: tuple[Entry, ...]
    base: str

    @property
    def labels(self) -> Mapping[str, str]:
        """What the sections are called."""
        return {entry.eid: entry.label for entry in self.entries}


def parts(hearing: Hearing, base: str) -> Parts:
    """Everything the report is made of; refuses where no text is published (version-not-found)."""
    card = cards.card(hearing, statistics.of(DISCUSSION, hearing.key))
    outline = text_queries.outline(texts.newest(hearing).id)
    return Parts(hearing, card, tuple(e for e in outline if e.has_page), base)


def document(said: Parts) -> Document:
    """The report on paper; a very large matrix ends early, and says where the whole is."""
    blocks: list[Block] = [Grid((_("Item"), _("Content")), _facts(said))]
    blocks += [Heading(_("Summary")), *_summary_blocks(said)]
    if said.hearing.summarised_at:
        blocks += [Heading(_("Themes and answers")), _grid(_theme_heads(), _themes(said))]
    replied = list(islice(_replies(said), PAPER_ROWS))
    if replied:
        blocks += [Heading(_("Official replies")), _grid(outcomes.reply_heads(), replied)]
    blocks += [Heading(_("Statistics"))]
    blocks += [_grid((_("What is counted"), _("Number")), _totals(said))]
    blocks += [_grid(_place_heads(), _places(said), _("What was said of each section"))]
    blocks += _matrix_blocks(said)
    return Document(f"{_('Report on the hearing')}: {said.hearing.title()}", language(), blocks)


def sheets(said: Parts) -> Iterator[Sheet]:
    """The report as a workbook; a very large matrix ends early, and says where the whole is."""
    yield _("Summary"), (_("Item"), _("Content")), [*_facts(said), *_fields(said)]
    yield _("Statistics"), (_("What is counted"), _("Number")), _totals(said)
    yield _("Sections"), _place_heads(), _places(said)
    if said.hearing.summarised_at:
        yield _("Themes and answers"), _theme_heads(), _themes(said)
    if next(_replies(said), None) is not None:
        yield _("Official replies"), outcomes.reply_heads(), _replies(said)
    yield _("Response matrix"), matrix.heads(), _matrix_rows(said)


def _matrix_rows(said: Parts) -> Iterator[Sequence[Cell]]:
    rows = matrix.rows(said.hearing, said.labels)
    yield from islice(rows, SHEET_ROWS)
    if next(rows, None) is not None:
        where = f"{said.base}{said.hearing.path}/report.csv"
        yield ("", *[""] * 3, _("The table ends here; the whole is at %(where)s", where=where))


def _facts(said: Parts) -> list[tuple[str, str]]:
    hearing, card = said.hearing, said.card
    silent = sum(1 for e in said.entries if card.statistics.at(e.eid).is_silent)
    facts = [
        (_("Title"), hearing.title()),
        (_("Agency"), hearing.agency.name()),
        (_("Kind"), name(hearing.kind)),
        (_("State"), name(card.state)),
        (_("Rules"), card.rule_set.title(language())),
    ]
    zone = card.rule_set.zone
    if hearing.opens_at and hearing.closes_at:
        facts.append((_("Opens"), datetime_(hearing.opens_at, zone=zone)))
        facts.append((_("Closes"), datetime_(hearing.closes_at, zone=zone)))
    if hearing.summarised_at:
        facts.append((_("Summary published"), date_(hearing.summarised_at, zone=zone)))
    if silent:
        facts.append((_("Sections of which nobody spoke"), number(silent)))
    facts.append((_("Web address"), f"{said.base}{hearing.path}/report"))
    return [*facts, (_("File made on"), date_(clock.now(), zone=zone))]


def _fields(said: Parts) -> list[tuple[str, str]]:
    """The fields of the published summary under their titles; none before."""
    written = answers.summary(said.hearing)
    if written is None or written.published_at is None or not said.hearing.summarised_at:
        return []
    title = said.card.rule_set.word
    return [(title(code, language()), _plain(w)) for code, w in written.fields.items() if w]


def _summary_blocks(said: Parts) -> Iterator[Block]:
    written = _fields(said)
    if not written and not said.hearing.summarised_at:
        yield Paragraph(_("The summary is not published yet"))
    for title, words in written:
        yield Heading(title, 2)
        yield Paragraph(words, said.hearing.language)


def _totals(said: Parts) -> list[tuple[str, int]]:
    total = said.card.statistics.total
    covered = answers.coverage(said.hearing)
    return [
        (_("persons, identity checked by eID"), total.verified.person),
        (_("other accounts"), total.others.person),
        (_("comments"), total.comments),
        (_("replies"), total.replies),
        (_("comments handled"), covered.handled),
        *outcomes.figures(outcomes.of(said.hearing, said.card.statistics)),
        (_("comments with a confidential part"), speakers.confidential(said.hearing)),
        (_("withheld names opened to the agency"), speakers.revealed(said.hearing)),
    ]


def _place_heads() -> tuple[str, ...]:
    return (
        _("Section"),
        _("Agree (identity checked)"),
        _("Disagree (identity checked)"),
        _("Change it (identity checked)"),
        _("Agree (others)"),
        _("Disagree (others)"),
        _("Change it (others)"),
        _("Comments"),
    )


def _places(said: Parts) -> Iterator[Sequence[Cell]]:
    counts = said.card.statistics
    for entry in said.entries:
        at = counts.at(entry.eid)
        if not at.is_silent:
            label = entry.label or _("Preamble")
            stances = [(c.agree, c.disagree, c.change) for c in (at.verified, at.others)]
            yield (label, *stances[0], *stances[1], at.comments)
    if counts.whole.comments:
        yield (_("The draft as a whole"), *([""] * 6), counts.whole.comments)


def _theme_heads() -> tuple[str, ...]:
    return _("Theme number"), _("Theme"), _("Comments"), _("Disposition"), _("Answer"), _("Changed")


def _themes(said: Parts) -> Iterator[Sequence[Cell]]:
    for line in answers.themes(said.hearing):
        theme, done = line.theme, line.theme.answer
        if done is not None:
            changed = said.labels.get(done.section, done.section) if done.section else ""
            words = _plain(done.reason)
            yield theme.number, theme.title, line.comments, name(done.disposition), words, changed


def _replies(said: Parts) -> Iterator[Sequence[Cell]]:
    return outcomes.reply_rows(said.hearing, dict(said.labels))


def _matrix_blocks(said: Parts) -> Iterator[Block]:
    """As much of the matrix as paper bears, and where the whole is when that is not all."""
    rows = list(islice(matrix.rows(said.hearing, said.labels), PAPER_ROWS + 1))
    yield Heading(_("Response matrix: every comment and what became of it"))
    if len(rows) > PAPER_ROWS or any(_is_long(cell) for row in rows for cell in row):
        yield Paragraph(
            _(
                "Only the first %(shown)s comments are printed here, and long words are shortened. "
                "The whole matrix is at %(where)s",
                shown=number(PAPER_ROWS),
                where=f"{said.base}{said.hearing.path}/report.csv",
            )
        )
    wide = len(_WIDTHS)
    short = ([_short(cell) for cell in row[:wide]] for row in rows[:PAPER_ROWS])
    yield Grid(matrix.heads()[:wide], _numbered(short), widths=_WIDTHS)


def _grid(heads: Sequence[str], rows: Iterable[Sequence[Cell]], caption: str = "") -> Grid:
    """A table whose columns are as wide as their content wants."""
    return Grid(heads, _numbered(rows), caption)


def _numbered(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows whose numbers are as the reader writes them."""
    return [[number(c) if isinstance(c, int) else c for c in row] for row in rows]


def _is_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > PAPER_WORDS


def _short(cell: Cell) -> Cell:
    return f"{str(cell)[:PAPER_WORDS]}…" if _is_long(cell) else cell


def _plain(words: str) -> str:
    """Words of staff without their Markdown; points keep a mark."""
    shown = html.plain(html.markdown(words).replace("<li>", "<li>• "))
    return "\n".join(line for line in unescape(shown).splitlines() if line.strip())
