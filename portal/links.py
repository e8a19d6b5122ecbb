"""From one wing to the other: a hearing on the text of an initiative, both on record at once."""

# WTForms is untyped, so its classes are Any to the type checker.
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

import initiatives.services
from commons.access import Permission, current_actor, requires
from commons.agencies import queries as agencies
from commons.errors import FieldRefusals, Refusal
from commons.forms import Choice, Form, Line, Pick, Required
from commons.i18n import _, _l, language
from commons.law import queries as law
from commons.requests import roll_back
from commons.texts import importing
from consult import words
from consult.services import originating
from consult.states import Kind, Topic
from initiatives import policies, proposal, queries, rules

blueprint = Blueprint("links", __name__)


class LinkForm(Form):
    """The hearing that an agency prepares on the text of an initiative."""

    agency = Pick(_l("Agency"))
    title = Line(_l("Title of the hearing"), [Required(_l("Give a title."))])
    kind = Choice(_l("Kind"), [Required(_l("Choose the kind."))])
    rule_set = Choice(_l("Rules"), [Required(_l("Choose the rule set."))])
    topic = Choice(_l("Topic"), [Required(_l("Choose a topic."))])


@blueprint.route("/desk/initiatives/<slug>/hearing", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def prepare(slug: str) -> Any:
    """Prepare a hearing on the text of an initiative that lies with parliament."""
    initiative = queries.by_slug(slug)
    if not policies.may_prepare_hearing(current_actor(), initiative):
        raise Refusal("not-found", _l("This initiative does not lie with a committee."))
    form = _form(initiative)
    if not form.is_submitted():
        return _page(initiative, form)
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    try:
        slug = begin(initiative, form)
    except Refusal as refusal:
        if refusal.field is None and not isinstance(refusal, FieldRefusals):
            raise
        form.refuse(refusal)
        roll_back()
        return _page(initiative, form), 422
    flash(
        _("The draft is begun with the text of the initiative. Confirm the text first."), "success"
    )
    return redirect(f"/desk/hearings/{slug}", 303)


def begin(initiative: Any, form: LinkForm) -> str:
    """Both sides in one transaction: the draft with its origin, and the note at the initiative.

    Gives the draft's slug.
    """
    body = agencies.by_slug(str(form.agency.data))
    if body is None:
        raise Refusal("not-found", _l("There is no such agency."))
    said = proposal.official_text(
        initiative.title,
        initiative.parts,
        order=rules.required_parts(law.by_key(initiative.rule_set_id)),
        language=initiative.language,
    )
    actor = current_actor()
    hearing = originating.prepare(
        actor,
        agency_id=body.id,
        kind=Kind(str(form.kind.data)),
        rule_set=law.current(str(form.rule_set.data)),
        titles={language(): form.title.data or ""},
        topic=Topic(str(form.topic.data)),
        text=importing.read("proposal.md", said.encode(), language=initiative.language),
        origin=originating.Origin(initiative.title, initiative.path),
    )
    initiatives.services.note_followup(
        initiative, kind="hearing", address=hearing.path, actor=actor
    )
    return hearing.slug


def _form(initiative: Any) -> LinkForm:
    form = LinkForm(data={"title": initiative.title, "kind": Kind.DRAFT_LAW.value})
    mine = agencies.named(current_actor().agencies_with(Permission.HEARING_PREPARE)).values()
    form.agency.choices = [(body.slug, body.name()) for body in mine]
    form.kind.choices = words.choices(Kind)
    form.topic.choices = words.choices(Topic)
    form.rule_set.choices = [(r.id, r.title(language())) for r in law.of_kind("hearing")]
    return form


def _page(initiative: Any, form: LinkForm) -> str:
    return render_template("pages/hearing_on.html", x=initiative, form=form)
