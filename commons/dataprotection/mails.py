"""Letters of data protection: the report to the authority, word to those concerned, reminders."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from commons import config, db
from commons.access import Role
from commons.accounts.models import Account
from commons.agencies import queries as agencies
from commons.dataprotection import words
from commons.dataprotection.models import Audience, Breach, BreachStep, DataRequest
from commons.i18n import _, datetime_, force_locale, language
from commons.notify.services import Letter, Recipient, send, tell_account

KEEPERS = (Role.ADMINISTRATOR, Role.AUDITOR)


def report(breach: Breach, step: BreachStep) -> bool:
    """Send the report to the supervisory authority, in English as on the desk's own page."""
    tongue = language()
    text = "\n\n".join(f"{name}\n{said}" for name, said in report_items(breach, step.words))
    letter = Letter(
        _("Report of a breach of personal data, case %(number)s", number=breach.id), text, tongue
    )
    to = Recipient(f"breach-authority:{step.id}", step.address, tongue)
    return send(f"data-breach-report:{step.id}", to, letter)


def report_items(breach: Breach, late_reason: str = "") -> list[tuple[str, str]]:
    """What the report says, item by item (GDPR art. 33 (3); PDPA s. 37 (4))."""
    harms = ", ".join(str(words.HARMS[one]) for one in breach.harms)
    return [
        (_("Case"), f"{breach.id}: {breach.title}"),
        (_("Who reports"), config.current().base_url),
        (_("When the breach was noticed"), datetime_(breach.detected_at)),
        (_("What it was that happened"), f"{breach.nature} ({harms})"),
        (_("Whose data, and about how many people"), _counted(breach.people, breach.people_count)),
        (_("Which data, and about how many records"), _counted(breach.records, breach.records_count)),
        (_("Contact for questions"), breach.contact),
        (_("What may follow from it"), breach.consequences),
        (_("What was done, and what will be done"), breach.measures),
        (_("Risk for the people concerned"), str(words.RISKS[breach.risk])),
        *([(_("Why this report comes late"), late_reason)] if late_reason else []),
    ]  # fmt: skip


def tell_persons(breach: Breach, step: BreachStep) -> int:
    """Write to those concerned, once each; how many letters go out."""
    sent = 0
    for account in _concerned(step.audience or Audience.EVERYBODY):
        with force_locale(account.language or language()):
            letter = Letter(
                _("Your personal data: %(title)s", title=breach.title),
                _("%(words)s\n\nQuestions: %(contact)s", words=step.words, contact=breach.contact),
                account.language or language(),
            )
        to = Recipient(f"account:{account.id}", account.email or "", letter.language)
        sent += send(f"data-breach-letter:{step.id}", to, letter)
    return sent


def remind_of_breach(breach: Breach, word: str) -> None:
    """Tell the keepers that the clock of a breach comes to its end, or has run out; once each."""
    for tongue, recipients in _keepers().items():
        with force_locale(tongue):
            letter = Letter(
                _("The report of breach %(number)s is due", number=breach.id),
                _(
                    "The report to the authority is due on %(due)s. Open the desk: %(address)s",
                    due=datetime_(breach.due_at),
                    address=_address(f"/desk/protection/breaches/{breach.id}"),
                ),
                tongue,
            )
        for recipient in recipients:
            send(f"data-breach-{word}:{breach.id}", recipient, letter)


def remind_of_request(request: DataRequest, word: str) -> None:
    """Tell the keepers that a request has to be answered soon, or is late; once each."""
    for tongue, recipients in _keepers().items():
        with force_locale(tongue):
            letter = Letter(
                _("Request %(number)s about personal data is due", number=request.id),
                _(
                    "Somebody waits for an answer about his own data until %(due)s. Open the desk: "
                    "%(address)s",
                    due=datetime_(request.due_at),
                    address=_address(f"/desk/protection/requests/{request.id}"),
                ),
                tongue,
            )
        for recipient in recipients:
            send(f"data-request-{word}:{request.id}:{request.due_at:%Y%m%d}", recipient, letter)


def tell_asker(request: DataRequest, event: str) -> None:
    """Tell whoever asked that something was decided; the words stand on his own page alone."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            return Letter(
                _("Your request about your data"),
                _(
                    "There is news of your request. Only you can read it, signed in: %(address)s",
                    address=_address("/me/requests"),
                ),
                tongue,
            )

    tell_account(f"data-request-{event}:{request.id}", request.account_id, compose)


def _counted(said: str, many: int | None) -> str:
    return f"{said}: {many}" if many is not None else said


def _address(path: str) -> str:
    return config.current().base_url + path


def _concerned(audience: Audience) -> Sequence[Account]:
    if audience is Audience.STAFF:
        members = agencies.members_everywhere(*Role)
        return list({m.account_id: m.account for m in members if m.account.email}.values())
    wanted = sa.select(Account).where(Account.email.is_not(None), Account.erased_at.is_(None))
    return db.session().scalars(wanted.order_by(Account.id)).all()


def _keepers() -> dict[str, list[Recipient]]:
    """Those who keep the register and have an address, by their language."""
    found: dict[str, dict[int, Recipient]] = {}
    for member in agencies.members_everywhere(*KEEPERS):
        account = member.account
        if account.email and account.email_confirmed_at:
            tongue = account.language or language()
            one = Recipient(f"account:{account.id}", account.email, tongue)
            found.setdefault(tongue, {})[account.id] = one
    return {tongue: list(by_id.values()) for tongue, by_id in found.items()}
