"""The desk of what is published: errors of print put right, translations brought and reviewed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.texts import errata, handwork, importing, translations, writing
from commons.texts import queries as texts
from commons.texts.models import Version
from consult.desk.acting import done
from consult.editing import forms, services
from consult.models import Hearing
from consult.pages import at_desk, within
from consult.queries import texts as hearing_texts

blueprint = Blueprint("hearing_correcting", __name__)


@blueprint.get("/desk/hearings/<slug>/errata")
@requires(Permission.HEARING_PREPARE)
def show(slug: str) -> str:
    """The errors put right so far, and the sections to choose from."""
    hearing = at_desk(slug)
    version = hearing_texts.newest(hearing)
    return within(
        "editing/errata.html",
        hearing=hearing,
        version=version,
        found=errata.of(version.id),
        outline=texts.outline(version.id),
        may_correct=current_actor().may(Permission.HEARING_APPROVE, hearing.agency_id),
    )


@blueprint.route("/desk/hearings/<slug>/errata/<eid>", methods=["GET", "POST"])
@requires(Permission.HEARING_APPROVE, writes=True)
def correct(slug: str, eid: str) -> Any:
    """One section as it should have been printed."""
    hearing = at_desk(slug)
    version = hearing_texts.newest(hearing)
    node = handwork.find(errata.applied(texts.whole(version.id), errata.of(version.id)), eid)
    form = forms.ErratumForm(data={"heading": node.heading, "words": writing.as_lines(node)})

    def page() -> str:
        return within(
            "editing/erratum.html", hearing=hearing, version=version, node=node, form=form
        )

    def act() -> None:
        services.correct(
            current_actor(),
            hearing,
            eid,
            services.Words(heading=form.heading.data or "", words=form.words.data or ""),
            reason=form.reason.data or "",
            declared=bool(form.declared.data),
        )

    if not form.is_submitted():
        return page()
    again = attempt(form, act, page)
    return again or done(hearing, _("The erratum is public, with the old wording."), "/errata")


@blueprint.route("/desk/hearings/<slug>/translations", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def translate(slug: str) -> Any:
    """Bring a translation of the newest version, see how it fits, have it reviewed."""
    hearing, form = at_desk(slug), forms.TranslationForm()
    version = hearing_texts.newest(hearing)

    def act() -> None:
        limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
        services.translate(current_actor(), hearing, _read(form))

    if not form.is_submitted():
        return _translations(hearing, version, form)
    again = attempt(form, act, lambda: _translations(hearing, version, form))
    return again or done(hearing, _("A second person can review it now."), "/translations")


@blueprint.get("/desk/hearings/<slug>/translations/<int:number>")
@requires(Permission.HEARING_PREPARE)
def review(slug: str, number: int) -> str:
    """A translation beside the official text, section by section."""
    hearing = at_desk(slug)
    row = translations.by_id(number)
    version = texts.by_id(row.version_id)
    if version.text_id != hearing.text_id:
        raise Refusal("version-not-found", _l("There is no such translation."))
    official = texts.whole(version.id)
    return within(
        "editing/review.html",
        hearing=hearing,
        version=version,
        row=row,
        official=official,
        other=translations.read(official, row),
        may_review=current_actor().may(Permission.HEARING_APPROVE, hearing.agency_id)
        and current_actor().account_id != row.prepared_by,
    )


@blueprint.post("/desk/hearings/<slug>/translations/<int:number>/publish")
@requires(Permission.HEARING_APPROVE, writes=True)
def publish(slug: str, number: int) -> Any:
    """A second person publishes the translation."""
    hearing = at_desk(slug)
    services.publish_translation(current_actor(), hearing, translations.by_id(number))
    return done(hearing, _("Readers can switch to this translation now."), "/translations")


@blueprint.post("/desk/hearings/<slug>/translations/<int:number>/discard")
@requires(Permission.HEARING_PREPARE, writes=True)
def discard(slug: str, number: int) -> Any:
    """Throw an unpublished translation away."""
    hearing = at_desk(slug)
    services.discard_translation(current_actor(), hearing, translations.by_id(number))
    return done(hearing, _("The translation is thrown away."), "/translations")


def _read(form: forms.TranslationForm) -> importing.Parsed:
    if form.file.data:
        sent = form.file.data.filename or "translation", form.file.data.read()
    elif form.pasted.data:
        sent = "translation.md", form.pasted.data.encode()
    else:
        raise Refusal("bad-file", _l("Choose a file or paste the text."), field="file")
    try:
        return importing.read(*sent)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field="file") from refusal


def _translations(hearing: Hearing, version: Version, form: forms.TranslationForm) -> str:
    return within(
        "editing/translations.html",
        hearing=hearing,
        version=version,
        form=form,
        waiting=translations.waiting(version.id),
        published=translations.published(version.id),
    )
