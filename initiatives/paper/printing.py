"""The numbered form as people hold it: all fields of the law, sheet digest, QR; as page and tagged PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import segno

import signatures
from commons import config, documents
from commons.documents import Block, Break, Document, Grid, Heading, Paragraph, Picture
from commons.i18n import _, date_
from initiatives.models import Initiative
from initiatives.paper import districts, words
from signatures.paper import ROWS, FormPurpose, form_region, regions


@dataclass(frozen=True)
class Printed:
    """What stands on a form, in the reader's language."""

    number: str
    purpose: FormPurpose
    title: str
    digest: str
    address: str
    closes: str
    fields: tuple[str, ...]
    notice: str
    initiators: tuple[str, ...]
    text: str
    text_language: str
    district: str = ""
    """What the form says of its State or district; empty where the law counts by none."""

    @property
    def heading(self) -> str:
        """What is declared."""
        return str(words.PURPOSES[self.purpose])

    @property
    def heads(self) -> list[str]:
        """The heads of the table that is filled in by hand."""
        return [_("Row"), *(str(words.FIELDS[name]) for name in self.fields), _("Signature")]

    @property
    def parts(self) -> list[tuple[bool, str]]:
        """The official text in its parts, and whether each is a heading."""
        said = [part.strip() for part in self.text.split("\n\n") if part.strip()]
        return [(part.startswith("#"), part.lstrip("# ")) for part in said]

    @property
    def qr(self) -> str:
        """The QR of address, digest and number, for a page."""
        return str(_code(self).svg_data_uri(scale=3, border=2))


def printed(initiative: Initiative, number: str, purpose: FormPurpose, language: str) -> Printed:
    """One form; every word that binds comes from the frozen sheet."""
    sheet = signatures.sheet(initiative.sheet_id or 0)
    manifest: Mapping[str, Any] = sheet.manifest
    notices = manifest["notices"]
    return Printed(
        number=number,
        purpose=purpose,
        title=sheet.title,
        digest=sheet.digest,
        address=config.current().base_url + initiative.path,
        closes=date_(sheet.closes_at),
        fields=tuple(manifest["paper"]["fields"]),
        notice=str(notices.get(language) or notices["en"]),
        initiators=tuple(manifest["initiators"]),
        text=str(manifest["text"]),
        text_language=str(manifest["language"]),
        district=_district(initiative, number, purpose),
    )


def _district(initiative: Initiative, number: str, purpose: FormPurpose) -> str:
    """Whose people sign on this form; nothing on a withdrawal, nor where the law counts by none."""
    sheet_id = initiative.sheet_id or 0
    if purpose is FormPurpose.WITHDRAWAL or not regions(sheet_id):
        return ""
    code = form_region(sheet_id, number)
    if code is None:
        return _("This form is of no State or district: its signatures count in the whole alone.")
    called = districts.name(initiative, code)
    if districts.is_state(code):
        return _("State: %(name)s. Only its citizens sign on this form.", name=called)
    return _("District: %(name)s. Only who lives there signs on this form.", name=called)


def pdf(forms: Sequence[Printed], language: str) -> bytes:
    """The forms as one tagged PDF, each on its own page, the full official text after the last."""
    blocks: list[Block] = []
    for form in forms:
        blocks += [*_front(form), Break()]
    last = forms[-1]
    blocks.append(Heading(_("The full official text")))
    blocks.append(Paragraph(_("SHA-256 of the sheet: %(digest)s", digest=last.digest)))
    for is_heading, part in last.parts:
        blocks.append(
            Heading(part, 2) if is_heading else Paragraph(part, language=last.text_language)
        )
    document = Document(last.title, language, blocks, subtitle=last.heading)
    return documents.pdf(document)


def _front(form: Printed) -> list[Block]:
    declared = {
        FormPurpose.SUPPORT: _(
            "We, the undersigned, support the initiative “%(title)s”.", title=form.title
        ),
        FormPurpose.WITHDRAWAL: _(
            "I withdraw my support of the initiative “%(title)s”.", title=form.title
        ),
    }[form.purpose]
    rows = [[str(row), *("" for _name in form.fields), ""] for row in range(1, ROWS + 1)]
    return [
        Heading(_("Form %(number)s", number=form.number)),
        Paragraph(declared),
        *([Heading(form.district, 2)] if form.district else []),
        Paragraph(_("SHA-256 of the sheet: %(digest)s", digest=form.digest)),
        Paragraph(_("Text, initiators and count: %(address)s", address=form.address)),
        Picture(_png(form), _("QR code of the address, the digest and the number of the form")),
        Paragraph(_("Initiators: %(names)s", names=", ".join(form.initiators))),
        Paragraph(
            _(
                "Collecting ends on %(day)s. Bring or post the original to the registrar of the receiving body. It is not given back.",
                day=form.closes,
            )
        ),
        Grid(form.heads, rows, caption=_("Sign by your own hand, one person a row"), tall=True),
        Paragraph(_("Form %(number)s", number=form.number)),
        Paragraph(form.notice),
    ]


def _code(form: Printed) -> Any:
    return segno.make(f"{form.address}#{form.digest}.{form.number}", error="m")


def _png(form: Printed) -> bytes:
    out = io.BytesIO()
    _code(form).save(out, kind="png", scale=4, border=2)
    return out.getvalue()
