"""The PDF from which a preview was read: beside the sections, to be confirmed by a person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from commons import files
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import pdf
from commons.texts import queries as texts
from consult.desk.acting import done
from consult.editing import forms, services
from consult.editing.desk import preview_of
from consult.pages import at_desk, within

blueprint = Blueprint("hearing_sources", __name__)


@blueprint.route("/desk/hearings/<slug>/text/<int:number>/source", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def source(slug: str, number: int) -> Any:
    """The words of each page of the PDF beside the sections, to be confirmed by a person."""
    hearing = at_desk(slug)
    preview = preview_of(hearing, number)
    if preview.source is None:
        raise Refusal("not-found", _l("This preview was not read from a PDF."))
    form = forms.Nothing()

    def page() -> str:
        return within(
            "editing/source.html",
            hearing=hearing,
            preview=preview,
            form=form,
            pages=preview.source["pages"] if preview.source else [],
            tree=texts.whole(preview.id),
        )

    if not form.is_submitted():
        return page()
    again = attempt(form, lambda: services.confirm(current_actor(), hearing, preview), page)
    return again or done(hearing, _("Confirmed. The text can be published now."), "/text")


@blueprint.get("/desk/hearings/<slug>/text/<int:number>/source.pdf")
@requires(Permission.HEARING_PREPARE)
def source_file(slug: str, number: int) -> Response:
    """The PDF itself, as it was sent."""
    hearing = at_desk(slug)
    preview = preview_of(hearing, number)
    if preview.source is None:
        raise Refusal("not-found", _l("This preview was not read from a PDF."))
    answer = Response(files.read(preview.source["digest"]), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="source.pdf"'
    return answer


@blueprint.get("/desk/hearings/<slug>/text/<int:number>/source-<int:page>.png")
@requires(Permission.HEARING_PREPARE)
def source_page(slug: str, number: int, page: int) -> Response:
    """A picture of one page of the PDF, counted from 1."""
    hearing = at_desk(slug)
    preview = preview_of(hearing, number)
    if preview.source is None or not 1 <= page <= len(preview.source["pages"]):
        raise Refusal("not-found", _l("The PDF has no such page."))
    drawn = pdf.picture(files.read(preview.source["digest"]), page - 1)
    answer = Response(drawn, content_type="image/png")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
