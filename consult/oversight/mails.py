"""The letters about exceptions: to the body that decides, and back to the agency that asked."""

from __future__ import annotations

from commons import config
from commons.agencies.models import Agency
from commons.i18n import _, date_, force_locale
from commons.notify.services import Letter
from consult.oversight.models import Asked


def asked(row: Asked, tongue: str) -> Letter:
    """An agency below asks for an exception; who decides, where, and until when."""
    with force_locale(tongue):
        return Letter(
            subject=_("An exception waits for your decision: %(agency)s", agency=_agency(row)),
            text=_(
                "%(agency)s asks for an exception for the hearing “%(title)s”.\n\n"
                "The reason given: %(reason)s\n\n"
                "Please decide by %(day)s:\n%(address)s\n",
                agency=_agency(row),
                title=row.hearing.title(tongue),
                reason=row.reason,
                day=date_(row.due_at) if row.due_at else "",
                address=_at(f"/desk/exceptions/{row.id}"),
            ),
            language=tongue,
        )


def decided(row: Asked, tongue: str) -> Letter:
    """The body above has decided."""
    with force_locale(tongue):
        words = (
            _("The exception for “%(title)s” is granted.", title=row.hearing.title(tongue))
            if row.granted
            else _("The exception for “%(title)s” is refused.", title=row.hearing.title(tongue))
        )
        return Letter(
            subject=words,
            text=f"{words}\n\n{row.answer}\n\n{_at('/desk/hearings/' + row.hearing.slug)}\n",
            language=tongue,
        )


def tongue_of(body: Agency) -> str:
    """The language in which a body is written to."""
    return "th" if "th" in body.names else "en"


def _agency(row: Asked) -> str:
    return row.agency.name()


def _at(path: str) -> str:
    return config.current().base_url + path
