"""A version as a file: Akoma Ntoso, HTML, Markdown, DOCX, PDF, and what identifies it as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from commons import documents
from commons.documents import Block, Document, Heading, Paragraph
from commons.i18n import _, date_
from commons.texts import export, markdown, paper
from commons.texts.export import Imprint
from commons.texts.models import Erratum
from commons.texts.tree import Tree

_OFFICE = "application/vnd.openxmlformats-officedocument"
MIMETYPES = {
    "akn.xml": "application/akn+xml",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
}
ELI = "http://data.europa.eu/eli/ontology#"


@dataclass(frozen=True)
class Edition:
    """A version as it leaves the house: its words, and what is said above and below them."""

    tree: Tree
    imprint: Imprint
    address: str
    number: int
    official_language: str
    published_at: datetime
    head: Sequence[Paragraph] = ()
    errata: Sequence[Erratum] = field(default=())

    @property
    def is_translation(self) -> bool:
        """Whether it is in another language than the official text."""
        return self.tree.language != self.official_language


def written(edition: Edition, ending: str) -> bytes:
    """The file of this ending; refuses PDF where it cannot be made (pdf-unavailable)."""
    if ending == "akn.xml":
        return export.akoma_ntoso(edition.tree, edition.imprint)
    if ending == "jsonld":
        return json.dumps(metadata(edition), ensure_ascii=False, indent=1).encode()
    if ending == "md":
        return _markdown(edition).encode()
    document = _document(edition)
    if ending == "html":
        return documents.html(document).encode()
    return documents.pdf(document) if ending == "pdf" else documents.docx(document)


def metadata(edition: Edition) -> dict[str, object]:
    """What identifies the version, in the terms of the European Legislation Identifier."""
    day = edition.published_at.date().isoformat()
    return {
        "@context": {"eli": ELI},
        "@id": edition.address,
        "@type": "eli:LegalExpression" if edition.is_translation else "eli:LegalResource",
        "eli:title": {"@value": edition.tree.title, "@language": edition.tree.language},
        "eli:version": str(edition.number),
        "eli:version_date": day,
        "eli:date_document": edition.imprint.created.isoformat(),
        "eli:date_publication": day,
        "eli:language": edition.tree.language,
        "eli:publisher": edition.imprint.author,
        "eli:type_document": "bill",
        "eli:is_embodied_by": [
            {"@id": f"{edition.address}.{ending}", "eli:format": kind.split(";")[0]}
            for ending, kind in MIMETYPES.items()
            if ending != "jsonld"
        ],
    }


def _document(edition: Edition) -> Document:
    blocks: list[Block] = [*_warning(edition), *edition.head, *paper.blocks(edition.tree)]
    blocks += _errata(edition)
    return Document(edition.tree.title, edition.tree.language, blocks)


def _warning(edition: Edition) -> list[Block]:
    if not edition.is_translation:
        return []
    return [Paragraph(_("This is a translation, not the official text."))]


def _errata(edition: Edition) -> list[Block]:
    """Errors of print that were put right, below the words as they were published."""
    if not edition.errata:
        return []
    found: list[Block] = [Heading(_("Corrected errors of print"))]
    for one in edition.errata:
        found.append(
            Paragraph(
                _(
                    "%(day)s, %(section)s: %(reason)s",
                    day=date_(one.corrected_at),
                    section=one.eid,
                    reason=one.reason,
                )
            )
        )
        old = f"{one.old_heading}\n{one.old_words}".strip()
        new = f"{one.new_heading}\n{one.new_words}".strip()
        found += [
            Paragraph(_("Printed: %(words)s", words=old)),
            Paragraph(_("Read: %(words)s", words=new)),
        ]
    return found


def _markdown(edition: Edition) -> str:
    notes = [b.words for b in _warning(edition) if isinstance(b, Paragraph)]
    text = markdown.markdown(edition.tree)
    if not notes:
        return text
    title, _gap, rest = text.partition("\n")
    return "\n".join([title, "", *(f"> {note}" for note in notes), rest])
