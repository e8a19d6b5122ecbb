"""My page: what I did, what is stored about me, my browsers, download, erase."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template

from commons import clock
from commons.access import Permission, requires
from commons.accounts import belongings, security, sessions
from commons.accounts import queries as accounts
from commons.accounts.models import Account
from commons.accounts.services import choose_language, rename
from commons.api import wants_json
from commons.errors import Refusal
from commons.i18n import COOKIE, _, _l
from commons.identity import cookies, erasure, letters, stored
from commons.identity.forms import EmailForm, EraseForm, ProfileForm

blueprint = Blueprint("mine", __name__, url_prefix="/me")


@blueprint.get("")
@requires(Permission.ACCOUNT_OWN)
def page() -> str:
    """My page."""
    own = _own()
    profile = ProfileForm(data={"display_name": own.display_name, "language": own.language})
    profile.offer_languages()
    return _page(own, profile, EmailForm(data={"email": own.email}))


@blueprint.post("/profile")
@requires(Permission.ACCOUNT_OWN, writes=True)
def change() -> Any:
    """Choose the name that others see, and the language."""
    own, form = _own(), ProfileForm()
    form.offer_languages()
    if not form.validate_on_submit():
        return _page(own, form, EmailForm(formdata=None, data={"email": own.email})), 422
    rename(own, form.display_name.data)
    choose_language(own, form.language.data)
    flash(_("Your page is changed."), "success")
    answer = _to("/me")
    answer.delete_cookie(COOKIE)
    return answer


@blueprint.post("/email")
@requires(Permission.ACCOUNT_OWN, writes=True)
def change_email() -> Any:
    """Ask to confirm an address for news, or do without one."""
    own, form = _own(), EmailForm()
    if not form.validate_on_submit():
        profile = ProfileForm(formdata=None, data={"display_name": own.display_name})
        profile.offer_languages()
        return _page(own, profile, form), 422
    if letters.set_address(own, form.email.data or None):
        flash(_("We have sent you a letter. Open its link to confirm your address."), "info")
    else:
        flash(_("You get no letters from us."), "success")
    return _to("/me")


@blueprint.get("/email/<int:account>/<seal>")
@requires(Permission.ANYONE)
def ask_email(account: int, seal: str) -> str:
    """One button to confirm the address; opening the link alone confirms nothing."""
    return render_template("identity/email.html", account=account, seal=seal)


@blueprint.post("/email/<int:account>/<seal>")
@requires(Permission.ANYONE, writes=True)
def confirm_email(account: int, seal: str) -> Response:
    """Confirm the address."""
    letters.confirm(account, seal)
    flash(_("Your e-mail address is confirmed."), "success")
    return _to("/me")


@blueprint.get("/data.json")
@requires(Permission.ACCOUNT_OWN, writes_on_get=True)
def download() -> Response:
    """Everything that is stored about me (GDPR arts. 15 and 20; PDPA s. 30, s. 31)."""
    answer = jsonify(stored.everything(_own()))
    security.note("data-downloaded")
    answer.headers["Content-Disposition"] = "attachment; filename=lex-populi-my-data.json"
    return answer


@blueprint.post("/stay")
@requires(Permission.ACCOUNT_OWN, writes=True)
def stay() -> Any:
    """Stay signed in: the time of an idle session begins anew, within its longest time (WCAG 2.2.1)."""
    sessions.touch(g.signed_in.session_id)
    held = g.signed_in.used(clock.now())
    if wants_json():
        return jsonify(seconds=int((held.ends_at - clock.now()).total_seconds()))
    flash(_("You stay signed in."), "success")
    return _to("/me")


@blueprint.post("/sessions/<int:number>/end")
@requires(Permission.ACCOUNT_OWN, writes=True)
def end_session(number: int) -> Response:
    """End one of my sessions."""
    if not sessions.end_one(_own().id, number):
        raise Refusal("not-found", _l("This browser is not signed in to your account."))
    security.note("session-ended")
    flash(_("That browser is signed out."), "success")
    return _to("/me#sessions")


@blueprint.post("/sessions/end-others")
@requires(Permission.ACCOUNT_OWN, writes=True)
def end_others() -> Response:
    """End all my sessions but this one."""
    sessions.end_all(_own().id, but=g.signed_in.session_id)
    security.note("sessions-ended")
    flash(_("All other browsers are signed out."), "success")
    return _to("/me#sessions")


@blueprint.get("/erase")
@requires(Permission.ACCOUNT_OWN)
def ask_erase() -> str:
    """What erasing means, and the form for it."""
    return render_template("identity/erase.html", form=EraseForm())


@blueprint.post("/erase")
@requires(Permission.ACCOUNT_OWN, writes=True)
def erase() -> Any:
    """Erase my account; what I said in public stays without my name."""
    form = EraseForm()
    if not form.validate_on_submit():
        return render_template("identity/erase.html", form=form), 422
    security.note("account-erased")
    erasure.erase(_own())
    flash(_("Your account is erased."), "success")
    answer = _to("/")
    cookies.take_session(answer)
    return answer


def _own() -> Account:
    account: Account = g.signed_in.account
    return account


def _page(own: Account, profile: ProfileForm, email: EmailForm) -> str:
    return render_template(
        "identity/me.html",
        account=own,
        profile=profile,
        email=email,
        parts=[(part.title, part.shown(own.id)) for part in belongings.parts()],
        sessions=accounts.sessions_of(own.id),
        this_session=g.signed_in.session_id,
        roles=stored.roles(own.id),
    )


def _to(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
