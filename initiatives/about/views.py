"""The page of what a proposal is about: read by everybody, kept by those who carry it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import clock
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import queries as agencies
from commons.agencies.models import Kind
from commons.forms import Form
from commons.i18n import _
from commons.law import queries as law
from commons.law.calendar import local_date
from initiatives.about import queries, services
from initiatives.about.forms import AboutForm, GatheringForm, OrganisationForm
from initiatives.about.models import PolicyField
from initiatives.about.words import FIELDS
from initiatives.drafting import own
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("about", __name__)
blueprint.add_app_template_global(queries.told, "told_of_initiative")
blueprint.add_app_template_global(queries.areas, "areas_of_initiatives")


@blueprint.app_context_processor
def _names() -> dict[str, object]:
    return {"policy_fields": FIELDS}


@blueprint.get("/initiatives/<slug>/about")
@requires(Permission.ANYONE)
def index(slug: str) -> str:
    """What it is about, who stands beside it, and when its initiators meet."""
    return _page(visible(slug))


@blueprint.post("/initiatives/<slug>/about")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def describe(slug: str) -> Any:
    """Say what it is about."""
    initiative = own(slug)
    form = _about_form(initiative)

    def act() -> None:
        services.describe(
            initiative,
            current_actor(),
            fields=[PolicyField(word) for word in form.fields.data or []],
            tags=form.tags.data or "",
            department=agencies.by_slug(form.department.data or ""),
            area=form.area.data or "",
            point=form.point.data or "",
        )

    return _attempt(initiative, "about", form, act)


@blueprint.post("/initiatives/<slug>/organisations")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def add_organisation(slug: str) -> Any:
    """Name an organisation."""
    initiative, form = own(slug), OrganisationForm()

    def act() -> None:
        services.add_organisation(
            initiative,
            current_actor(),
            name=form.name.data or "",
            register_number=form.register_number.data or "",
            address=form.address.data or "",
        )

    return _attempt(initiative, "organisation", form, act)


@blueprint.post("/initiatives/<slug>/organisations/<int:number>/end")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def end_organisation(slug: str, number: int) -> Any:
    """Say that an organisation no longer stands beside it."""
    initiative = own(slug)
    services.end_organisation(initiative, current_actor(), number)
    return _done(initiative)


@blueprint.post("/initiatives/<slug>/gatherings")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def announce(slug: str) -> Any:
    """Invite to a meeting."""
    initiative, form = own(slug), GatheringForm()

    def act() -> None:
        services.announce(
            initiative,
            current_actor(),
            title=form.title.data or "",
            held_on=form.held_on.data,  # type: ignore[arg-type]  # Required has refused None
            place=form.place.data or "",
            words=form.words.data or "",
        )

    return _attempt(initiative, "gathering", form, act)


@blueprint.post("/initiatives/<slug>/gatherings/<int:number>/cancel")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def cancel(slug: str, number: int) -> Any:
    """Cancel a meeting."""
    initiative = own(slug)
    services.cancel(initiative, current_actor(), number)
    return _done(initiative)


def _about_form(initiative: Initiative, **given: Any) -> AboutForm:
    said = queries.told(initiative.id)
    department = agencies.by_id(said.department_id) if said.department_id else None
    form = AboutForm(
        data={
            "fields": [field.value for field in said.fields],
            "tags": ", ".join(said.tags),
            "department": department.slug if department else "",
            "area": said.area,
            "point": said.point,
        },
        **given,
    )
    bodies = [*agencies.all_bodies(Kind.MINISTRY), *agencies.all_bodies(Kind.DEPARTMENT)]
    form.department.choices = [("", _("None named")), *((b.slug, b.name()) for b in bodies)]
    return form


def _attempt(initiative: Initiative, name: str, form: Form, act: Callable[[], None]) -> Any:
    return attempt(form, act, lambda: _page(initiative, **{name: form})) or _done(initiative)


def _done(initiative: Initiative) -> Any:
    flash(_("Kept."), "success")
    return redirect(f"{initiative.path}/about", 303)


def _page(initiative: Initiative, **shown: Form) -> str:
    forms = {
        "about": _about_form(initiative, formdata=None),
        "organisation": OrganisationForm(formdata=None),
        "gathering": GatheringForm(formdata=None),
        **shown,
    }
    said = queries.told(initiative.id)
    zone = law.by_key(initiative.rule_set_id).zone
    return render_template(
        "about/index.html",
        x=initiative,
        told=said,
        department=agencies.by_id(said.department_id) if said.department_id else None,
        may=services.may_tell(current_actor(), initiative),
        today=local_date(clock.now(), zone),
        sent=next(iter(shown.values()), None),
        **forms,
    )
