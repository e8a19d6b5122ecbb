"""Writing to those who run the house: questions, barriers, weaknesses, paid signatures."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from commons import clock, config, limits
from commons.access import Permission, requires
from commons.forms import Choice, Email, Form, Required, Words
from commons.i18n import _, _l, language
from commons.notify import services as notify

blueprint = Blueprint("feedback", __name__)
FEEDBACK = limits.Limit("feedback", 5, timedelta(minutes=10))
SUBJECTS = (
    ("question", _l("A question")),
    ("accessibility", _l("Something cannot be used")),
    ("payment", _l("Somebody pays or threatens for signatures")),
    ("security", _l("A weakness of security")),
    ("other", _l("Something else")),
)


class FeedbackForm(Form):
    """A letter to those who run the house."""

    about = Choice(
        _l("What is it about?"), [Required(_l("Choose what it is about."))], choices=SUBJECTS
    )
    words = Words(_l("Your message"), [Required(_l("Write your message."))], limit=3000)
    reply_to = Email(
        _l("Your e-mail address"),
        description=_l("Only if you want an answer. It is not published."),
    )


@blueprint.get("/feedback")
@requires(Permission.ANYONE)
def ask() -> str:
    """The form, with its subject chosen when the address names one."""
    offered = {name for name, _words in SUBJECTS}
    about = request.args.get("about")
    form = FeedbackForm(formdata=None, about=about if about in offered else None)
    return render_template("pages/feedback.html", form=form)


@blueprint.post("/feedback")
@requires(Permission.ANYONE, writes=True)
def tell() -> Response | Answer | tuple[str, int]:
    """Hand the message to the mail of those who run the house; it is stored nowhere else."""
    form = FeedbackForm()
    if not form.validate_on_submit():
        return render_template("pages/feedback.html", form=form), 422
    limits.spend(FEEDBACK, request.remote_addr or "")
    _hand_over(form)
    flash(_("Thank you. Your message is on its way to the people who run this service."), "success")
    return redirect("/feedback", 303)


def _hand_over(form: FeedbackForm) -> None:
    body = "\n\n".join(filter(None, [form.words.data, form.reply_to.data]))
    event = hashlib.sha256(f"{clock.machine_now()}{body}".encode()).hexdigest()[:32]
    notify.send(
        f"feedback:{event}",
        notify.Recipient("operator", config.current().contact),
        notify.Letter(f"[{form.about.data}] Lex Populi", body, language()),
    )
