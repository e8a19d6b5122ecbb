"""My programs: keys for the API, and webhooks to which news is sent; for whoever is signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from commons import forms
from commons.access import Permission, current_actor, requires
from commons.accounts import belongings
from commons.accounts.belongings import Part, Thing
from commons.apikeys import services as keys
from commons.errors import Refusal
from commons.i18n import _, _l
from commons.requests import roll_back
from commons.webhooks import services as webhooks
from commons.webhooks import signing

blueprint = Blueprint("machines", __name__, url_prefix="/me/programs")


class KeyForm(forms.Form):
    """A new key."""

    name = forms.Line(_l("Name of the key"), [forms.Required(_l("Give the key a name."))], limit=80)


class WebhookForm(forms.Form):
    """A new webhook."""

    url = forms.Line(
        _l("Address of your program"), [forms.Required(_l("Enter the address."))], limit=500
    )
    kinds = forms.Choices(_l("What shall be sent"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds.choices = [
            ("hearing", _("Everything that happens in hearings")),
            ("initiative", _("Everything that happens with initiatives")),
        ]


@blueprint.get("")
@requires(Permission.ACCOUNT_OWN)
def show() -> str:
    """My keys and webhooks."""
    return _page()


@blueprint.post("/keys")
@requires(Permission.ACCOUNT_OWN, writes=True)
def make_key() -> Any:
    """Make a key; it is shown this once."""
    form = KeyForm()
    if not form.validate_on_submit():
        return _page(key_form=form), 422
    try:
        made = keys.make(_mine(), name=form.name.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        roll_back()
        return _page(key_form=form), 422
    return _page(made=made)


@blueprint.post("/keys/<int:number>/end")
@requires(Permission.ACCOUNT_OWN, writes=True)
def end_key(number: int) -> Any:
    """End a key."""
    keys.end(_mine(), number)
    return _done(_("The key has ended."))


@blueprint.post("/webhooks")
@requires(Permission.ACCOUNT_OWN, writes=True)
def add() -> Any:
    """Let news be sent to an address."""
    form = WebhookForm()
    if not form.validate_on_submit():
        return _page(hook_form=form), 422
    try:
        webhooks.add(_mine(), url=form.url.data or "", kinds=form.kinds.data or [])
    except Refusal as refusal:
        form.refuse(refusal)
        roll_back()
        return _page(hook_form=form), 422
    return _done(_("News is sent to this address from now on."))


@blueprint.post("/webhooks/<int:number>/end")
@requires(Permission.ACCOUNT_OWN, writes=True)
def remove(number: int) -> Any:
    """End a webhook."""
    webhooks.remove(webhooks.one(_mine(), number))
    return _done(_("Nothing is sent to this address any more."))


@blueprint.post("/webhooks/<int:number>/on")
@requires(Permission.ACCOUNT_OWN, writes=True)
def switch_on(number: int) -> Any:
    """Switch a webhook on again."""
    webhooks.switch_on(webhooks.one(_mine(), number))
    return _done(_("News is sent to this address again."))


def _page(
    *,
    key_form: KeyForm | None = None,
    hook_form: WebhookForm | None = None,
    made: str | None = None,
) -> str:
    hooks = webhooks.of(_mine())
    return render_template(
        "machines/programs.html",
        keys=keys.of(_mine()),
        hooks=[(hook, signing.shown(hook.salt), webhooks.latest(hook, limit=5)) for hook in hooks],
        key_form=key_form or KeyForm(formdata=None),
        hook_form=hook_form or WebhookForm(formdata=None),
        made=made,
        limit=keys.PER_HOUR.times,
    )


def _mine() -> int:
    return current_actor().account_id or 0


def _done(sentence: str) -> Any:
    flash(sentence, "success")
    return redirect("/me/programs", 303)


def _things(account_id: int) -> list[Thing]:
    alive = [key for key in keys.of(account_id) if key.ended_at is None]
    named = [Thing(key.name, "/me/programs", key.created_at, _("key")) for key in alive]
    hooks = webhooks.of(account_id)
    found = named + [Thing(h.url, "/me/programs", h.created_at, _("webhook")) for h in hooks]
    return found or [Thing(str(_("Make a key for the API or a webhook")), "/me/programs")]


def _stored(account_id: int) -> Any:
    return {
        "keys": [
            {"name": k.name, "created_at": k.created_at.isoformat()} for k in keys.of(account_id)
        ],
        "webhooks": [h.url for h in webhooks.of(account_id)],
    }


def _forget(account: Any) -> None:
    keys.forget(account.id)
    webhooks.forget(account.id)


belongings.register(
    Part(
        name="programs",
        title=_l("My programs"),
        shown=_things,
        stored=_stored,
        forget=_forget,
    )
)
