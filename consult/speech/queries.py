"""What stands beside comments on a page: files, marked words and where they lead, one's reactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from commons.discussion import attachments, ranges, reactions
from commons.discussion.additions import Mood
from commons.discussion.attachments import Attached
from commons.discussion.ranges import Marked
from commons.discussion.shown import CommentView
from commons.texts import queries as texts
from commons.texts.queries import SectionView
from consult.models import Hearing

_LONG = 120
_ENDS = 30


@dataclass(frozen=True)
class Mark:
    """Marked words as a page shows them; `address` is None where they stand no more."""

    marked: Marked
    address: str | None


@dataclass(frozen=True)
class Extras:
    """What a page shows beside its comments, by comment."""

    files: Mapping[int, list[Attached]]
    marks: Mapping[int, Mark]
    given: Mapping[int, Mood]


def extras(
    hearing: Hearing,
    comments: Sequence[CommentView],
    shown: SectionView | None,
    *,
    account_id: int | None,
    version: int | None = None,
) -> Extras:
    """Files, marks and reactions of comments and their first replies, beside this section.

    `version` is the one whose page is shown, None for the newest.
    """
    every = [*comments, *(reply for comment in comments for reply in comment.replies)]
    ids = [comment.id for comment in every if comment.is_open]
    asked = f"?version={version}" if version else ""
    marks = {
        comment_id: Mark(marked, _address(hearing, shown, marked, asked))
        for comment_id, marked in ranges.by_comments(ids).items()
    }
    return Extras(attachments.of(ids), marks, reactions.given(account_id, ids))


def placed(hearing: Hearing, comment: CommentView) -> SectionView | None:
    """The section of the newest version in which a comment stands now; None where it has none."""
    if not comment.place or hearing.text_id is None:
        return None
    return texts.section(texts.latest(hearing.text_id).id, comment.place)


def _address(hearing: Hearing, shown: SectionView | None, marked: Marked, asked: str) -> str | None:
    if shown is None or ranges.find_again(shown.plain, marked) is None:
        return None
    return f"{hearing.path}/sections/{shown.eid}{asked}#{fragment(marked)}"


def fragment(marked: Marked) -> str:
    """The text fragment that leads a browser to the words (WICG Text Fragments)."""
    first = marked.exact.splitlines()[0]
    last = marked.exact.splitlines()[-1]
    if len(marked.exact) <= _LONG and first == marked.exact:
        return f":~:text={_coded(marked.exact)}"
    return f":~:text={_coded(first[:_ENDS])},{_coded(last[-_ENDS:])}"


def _coded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
