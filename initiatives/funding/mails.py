"""The letters of funding: a statement is due soon, or overdue."""

from __future__ import annotations

from datetime import date

from commons import config
from commons.i18n import _, date_, force_locale
from commons.notify import services as notify
from commons.notify.services import Letter
from initiatives.models import Initiative


def remind(initiative: Initiative, due_on: date, *, is_overdue: bool) -> int:
    """Remind everybody who carries the initiative, once a due day and once when it has passed."""
    word = "overdue" if is_overdue else "due"
    event = f"initiative:{initiative.id}:funding-{word}:{due_on.isoformat()}"

    def compose(language: str) -> Letter:
        with force_locale(language):
            if is_overdue:
                subject = _("The list of gifts is overdue: %(title)s", title=initiative.title)
            else:
                subject = _("State your gifts soon: %(title)s", title=initiative.title)
            text = _(
                "The initiators state who gave how much, or that nobody gave anything. "
                "The last day is %(day)s. After it the initiative's page says that the list is overdue.",
                day=date_(due_on),
            )
        address = f"{config.current().base_url}{initiative.path}/funding"
        return Letter(subject, f"{text}\n\n{address}", language)

    return sum(
        notify.tell_account(event, member.account_id, compose) for member in initiative.members
    )
