"""The pages of translations: read one, offer one, review what was offered."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons.access import Actor, Permission, current_actor, requires
from commons.agencies import desks
from commons.errors import Refusal
from commons.i18n import _, _l
from initiatives import policies
from initiatives import queries as initiatives
from initiatives.drafting import own
from initiatives.forms import TONGUES
from initiatives.models import Initiative
from initiatives.tongues import queries, services
from initiatives.tongues.forms import TranslationForm, TranslationReviewForm
from initiatives.views import visible

blueprint = Blueprint("tongues", __name__)
DESK = "/desk/initiatives/translations"


def _bodies(actor: Actor) -> list[int]:
    return sorted(actor.agencies_with(Permission.INITIATIVE_REVIEW))


def _waiting(actor: Actor) -> int:
    return len(queries.waiting(_bodies(actor)))


desks.register(
    desks.Queue(
        "initiatives-translations",
        _l("Translations to review"),
        DESK,
        Permission.INITIATIVE_REVIEW,
        _waiting,
    )
)


@blueprint.get("/initiatives/<slug>/translations")
@requires(Permission.ANYONE)
def index(slug: str) -> str:
    """The translations, and for initiators the form of one more."""
    return _page(visible(slug), TranslationForm())


@blueprint.post("/initiatives/<slug>/translations")
@requires(Permission.INITIATIVE_PROPOSE, writes=True)
def offer(slug: str) -> Any:
    """Offer a translation."""
    initiative, form = own(slug), TranslationForm()
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    try:
        services.offer(
            initiative,
            current_actor(),
            language=str(form.language.data),
            title=form.title.data or "",
            words=form.words.data or "",
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        return _page(initiative, form), 422
    flash(_("The translation is with the receiving body; it is public once reviewed."), "success")
    return redirect(f"{initiative.path}/translations", 303)


@blueprint.get("/initiatives/<slug>/translations/<language>")
@requires(Permission.ANYONE)
def show(slug: str, language: str) -> str:
    """A reviewed translation, labelled as not what is signed."""
    initiative = visible(slug)
    found = queries.public(initiative, language)
    return render_template(
        "tongues/show.html",
        x=initiative,
        translation=found,
        newest=initiatives.wordings(initiative.id)[-1].number,
        languages=TONGUES,
    )


@blueprint.get("/desk/initiatives/translations")
@requires(Permission.INITIATIVE_REVIEW)
def desk() -> str:
    """What waits for a review."""
    found = queries.waiting(_bodies(current_actor()))
    return render_template("tongues/desk.html", translations=found, languages=TONGUES)


@blueprint.route("/desk/initiatives/translations/<int:number>", methods=["GET", "POST"])
@requires(Permission.INITIATIVE_REVIEW, writes=True)
def review(number: int) -> Any:
    """One translation beside the official text, and the review."""
    actor, form = current_actor(), TranslationReviewForm()
    found = queries.one(number, _bodies(actor))
    if form.validate_on_submit():
        try:
            is_faithful, reason = form.outcome.data == "yes", form.reason.data or ""
            services.review(found, actor, is_faithful=is_faithful, reason=reason)
        except Refusal as refusal:
            if refusal.field is None:
                raise
            form.refuse(refusal)
        else:
            flash(_("The review is kept."), "success")
            return redirect(DESK, 303)
    page = render_template("tongues/review.html", translation=found, form=form, languages=TONGUES)
    return page, 422 if form.errors else 200


def _page(initiative: Initiative, form: TranslationForm) -> str:
    is_own = policies.is_member(current_actor(), initiative)
    return render_template(
        "tongues/index.html",
        x=initiative,
        form=form,
        reviewed=queries.reviewed(initiative.id),
        offered=queries.every(initiative.id) if is_own else [],
        may=is_own and bool(initiatives.wordings(initiative.id)),
        languages=TONGUES,
    )
