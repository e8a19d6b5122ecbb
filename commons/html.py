"""What people write, shown safely: Markdown and plain text to allow-listed HTML (nh3, then bleach)."""

from __future__ import annotations

from functools import lru_cache

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = frozenset(
    {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "h6", "code"}
    | {"pre", "a", "table", "thead", "tbody", "tr", "th", "td", "hr"}
)
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}}
_SCHEMES = {"http", "https", "mailto"}
_LINE = MarkdownIt("zero", {"html": False, "breaks": True}).enable(["newline"])
_PAGE = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")


@lru_cache(maxsize=4096)
def clean(words: str) -> Markup:
    """Words as a citizen wrote them: paragraphs and line breaks, nothing else."""
    return _sanitise(_LINE.render(words))


def markdown(words: str) -> Markup:
    """Words of staff or initiators: Markdown without HTML, by allow-list."""
    return _sanitise(_PAGE.render(words))


def _sanitise(markup: str) -> Markup:
    first = nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes={k: set(v) for k, v in _ATTRIBUTES.items()},
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener ugc",
    )
    allowed = {**{k: list(v) for k, v in _ATTRIBUTES.items()}, "a": ["href", "title", "rel"]}
    safe = bleach.clean(first, tags=_TAGS, attributes=allowed, protocols=_SCHEMES)
    return Markup(safe)  # noqa: S704  # this is the one place that makes markup safe


def plain(markup: str) -> str:
    """The words of a piece of HTML, without any tag."""
    return nh3.clean(markup, tags=set()).strip()
