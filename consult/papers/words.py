"""What people read for the kinds of papers and the types of files."""

from __future__ import annotations

from commons.files import Type
from commons.i18n import _l
from consult.papers.states import PaperKind

_KINDS: dict[PaperKind, object] = {
    PaperKind.MEMO: _l("Explanatory memorandum"),
    PaperKind.IMPACT: _l("Impact assessment, full report"),
    PaperKind.CHECKLIST: _l("Checklist of the need for the law"),
    PaperKind.PRESENTATION: _l("Presentation"),
    PaperKind.EASY: _l("Version in easy language"),
    PaperKind.PICTURE: _l("Picture or map"),
    PaperKind.OTHER: _l("Other document"),
}
_TYPES = {
    Type.PDF.value: "PDF",
    Type.DOCX.value: "DOCX",
    Type.ODT.value: "ODT",
    Type.PNG.value: "PNG",
    Type.JPEG.value: "JPEG",
}


def kind(word: PaperKind) -> str:
    """What a kind of paper is called."""
    return str(_KINDS[word])


def type_of(mimetype: str) -> str:
    """What a type of file is called."""
    return _TYPES.get(mimetype, "TXT")


def kinds() -> list[tuple[str, str]]:
    """The kinds as a form offers them."""
    return [(word.value, kind(word)) for word in PaperKind]
