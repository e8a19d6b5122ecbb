"""What one takes away from a hearing: its report and its text as files for other programs."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response

from commons import config, documents, tables
from commons.access import Permission, requires
from commons.documents import Document, Paragraph
from commons.i18n import _, datetime_, language
from commons.i18n import number as in_digits
from commons.law import queries as law
from commons.texts import errata, takeaway, translations
from commons.texts import queries as text_queries
from commons.texts.models import Version
from commons.texts.takeaway import Edition
from consult import reading, reportpaper, serialising
from consult.models import Hearing
from consult.pages import public
from consult.queries import texts

blueprint = Blueprint("hearing_files", __name__)

_OFFICE = "application/vnd.openxmlformats-officedocument"
MIMETYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_PAPER: dict[str, Callable[[Document], bytes]] = {"pdf": documents.pdf, "docx": documents.docx}


@blueprint.get("/hearings/<slug>/report.<any(pdf, docx, xlsx, ods):ending>")
@requires(Permission.ANYONE)
def report(slug: str, ending: str) -> Response:
    """The report as a file in the reader's language; PDF only where it can be made."""
    hearing = public(slug)
    said = reportpaper.parts(hearing, config.current().base_url)
    if ending in _PAPER:
        written = _PAPER[ending](reportpaper.document(said))
    elif ending == "xlsx":
        written = tables.xlsx(reportpaper.sheets(said))
    else:
        written = tables.ods(reportpaper.sheets(said))
    return _file(written, f"hearing-{hearing.id}", ending)


@blueprint.get("/hearings/<slug>/versions/<int:number>.<any(md, docx, pdf, html, jsonld):ending>")
@blueprint.get("/hearings/<slug>/versions/<int:number>.<any('akn.xml'):ending>")
@requires(Permission.ANYONE)
def version(slug: str, number: int, ending: str) -> Response:
    """A version of the draft as a file, in its own language or in a translation (`?in=en`)."""
    hearing = public(slug)
    row = texts.version(hearing, number)
    written = takeaway.written(_edition(hearing, row), ending)
    return _file(written, f"hearing-{hearing.id}-version-{number}", ending)


def _edition(hearing: Hearing, row: Version) -> Edition:
    """The words of a version below what identifies it."""
    tree, other = text_queries.whole(row.id), reading.asked(row.id)
    zone = law.by_key(hearing.rule_set_id).zone
    published_at = row.published_at or hearing.created_at
    printed = _(
        "Draft, version %(number)s, published on %(moment)s.",
        number=in_digits(row.number or 0),
        moment=datetime_(published_at, zone=zone),
    )
    address = f"{config.current().base_url}{hearing.path}/versions/{row.number}"
    digest = _("Digest of the text (SHA-256)")
    tongue = language()
    head = [Paragraph(words, tongue) for words in (printed, address, f"{digest}: {row.digest}")]
    return Edition(
        tree=translations.read(tree, other) if other else tree,
        imprint=serialising.imprint(hearing, row),
        address=address,
        number=row.number or 0,
        official_language=row.language,
        published_at=published_at,
        head=head,
        errata=errata.of(row.id),
    )


def _file(written: bytes, stem: str, ending: str) -> Response:
    """Bytes to keep; the name is the same in every language."""
    answer = Response(written, content_type=MIMETYPES.get(ending) or takeaway.MIMETYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return answer
