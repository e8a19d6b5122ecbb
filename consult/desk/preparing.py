"""The desk while a hearing is prepared: title, text, documents, dates, stakeholders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _, _l, language
from commons.law import queries as law
from commons.texts import queries as texts
from commons.texts.models import Version
from consult import deskforms
from consult.desk.acting import done
from consult.editing import services as editing
from consult.editing import words as words_of_edits
from consult.models import Hearing
from consult.pages import at_desk, page
from consult.services import preparing, revising
from consult.states import Stage, Topic

blueprint = Blueprint("hearing_preparing", __name__)


@blueprint.route("/desk/hearings/<slug>/title", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def title(slug: str) -> Any:
    """Title and topic."""
    hearing = at_desk(slug)
    titles = {f"title_{tongue}": said for tongue, said in hearing.titles.items()}
    form = deskforms.TitleForm(data={**titles, "topic": hearing.topic.value})

    def act() -> None:
        preparing.rename(
            current_actor(), hearing, titles=form.titles(), topic=Topic(str(form.topic.data))
        )

    return _part(hearing, form, act, "desk/title.html")


@blueprint.route("/desk/hearings/<slug>/text", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def text(slug: str) -> Any:
    """Import the text, look at the preview with its report."""
    hearing, form = at_desk(slug), deskforms.TextForm()
    if request.method == "GET":
        return _text_page(hearing, form)
    limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
    again = attempt(form, lambda: _stage(hearing, form), lambda: _text_page(hearing, form))
    return again or done(hearing, _("Look at the preview, then publish or discard it."), "/text")


@blueprint.post("/desk/hearings/<slug>/text/<int:version_id>/publish")
@requires(Permission.HEARING_PREPARE, writes=True)
def publish_text(slug: str, version_id: int) -> Any:
    """Make the preview the text of the hearing, or its next version."""
    hearing = at_desk(slug)
    version = _preview(hearing, version_id)
    if hearing.stage is Stage.DRAFT:
        preparing.publish_text(current_actor(), hearing, version)
        return done(hearing, _("The text is published as a version of the draft."))
    revising.publish(current_actor(), hearing, version, changes=request.form.get("changes", ""))
    return done(hearing, _("The new version is public. Comments were carried to it."))


@blueprint.post("/desk/hearings/<slug>/text/<int:version_id>/discard")
@requires(Permission.HEARING_PREPARE, writes=True)
def discard_text(slug: str, version_id: int) -> Any:
    """Throw the preview away."""
    hearing = at_desk(slug)
    _preview(hearing, version_id)
    editing.discard(current_actor(), hearing)
    return done(hearing, _("The preview is thrown away."), "/text")


@blueprint.route("/desk/hearings/<slug>/documents", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def documents(slug: str) -> Any:
    """The documents that the rule set asks for."""
    hearing = at_desk(slug)
    form = deskforms.documents_form(law.by_key(hearing.rule_set_id), hearing, language())

    def act() -> None:
        preparing.write_documents(current_actor(), hearing, form.written())

    return _part(hearing, form, act, "desk/documents.html")


@blueprint.route("/desk/hearings/<slug>/dates", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def dates(slug: str) -> Any:
    """Opening and closing against the rule set."""
    hearing = at_desk(slug)
    form = deskforms.dates_form(law.by_key(hearing.rule_set_id), hearing, language())

    def act() -> None:
        preparing.set_dates(current_actor(), hearing, form.window())

    return _part(hearing, form, act, "desk/dates.html")


@blueprint.route("/desk/hearings/<slug>/stakeholders", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def stakeholders(slug: str) -> Any:
    """Who is affected and gets a letter."""
    hearing, form = at_desk(slug), deskforms.StakeholderForm()

    def act() -> None:
        preparing.add_stakeholder(
            current_actor(),
            hearing,
            name=form.name.data or "",
            email=form.email.data or "",
            affected=form.affected.data or "",
            language=str(form.language.data),
        )

    if request.method == "GET":
        return _stakeholders_page(hearing, form)
    again = attempt(form, act, lambda: _stakeholders_page(hearing, form))
    return again or done(hearing, _("The stakeholder is on the list."), "/stakeholders")


@blueprint.post("/desk/hearings/<slug>/stakeholders/none")
@requires(Permission.HEARING_PREPARE, writes=True)
def no_stakeholders(slug: str) -> Any:
    """Why there is no stakeholder."""
    hearing, form = at_desk(slug), deskforms.NobodyForm()
    said = form.no_stakeholders_reason.data or ""
    preparing.explain_no_stakeholders(current_actor(), hearing, said)
    return done(hearing, _("The reason is kept."), "/stakeholders")


@blueprint.post("/desk/hearings/<slug>/stakeholders/<int:stakeholder_id>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove_stakeholder(slug: str, stakeholder_id: int) -> Any:
    """Take a stakeholder off the list."""
    hearing = at_desk(slug)
    preparing.remove_stakeholder(current_actor(), hearing, stakeholder_id)
    return done(hearing, _("The stakeholder is off the list."), "/stakeholders")


def _part(hearing: Hearing, form: Form, act: Callable[[], None], template: str) -> Any:
    """A part of the draft: its form, kept when it is sent."""

    def show() -> str:
        rule_set = law.by_key(hearing.rule_set_id)
        return page(template, hearing=hearing, form=form, rule_set=rule_set)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or done(hearing, _("This part of the draft is kept."))


def _stage(hearing: Hearing, form: deskforms.TextForm) -> None:
    try:
        editing.import_text(current_actor(), hearing, *form.sent())
    except Refusal as refusal:
        if refusal.field or refusal.code != "bad-file":
            raise
        raise Refusal(refusal.code, refusal.message, field="file") from refusal


def _preview(hearing: Hearing, version_id: int) -> Version:
    staged = texts.staged(hearing.text_id) if hearing.text_id is not None else []
    for version in staged:
        if version.id == version_id:
            return version
    raise Refusal("version-not-found", _l("There is no such version of this text."))


def _text_page(hearing: Hearing, form: deskforms.TextForm) -> str:
    staged = texts.staged(hearing.text_id) if hearing.text_id is not None else []
    preview = staged[-1] if staged else None
    return page(
        "desk/text.html",
        said=words_of_edits.said,
        hearing=hearing,
        form=form,
        preview=preview,
        report=texts.report(preview.id) if preview else None,
        tree=texts.whole(preview.id) if preview else None,
        steps=[version.step for version in staged if version.step],
        published=texts.published(hearing.text_id) if hearing.text_id is not None else [],
    )


def _stakeholders_page(hearing: Hearing, form: deskforms.StakeholderForm) -> str:
    nobody = deskforms.NobodyForm(
        formdata=None, data={"no_stakeholders_reason": hearing.no_stakeholders_reason}
    )
    return page("desk/stakeholders.html", hearing=hearing, form=form, nobody=nobody)
