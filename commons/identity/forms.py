"""The forms of my page: shape only."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from commons import config
from commons.accounts.services import LONGEST_NAME
from commons.forms import Email, Form, Line, Pick, Required, Tick
from commons.i18n import _l

TONGUES = {"th": "ไทย", "en": "English", "et": "Eesti", "fi": "Suomi"}


class ProfileForm(Form):
    """The name that others see, and the language of pages and letters."""

    display_name = Line(
        _l("Name that others see"),
        [Required(_l("Write the name that others shall see."))],
        limit=LONGEST_NAME,
        description=_l("It need not be your real name. It stands beside what you say from now on."),
    )
    language = Pick(_l("Language of pages and letters"), [Required()])

    def offer_languages(self) -> None:
        """Offer the languages of this installation."""
        self.language.choices = [(t, TONGUES.get(t, t)) for t in config.current().locales]


class EmailForm(Form):
    """Where news may be sent; optional."""

    email = Email(
        _l("E-mail address for news"),
        limit=254,
        description=_l(
            "We send a letter with a link to confirm it. Leave it empty to get no letters."
        ),
    )


class EraseForm(Form):
    """The confirmation that an account shall be erased."""

    sure = Tick(
        _l("Yes, erase my account"), [Required(_l("Confirm that you want to erase your account."))]
    )
