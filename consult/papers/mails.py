"""Letters about withheld papers: review is due, or the paper is public again."""

from __future__ import annotations

from commons.config import current
from commons.i18n import _, date_, force_locale
from commons.notify.services import Compose, Letter
from consult.oversight.models import Asked
from consult.papers.models import Paper


def review(paper: Paper, asked: Asked) -> Compose:
    """The day of review comes near: the paper becomes public unless two persons renew it."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            words = _(
                "The document “%(name)s” is withheld until %(day)s. After that day it is public by "
                "itself, unless two persons renew the exception before.",
                name=paper.title,
                day=date_(asked.expires_on) if asked.expires_on else "",
            )
            subject = _("Review: a withheld document of %(title)s", title=_title(paper, tongue))
            return _letter(paper, subject, words, tongue)

    return compose


def public(paper: Paper) -> Compose:
    """Its time has ended: the paper is public."""

    def compose(tongue: str) -> Letter:
        with force_locale(tongue):
            words = _(
                "The document “%(name)s” is public now: its time has ended.", name=paper.title
            )
            subject = _("Public now: a document of %(title)s", title=_title(paper, tongue))
            return _letter(paper, subject, words, tongue)

    return compose


def _title(paper: Paper, tongue: str) -> str:
    return paper.hearing.title(tongue)


def _letter(paper: Paper, subject: str, words: str, tongue: str) -> Letter:
    address = f"{current().base_url}/desk/hearings/{paper.hearing.slug}/papers"
    return Letter(subject=subject, text=f"{words}\n\n{address}\n", language=tongue)
