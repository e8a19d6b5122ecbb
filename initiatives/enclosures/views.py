"""The pages of files beside a proposal: add, take off, fetch."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, flash, redirect, render_template, request

from commons import clock, config, files, limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.forms import Form
from commons.i18n import _, _l
from initiatives import policies
from initiatives.drafting import own
from initiatives.enclosures import queries, services
from initiatives.enclosures.forms import AnnexForm, PictureForm
from initiatives.enclosures.models import Enclosure, EnclosureKind
from initiatives.models import Initiative
from initiatives.views import visible

blueprint = Blueprint("enclosures", __name__)
blueprint.add_app_template_global(queries.picture, "picture_of_initiative")
blueprint.add_app_template_global(queries.annexes, "annexes_of_initiative")


@blueprint.get("/initiatives/<slug>/enclosures")
@requires(Permission.INITIATIVE_PROPOSE)
def index(slug: str) -> str:
    """The picture and the annexes, and the forms that add them."""
    return _page(own(slug))


@blueprint.post("/initiatives/<slug>/picture")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def add_picture(slug: str) -> Any:
    """Put a picture beside the proposal."""
    initiative, form = own(slug), PictureForm()

    def act() -> None:
        services.add_picture(
            initiative,
            current_actor(),
            _kept(initiative, form),
            credit=form.credit.data or "",
            picture_words=form.picture_words.data or "",
        )

    return attempt(form, act, lambda: _page(initiative, picture=form)) or _done(
        initiative, _("The picture is beside the proposal.")
    )


@blueprint.post("/initiatives/<slug>/annexes")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def add_annex(slug: str) -> Any:
    """Add an annex."""
    initiative, form = own(slug), AnnexForm()

    def act() -> None:
        kept = _kept(initiative, form)
        services.add_annex(initiative, current_actor(), kept, title=form.title.data or "")

    return attempt(form, act, lambda: _page(initiative, annex=form)) or _done(
        initiative, _("The annex is added.")
    )


@blueprint.post("/initiatives/<slug>/enclosures/<int:number>/take-off")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def take_off(slug: str, number: int) -> Any:
    """Take a file off."""
    initiative = own(slug)
    services.take_off(queries.one(initiative.id, number), current_actor())
    return _done(initiative, _("The file is taken off."))


@blueprint.get("/initiatives/<slug>/enclosures/<int:number>")
@requires(Permission.ANYONE)
def fetch(slug: str, number: int) -> Any:
    """A picture as it is drawn anew; an annex as an attachment, from the files' own host."""
    initiative = visible(slug)
    found = queries.one(initiative.id, number)
    is_picture = found.kind is EnclosureKind.PICTURE
    host = config.current().files_url.rstrip("/")
    elsewhere = host and urlsplit(host).netloc != request.host
    if elsewhere and not is_picture and policies.is_public(initiative):
        return redirect(f"{host}{request.path}", 302)
    return _file(found, "inline" if is_picture else "attachment")


def _file(found: Enclosure, disposition: str) -> Response:
    answer = Response(files.read(found.digest), mimetype=found.type)
    answer.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(found.name)}"
    answer.headers["Content-Security-Policy"] = files.SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _kept(initiative: Initiative, form: Any) -> files.Kept:
    sent = form.file.data
    if not getattr(sent, "filename", ""):
        raise Refusal("bad-file", _l("Choose a file."), field="file")
    limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
    return services.keep(initiative, sent.filename, sent.read())


def _done(initiative: Initiative, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"{initiative.path}/enclosures", 303)


def _page(initiative: Initiative, **shown: Form) -> str:
    forms = {"picture": PictureForm(formdata=None), "annex": AnnexForm(formdata=None), **shown}
    sent = next(iter(shown.values()), None)
    return render_template(
        "enclosures/index.html",
        x=initiative,
        may=policies.may_edit(current_actor(), initiative, clock.now()),
        shown_picture=queries.picture(initiative.id),
        annexes=queries.annexes(initiative.id),
        largest=services.largest(initiative) // 1024 // 1024,
        sent=sent,
        **forms,
    )
