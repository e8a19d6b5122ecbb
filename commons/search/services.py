"""Putting things into the index, taking them out, and finding them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from commons import db
from commons.search import analyser
from commons.search.models import SearchDocument

CAP = 1000
_LONGEST = 200_000


@dataclass(frozen=True)
class Found:
    """One thing that was found."""

    kind: str
    key: str
    address: str
    language: str
    title: str
    moment: datetime


@dataclass(frozen=True)
class Findings:
    """One page of findings; `total` is exact up to CAP, and `more` says that it is not."""

    items: tuple[Found, ...]
    total: int
    capped: bool
    has_more: bool


def put(
    kind: str, key: str, *, address: str, language: str, title: str, words: str, moment: datetime
) -> None:
    """Let a public thing be found; what stood under this kind and key is replaced."""
    remove(kind, key)
    document = SearchDocument(
        kind=kind, key=key, address=address, language=language, title=title, moment=moment
    )
    db.session().add(document)
    db.session().flush()
    terms = analyser.terms(f"{title}\n{words[:_LONGEST]}", language)
    if db.is_postgres():
        statement = sa.text(
            "INSERT INTO search_terms (document_id, terms) "
            "VALUES (:id, array_to_tsvector(CAST(:terms AS text[])))"
        )
        db.session().execute(statement, {"id": document.id, "terms": terms})
    else:
        statement = sa.text("INSERT INTO search_terms (rowid, terms) VALUES (:id, :terms)")
        joined = " ".join(_coded(term) for term in terms)
        db.session().execute(statement, {"id": document.id, "terms": joined})


def remove(kind: str, key: str) -> None:
    """Let a thing be found no more; its words are gone from the index too."""
    found = sa.select(SearchDocument.id).where(
        SearchDocument.kind == kind, SearchDocument.key == key
    )
    number = db.session().scalar(found)
    if number is None:
        return
    column = "document_id" if db.is_postgres() else "rowid"
    gone = sa.text(f"DELETE FROM search_terms WHERE {column} = :id")  # noqa: S608  # a fixed word
    db.session().execute(gone, {"id": number})
    db.session().execute(sa.delete(SearchDocument).where(SearchDocument.id == number))


def empty() -> None:
    """Forget every word of the index, whose rows the models do not know; the documents go by theirs."""
    db.session().execute(sa.text("DELETE FROM search_terms"))


def find(words: str, *, kinds: Sequence[str] = (), limit: int = 20, skip: int = 0) -> Findings:
    """The things in which every word of `words` stands, newest first; nothing for no words."""
    asked = analyser.query(words)
    if not asked:
        return Findings((), 0, capped=False, has_more=False)
    met = sa.select(SearchDocument).where(SearchDocument.id.in_(_meeting(asked)))
    if kinds:
        met = met.where(SearchDocument.kind.in_(kinds))
    capped = sa.select(sa.func.count()).select_from(met.limit(CAP + 1).subquery())
    total = db.session().scalar(capped) or 0
    page = met.order_by(SearchDocument.moment.desc(), SearchDocument.id.desc())
    rows = db.session().scalars(page.offset(skip).limit(limit + 1)).all()
    items = tuple(
        Found(r.kind, r.key, r.address, r.language, r.title, r.moment) for r in rows[:limit]
    )
    return Findings(items, min(total, CAP), capped=total > CAP, has_more=len(rows) > limit)


def newest(words: str, *, kind: str, limit: int) -> list[str]:
    """The keys under one kind in which every word stands, the latest indexed first; none is counted.

    A word that stands nearly everywhere is met after a few rows, a rare one by the index.
    """
    asked = analyser.query(words)
    if not asked:
        return []
    met = _meeting(asked).subquery()
    number = met.c.id
    some = sa.select(number).order_by(number.desc()).limit(limit)
    found = db.session().execute(
        sa.select(SearchDocument.id, SearchDocument.key).where(
            SearchDocument.id.in_(some), SearchDocument.kind == kind
        )
    )
    return [key for _id, key in sorted(found.tuples(), reverse=True)]


def among(words: str, *, kind: str, keys: Sequence[str]) -> set[str]:
    """Which of these things of one kind hold every word; asked of a few at a time."""
    asked = analyser.query(words)
    if not asked or not keys:
        return set()
    wanted = sa.select(SearchDocument.key).where(
        SearchDocument.kind == kind,
        SearchDocument.key.in_(keys),
        SearchDocument.id.in_(_meeting(asked)),
    )
    return set(db.session().scalars(wanted))


def everything(words: str, *, kind: str) -> sa.Select[tuple[int]]:
    """The keys of one kind in which every word stands, as part of a question; keys are numbers."""
    asked = analyser.query(words)
    number = sa.cast(SearchDocument.key, db.BIGINT)
    wanted = sa.select(number).where(SearchDocument.kind == kind)
    return wanted.where(SearchDocument.id.in_(_meeting(asked)) if asked else sa.false())


def _meeting(asked: list[frozenset[str]]) -> sa.TextualSelect:
    if db.is_postgres():
        said = " & ".join(
            "(" + " | ".join(f"'{_quoted(t)}'" for t in sorted(group)) + ")" for group in asked
        )
        statement = (
            "SELECT document_id AS id FROM search_terms WHERE terms @@ CAST(:asked AS tsquery)"
        )
    else:
        said = " AND ".join(
            "(" + " OR ".join(f'"{_coded(t)}"' for t in sorted(group)) + ")" for group in asked
        )
        statement = "SELECT rowid AS id FROM search_terms WHERE search_terms MATCH :asked"
    return sa.text(statement).bindparams(asked=said).columns(sa.column("id", sa.BigInteger))


def _quoted(term: str) -> str:
    return term.replace("\\", "\\\\").replace("'", "''")


def _coded(term: str) -> str:
    return "t" + term.encode().hex()
