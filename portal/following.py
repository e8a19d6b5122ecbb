"""Following: hearings, initiatives, bodies and topics; by account or by e-mail alone; news on my page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from commons import forms
from commons.access import Permission, current_actor, requires
from commons.accounts import queries as accounts
from commons.agencies import queries as agencies
from commons.errors import Refusal
from commons.i18n import _, _l, language
from commons.notify import readers, seals, subscribing
from commons.notify import services as notify
from commons.notify.models import Pace
from commons.requests import roll_back
from consult import words
from consult.states import Topic
from portal import followed
from portal.followed import Thing

blueprint = Blueprint("following", __name__)
_PACES: dict[Pace, object] = {
    Pace.NOW: _l("At once"),
    Pace.DAILY: _l("One letter a day"),
    Pace.WEEKLY: _l("One letter a week"),
    Pace.NONE: _l("No letters, only news on my page"),
}


class SubscribeForm(forms.Form):
    """An address that wants news."""

    email = forms.Email(
        _l("E-mail address"), [forms.Required(_l("Enter your e-mail address."))], limit=254
    )
    pace = forms.Choice(_l("How often"), [forms.Required()], default=Pace.NOW.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pace.choices = [(p.value, str(_PACES[p])) for p in Pace if p is not Pace.NONE]


class PaceForm(forms.Form):
    """How often letters come."""

    pace = forms.Choice(_l("How often"), [forms.Required()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pace.choices = [(p.value, str(word)) for p, word in _PACES.items()]


@blueprint.get("/follow")
@requires(Permission.ANYONE)
def index() -> str:
    """Everything that can be followed: topics, bodies, everything; with feeds and calendars."""
    return render_template(
        "following/index.html",
        topics=[(topic.value, words.name(topic)) for topic in Topic],
        bodies=agencies.all_bodies(),
    )


@blueprint.get("/follow/<kind>/<key>")
@requires(Permission.ANYONE)
def show(kind: str, key: str) -> str:
    """One thing, and the two ways to follow it."""
    return _page(followed.at(kind, key), SubscribeForm())


@blueprint.post("/follow/<kind>/<key>")
@requires(Permission.ACCOUNT_OWN, writes=True)
def follow(kind: str, key: str) -> Any:
    """Follow with one's account, or end it."""
    thing = followed.at(kind, key)
    account = current_actor().account_id or 0
    if request.form.get("end"):
        notify.unfollow(account, thing.kind, thing.key)
        flash(_("You no longer follow this."), "info")
    else:
        notify.follow(account, thing.kind, thing.key)
        flash(_("You follow this now. News stands on your page."), "success")
    return redirect(f"/follow/{kind}/{key}", 303)


@blueprint.post("/follow/<kind>/<key>/email")
@requires(Permission.ANYONE, writes=True)
def subscribe(kind: str, key: str) -> Any:
    """Ask for news by e-mail alone; the answer is the same for every address."""
    thing, form = followed.at(kind, key), SubscribeForm()
    if not form.validate_on_submit():
        return _page(thing, form), 422
    try:
        subscribing.subscribe(
            form.email.data or "",
            kind=thing.kind,
            key=thing.key,
            title=thing.title,
            language=language(),
            pace=Pace(str(form.pace.data)),
            network=request.remote_addr or "",
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.refuse(refusal)
        roll_back()
        return _page(thing, form), 422
    flash(_("We have sent a letter to this address. Open its link within two days."), "info")
    return redirect(f"/follow/{kind}/{key}", 303)


@blueprint.get("/subscriptions/<int:number>/<seal>")
@requires(Permission.ANYONE)
def ask(number: int, seal: str) -> str:
    """A page with one button: a mail scanner that opens the address confirms nothing."""
    if not seals.is_own(seals.CONFIRM, number, seal):
        raise Refusal("not-found", _l("This link is not valid any more."))
    return render_template("following/confirm.html", number=number, seal=seal, done=False)


@blueprint.post("/subscriptions/<int:number>/<seal>")
@requires(Permission.ANYONE, writes=True)
def confirm(number: int, seal: str) -> str:
    """Confirm a subscription."""
    subscribing.confirm(number, seal)
    return render_template("following/confirm.html", number=number, seal=seal, done=True)


@blueprint.get("/me/news")
@requires(Permission.ACCOUNT_OWN)
def news() -> str:
    """The news of what one follows, and how often letters come."""
    account = current_actor().account_id or 0
    return _news(PaceForm(data={"pace": readers.pace_of(account).value}))


@blueprint.post("/me/news")
@requires(Permission.ACCOUNT_OWN, writes=True)
def choose() -> Any:
    """Choose how often letters come."""
    form = PaceForm()
    if not form.validate_on_submit():
        return _news(form), 422
    readers.choose_pace(current_actor().account_id or 0, Pace(str(form.pace.data)))
    flash(_("Your choice is kept."), "success")
    return redirect("/me/news", 303)


def _page(thing: Thing, form: SubscribeForm) -> str:
    follows = notify.follows(current_actor().account_id, thing.kind, thing.key)
    return render_template("following/thing.html", thing=thing, form=form, follows=follows)


def _news(form: PaceForm) -> str:
    account = current_actor().account_id or 0
    said = request.args.get("before", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None
    found = readers.news_of(account, before=before, limit=21)
    return render_template(
        "following/news.html",
        news=found[:20],
        following=found[19].id if len(found) > 20 else None,
        form=form,
        own=accounts.by_id(account),
    )
