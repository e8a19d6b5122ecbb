"""The desk of one hearing: choose stakeholders from the register, and follow their letters."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from commons.access import Permission, current_actor, requires
from commons.acting import attempt
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.notify import deliveries
from consult import policies
from consult.desk.acting import done
from consult.models import Hearing
from consult.pages import at_desk
from consult.stakeholders import desk, queries, services
from consult.stakeholders.forms import ChooseForm
from consult.stakeholders.queries import Sought

blueprint = Blueprint("stakeholders_choosing", __name__)
MOST = 200


@blueprint.route("/desk/hearings/<slug>/stakeholders/register", methods=["GET", "POST"])
@requires(Permission.HEARING_PREPARE, writes=True)
def choose(slug: str) -> Any:
    """Tick those of the register who are concerned; those of the topic come first."""
    hearing, form = at_desk(slug), ChooseForm()
    if request.method == "GET":
        return _page(hearing, form)
    many: list[int] = []

    def act() -> None:
        many.append(
            services.name_for(
                current_actor(),
                hearing,
                _house(hearing),
                _ticked(),
                affected=form.affected.data or "",
            )
        )

    again = attempt(form, act, lambda: _page(hearing, form))
    return again or done(
        hearing, _("Named from the register: %(many)s.", many=many[0]), "/stakeholders"
    )


@blueprint.get("/desk/hearings/<slug>/stakeholders/letters")
@requires(Permission.HEARING_PREPARE)
def letters(slug: str) -> str:
    """What became of each letter."""
    hearing = at_desk(slug)
    return render_template(
        "stakeholders/letters.html", hearing=hearing, posted=queries.posted(hearing)
    )


@blueprint.post("/desk/hearings/<slug>/stakeholders/<int:number>/again")
@requires(Permission.HEARING_PREPARE, writes=True)
def again(slug: str, number: int) -> Any:
    """Let a letter that failed be tried anew."""
    hearing = at_desk(slug)
    for one in queries.posted(hearing):
        if one.stakeholder.id == number and one.delivery is not None:
            deliveries.send_again(one.delivery.letter_id)
            return done(hearing, _("It is tried again now."), "/stakeholders/letters")
    raise Refusal("not-found", _l("There is no such letter."))


@blueprint.post("/desk/hearings/<slug>/stakeholders/<int:number>/bounced")
@requires(Permission.HEARING_PREPARE, writes=True)
def bounced(slug: str, number: int) -> Any:
    """Note that a letter came back."""
    hearing = at_desk(slug)
    services.note_bounce(current_actor(), hearing, number)
    return done(hearing, _("Noted."), "/stakeholders/letters")


def _page(hearing: Hearing, form: ChooseForm) -> str:
    house, sought = _house(hearing), desk.sought_now()
    found, total = queries.listed(house, sought, size=MOST) if sought != Sought() else ((), None)
    return render_template(
        "stakeholders/choose.html",
        hearing=hearing,
        form=form,
        sought=sought,
        found=found,
        total=total,
        named={one.email for one in hearing.stakeholders},
        suggested=queries.suggested(hearing, house),
        ticked=_ticked(),
        may_name=policies.may_prepare(current_actor(), hearing),
        **desk.choices(house),
    )


def _house(hearing: Hearing) -> int:
    """Whose register it is: the leading agency's, or the partner's own."""
    own = current_actor().agencies_with(Permission.HEARING_PREPARE) & hearing.houses
    return hearing.agency_id if hearing.agency_id in own else min(own)


def _ticked() -> list[int]:
    said = request.form.getlist("entry")
    return [int(n) for n in said if n.isascii() and n.isdigit() and len(n) < 10]
