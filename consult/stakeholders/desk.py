"""The desk of the register: search, entries, upload with preview."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import limits
from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.agencies import desks
from commons.agencies import queries as agencies
from commons.agencies.models import Agency
from commons.errors import Refusal
from commons.i18n import _, _l
from consult import words
from consult.pages import page_start
from consult.stakeholders import queries, services
from consult.stakeholders.forms import EntryForm, UploadForm
from consult.stakeholders.models import Concerned, Importing, Word
from consult.stakeholders.queries import Sought
from consult.stakeholders.rules import Listing
from consult.states import Topic

blueprint = Blueprint("stakeholders_desk", __name__)
desks.register(
    desks.Queue(
        name="stakeholders",
        title=_l("Register of stakeholders"),
        address="/desk/stakeholders",
        permission=Permission.HEARING_PREPARE,
        waiting=lambda _actor: 0,
    )
)


@blueprint.get("/desk/stakeholders")
@requires(Permission.HEARING_PREPARE)
def home() -> Any:
    """The registers of my agencies; where there is one only, straight on to it."""
    mine = sorted(_mine().values(), key=lambda body: body.name())
    if len(mine) == 1:
        return redirect(f"/desk/stakeholders/{mine[0].slug}")
    return render_template("stakeholders/home.html", bodies=mine)


@blueprint.get("/desk/stakeholders/<slug>")
@requires(Permission.HEARING_PREPARE)
def register(slug: str) -> str:
    """One register, by words, group, topic or tag."""
    agency = _agency(slug)
    sought, after = sought_now(), page_start()
    found, total = queries.listed(agency.id, sought, after=after)
    following = after + queries.PAGE
    return render_template(
        "stakeholders/register.html",
        agency=agency,
        entries=found,
        total=total,
        sought=sought,
        following=following if following < total else None,
        form=UploadForm(formdata=None),
        **choices(agency.id),
    )


@blueprint.route("/desk/stakeholders/<slug>/new", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def new(slug: str) -> Any:
    """Put somebody into the register."""
    return _kept(_agency(slug), None, EntryForm())


@blueprint.route("/desk/stakeholders/<slug>/<int:number>", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def change(slug: str, number: int) -> Any:
    """Change an entry."""
    agency = _agency(slug)
    entry = _entry(agency, number)
    return _kept(agency, entry, EntryForm.of(Listing.of(entry)))


@blueprint.post("/desk/stakeholders/<slug>/<int:number>/remove")
@requires(Permission.HEARING_PREPARE, writes=True)
def remove(slug: str, number: int) -> Any:
    """Take an entry off the register."""
    agency = _agency(slug)
    services.remove(current_actor(), _entry(agency, number))
    return _to(agency, _("The entry is off the register."))


@blueprint.post("/desk/stakeholders/<slug>/imports")
@requires(Permission.HEARING_PREPARE, writes=True)
def upload(slug: str) -> Any:
    """Read a list; what would become of each line is shown before anything is written."""
    agency, form = _agency(slug), UploadForm()
    limits.spend(limits.IMPORT, f"account:{current_actor().account_id}")
    made: list[Importing] = []

    def act() -> None:
        file = form.file.data
        made.append(
            services.upload(current_actor(), agency.id, name=file.filename or "", data=file.read())
        )

    def again() -> str:
        return render_template("stakeholders/upload.html", agency=agency, form=form)

    return attempt(form, act, again) or redirect(
        f"/desk/stakeholders/{slug}/imports/{made[0].id}", 303
    )


@blueprint.get("/desk/stakeholders/<slug>/imports/<int:number>")
@requires(Permission.HEARING_PREPARE)
def preview(slug: str, number: int) -> str:
    """What would become of each line."""
    agency = _agency(slug)
    row = _importing(agency, number)
    return render_template("stakeholders/preview.html", agency=agency, row=row)


@blueprint.post("/desk/stakeholders/<slug>/imports/<int:number>/take-over")
@requires(Permission.HEARING_PREPARE, writes=True)
def take_over(slug: str, number: int) -> Any:
    """Write the good lines into the register."""
    agency = _agency(slug)
    many = services.take_over(current_actor(), _importing(agency, number))
    return _to(agency, _("Entries written into the register: %(many)s.", many=many))


@blueprint.post("/desk/stakeholders/<slug>/imports/<int:number>/discard")
@requires(Permission.HEARING_PREPARE, writes=True)
def discard(slug: str, number: int) -> Any:
    """Throw the list away."""
    agency = _agency(slug)
    services.discard(current_actor(), _importing(agency, number))
    return _to(agency, _("The list is thrown away."))


def sought_now() -> Sought:
    """What this request seeks."""
    said = {name: request.args.get(name, "")[:80] for name in ("words", "group", "topic", "tag")}
    return Sought(**said)


def choices(agency_id: int) -> dict[str, Any]:
    """What a register can be filtered by."""
    return {
        "groups": queries.words_in_use(agency_id, Word.GROUP),
        "tags": queries.words_in_use(agency_id, Word.TAG),
        "topics": words.choices(Topic),
        "topic_name": lambda code: words.name(Topic(code)),
        "Word": Word,
    }


def _kept(agency: Agency, entry: Concerned | None, form: EntryForm) -> Any:
    def show() -> str:
        return render_template("stakeholders/entry.html", agency=agency, entry=entry, form=form)

    def act() -> None:
        services.keep(current_actor(), agency.id, form.listing(), entry=entry)

    if request.method == "GET":
        return show()
    return attempt(form, act, show) or _to(agency, _("The entry is kept."))


def _mine() -> dict[int, Agency]:
    return agencies.named(current_actor().agencies_with(Permission.HEARING_PREPARE))


def _agency(slug: str) -> Agency:
    """The agency, for its own officers; to others there is no such register."""
    for body in _mine().values():
        if body.slug == slug:
            return body
    raise Refusal("not-found", _l("There is no such register."))


def _entry(agency: Agency, number: int) -> Concerned:
    found = queries.entry(number)
    if found is None or found.agency_id != agency.id or found.removed_at is not None:
        raise Refusal("not-found", _l("There is no such entry."))
    return found


def _importing(agency: Agency, number: int) -> Importing:
    found = queries.importing(number)
    if found is None or found.agency_id != agency.id:
        raise Refusal("not-found", _l("There is no such list."))
    return found


def _to(agency: Agency, sentence: str) -> Any:
    flash(sentence, "success")
    return redirect(f"/desk/stakeholders/{agency.slug}", 303)
