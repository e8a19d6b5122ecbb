"""The pages of signing in: choose a provider, come back from it, sign out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request

from commons import db, limits
from commons.access import Permission, current_actor, requires
from commons.accounts import security
from commons.errors import Refusal
from commons.i18n import _, language
from commons.identity import cookies, local, oidc, profiles, rescue, services

blueprint = Blueprint("identity", __name__)
blueprint.before_app_request(rescue.bring_back)


@blueprint.get("/sign-in")
@requires(Permission.ANYONE)
def choose() -> str:
    """Which provider?"""
    return render_template(
        "identity/sign_in.html",
        providers=profiles.all_profiles(),
        next=local.path(request.args.get("next")),
    )


@requires(Permission.ANYONE, writes=True)
def begin() -> Response:
    """To the provider; so many starts from one address and no more."""
    with db.aside():
        limits.spend(limits.SIGN_IN, f"address:{request.remote_addr}")
    offered = profiles.all_profiles()
    chosen = request.form.get("provider") or offered[0].id
    return oidc.begin_sign_in(chosen, local.path(request.form.get("next")))


@requires(Permission.ANYONE, writes_on_get=True)
def back() -> Response:
    """Back from the provider, signed in with a new session; nothing of the answer stays here."""
    try:
        person = oidc.finish_sign_in(request)
    except Refusal as refusal:
        reason = str(refusal.values.get("reason", refusal.code))
        security.note("sign-in-failed", code=refusal.code, reason=reason)
        raise _with_way_on(refusal) from None
    opened = services.sign_in(
        person.claims,
        language=language(),
        network=security.network(),
        former_key=cookies.session_key(request),
    )
    security.note("sign-in", account_id=opened.account.id, provider=person.claims.provider)
    if opened.is_staff and not opened.second_factor:
        flash(
            _("Your offices need a sign-in with a second factor. Sign in again with one."),
            "warning",
        )
    response: Any = redirect(person.next, 303)
    cookies.give_session(response, opened.key)
    return response  # type: ignore[no-any-return]


@blueprint.post("/sign-out")
@requires(Permission.ANYONE, writes=True)
def leave() -> Response:
    """Sign out; the session is dead on the server, whatever the browser keeps."""
    key = cookies.session_key(request)
    if key:
        services.sign_out(key)
    if current_actor().is_authenticated:
        security.note("sign-out")
        flash(_("You have signed out."), "success")
    response: Any = redirect("/", 303)
    cookies.take_session(response)
    return response  # type: ignore[no-any-return]


def _with_way_on(refusal: Refusal) -> Refusal:
    """The same refusal, with the address of the other ways of signing in."""
    more = {k: v for k, v in refusal.values.items() if k != "reason"}
    return Refusal(refusal.code, refusal.message, way_on="/sign-in", **more)


begin.no_account = True  # type: ignore[attr-defined]
back.no_account = True  # type: ignore[attr-defined]
blueprint.add_url_rule("/sign-in", view_func=begin, methods=["POST"])
blueprint.add_url_rule("/sign-in/return", view_func=back, methods=["GET"])
