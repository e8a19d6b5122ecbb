"""Supporting by e-mail: the form, and the link that shows on GET and acts on POST (N28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, make_response, render_template, request

import signatures
from commons import clock, limits
from commons.access import Permission, requires
from commons.accounts import security
from commons.errors import Refusal
from commons.i18n import _l, language
from commons.law import queries as law
from initiatives import entitled, queries, rules
from initiatives.byemail import mails
from initiatives.byemail.forms import EmailSupportForm
from initiatives.forms import BareForm
from initiatives.models import Initiative
from initiatives.states import SIGNABLE
from initiatives.views import visible
from signatures import byemail

blueprint = Blueprint("byemail", __name__)


@requires(Permission.ANYONE)
def page(slug: str) -> str:
    """What is supported, that it is not verified, and the form."""
    return _page(_with_email(slug), EmailSupportForm())


@requires(Permission.ANYONE, writes=True)
def ask(slug: str) -> Any:
    """Write to the address; the answer is the same whatever is known of it."""
    initiative, form = _with_email(slug), EmailSupportForm()
    limits.spend(limits.EMAIL_SUPPORT, security.network())
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    if rules.state(initiative, clock.now()) not in SIGNABLE:
        raise Refusal("sheet-closed", _l("Collecting has ended. No signature can be given."))
    asked = byemail.ask(initiative.sheet_id or 0, form.email.data or "")
    mails.ask(initiative, asked, form.email.data or "", language())
    return render_template("byemail/sent.html", x=initiative)


@requires(Permission.ANYONE)
def link(secret: str) -> Any:
    """What the link is for; whoever merely opens it, a scanner among them, changes nothing."""
    return _link(secret, byemail.look(secret), "")


@requires(Permission.ANYONE, writes=True)
def act(secret: str) -> Any:
    """Confirm the support, or take it back."""
    acts = {"confirm": byemail.confirm, "withdraw": byemail.take_back}
    word = request.form.get("act", "")
    if word not in acts:
        raise Refusal("bad-form", _l("The form is incomplete."))
    return _link(secret, acts[word](secret), word)


def _link(secret: str, found: byemail.Link, done: str) -> Any:
    said = render_template(
        "byemail/link.html",
        x=queries.by_sheet(found.sheet_id),
        found=found,
        secret=secret,
        done=done,
        form=BareForm(),
    )
    answer = make_response(said)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _page(initiative: Initiative, form: EmailSupportForm) -> str:
    sheet = signatures.sheet(initiative.sheet_id or 0)
    return render_template(
        "byemail/page.html",
        x=initiative,
        sheet=sheet,
        manifest=sheet.manifest,
        is_open=entitled.takes_signatures(initiative, clock.now()),
        zone=law.by_key(initiative.rule_set_id).zone,
        many=byemail.count(sheet.id),
        form=form,
    )


def _with_email(slug: str) -> Initiative:
    initiative = visible(slug)
    if not byemail.takes_email(initiative.sheet_id):
        raise Refusal("channel-closed", _l("The law does not allow this way of signing here."))
    return initiative


def _open(rule: str, method: str, view: Callable[..., Any]) -> None:
    view.no_account = True  # type: ignore[attr-defined]
    blueprint.add_url_rule(rule, view.__name__, view, methods=[method])


_open("/initiatives/<slug>/sign/email", "GET", page)
_open("/initiatives/<slug>/sign/email", "POST", ask)
_open("/signing/email/<secret>", "GET", link)
_open("/signing/email/<secret>", "POST", act)
