"""Comments as W3C Web Annotations (2017): target with selectors, bodies, who and when."""

from __future__ import annotations

from typing import Any

from commons.discussion.models import Stance
from commons.discussion.ranges import Marked
from commons.discussion.shown import CommentView
from commons.machine import absolute
from consult.models import Hearing

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"


def annotation(hearing: Hearing, comment: CommentView, marked: Marked | None) -> dict[str, Any]:
    """One comment; what may not be read of it is left out, its target stays."""
    found: dict[str, Any] = {
        "id": absolute(f"{hearing.path}/comments/{comment.number}"),
        "type": "Annotation",
        "motivation": _motivation(comment),
        "created": _instant(comment.written_at),
    }
    if comment.edited_at is not None:
        found["modified"] = _instant(comment.edited_at)
    if comment.shown_as:
        found["creator"] = {"type": "Person", "name": comment.shown_as}
    bodies = _bodies(comment)
    if bodies:
        found["body"] = bodies
    found["target"] = _target(hearing, comment, marked)
    return found


def _motivation(comment: CommentView) -> str:
    if comment.reply_to is not None:
        return "replying"
    if comment.stance is Stance.CHANGE:
        return "editing"
    return "commenting" if comment.has_words else "assessing"


def _bodies(comment: CommentView) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if comment.words:
        found.append(_textual(comment.words, "commenting", comment.language))
    wording = comment.wording("") if comment.change else comment.suggestion
    if wording is not None and comment.stance is Stance.CHANGE:
        found.append(_textual(wording, "editing", comment.language))
    if comment.stance is not None:
        found.append(_textual(comment.stance.value, "assessing", "en"))
    return found


def _textual(value: str, purpose: str, language: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": language,
        "purpose": purpose,
    }


def _target(hearing: Hearing, comment: CommentView, marked: Marked | None) -> Any:
    if comment.reply_to is not None:
        return absolute(f"{hearing.path}/comments/{comment.reply_to}")
    whole = absolute(f"{hearing.path}/versions/{comment.version}")
    if not comment.section:
        return whole
    if marked is None:
        return _within(whole, _fragment(comment.section))
    page = absolute(f"{hearing.path}/sections/{comment.section}?version={comment.version}")
    selectors: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": marked.exact,
            "prefix": marked.prefix,
            "suffix": marked.suffix,
        },
        {"type": "TextPositionSelector", "start": marked.start, "end": marked.end},
    ]
    if marked.anchor:
        selectors.append(_fragment(marked.anchor))
    return _within(page, selectors)


def _within(source: str, selector: Any) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _fragment(eid: str) -> dict[str, Any]:
    return {"type": "FragmentSelector", "conformsTo": HTML_FRAGMENT, "value": eid}


def _instant(moment: Any) -> str:
    return str(moment.isoformat(timespec="seconds").replace("+00:00", "Z"))
