"""The forms of the register and of invited bodies: shape only."""

# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import Any

from commons import forms
from commons.config import current
from commons.discussion.models import Stance
from commons.i18n import _, _l
from consult import words
from consult.deskforms import TONGUES
from consult.stakeholders.models import Nature
from consult.stakeholders.rules import Listing
from consult.states import Topic


class EntryForm(forms.Form):
    """A body or person of the register."""

    name = forms.Line(_l("Name"), [forms.Required(_l("Enter the name."))], limit=200)
    nature = forms.Choice(
        _l("What it is"),
        [forms.Required()],
        default=Nature.BODY.value,
        choices=[
            (Nature.BODY.value, _l("A body, whose name is public when it is named")),
            (Nature.PERSON.value, _l("A person, whose name is never public")),
        ],
    )
    email = forms.Email(_l("E-mail address"), [forms.Required(_l("Enter the address."))])
    language = forms.Pick(_l("Language of the letter"))
    topics = forms.Choices(_l("Topics that concern it"))
    groups = forms.Line(_l("Groups"), description=_l("Several are parted by semicolons."))
    tags = forms.Line(_l("Tags"), description=_l("Several are parted by semicolons."))
    note = forms.Words(_l("Note for the desk"), limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [(code, TONGUES.get(code, code)) for code in current().locales]
        self.topics.choices = words.choices(Topic)

    @classmethod
    def of(cls, listing: Listing) -> EntryForm:
        """The form as an entry stands."""
        known = {**listing.as_data(), "nature": listing.nature.value}
        known |= {"groups": "; ".join(listing.groups), "tags": "; ".join(listing.tags)}
        made: EntryForm = cls(data=known)
        return made

    def listing(self) -> Listing:
        """What was filled in."""
        return Listing(
            name=self.name.data or "",
            email=self.email.data or "",
            nature=Nature(str(self.nature.data)),
            language=str(self.language.data),
            groups=tuple((self.groups.data or "").split(";")),
            topics=tuple(self.topics.data or ()),
            tags=tuple((self.tags.data or "").split(";")),
            note=self.note.data or "",
        )


class UploadForm(forms.Form):
    """A list to be read into the register."""

    file = forms.Upload(_l("CSV file"), [forms.Required(_l("Choose a file."))])


class ChooseForm(forms.Form):
    """Why those who are ticked are affected."""

    affected = forms.Line(_l("How they are affected"))


class BodyForm(forms.Form):
    """What an invited body says of one section, or of the whole."""

    version = forms.Hidden()
    section = forms.Pick(_l("Section"), default="")
    stance = forms.Choice(_l("Your stance"), [forms.Optional()])
    words = forms.Words(_l("Your comment"))
    suggestion = forms.Words(_l("The wording that you suggest"))

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section.choices = [("", _("The draft as a whole")), *sections]
        self.stance.choices = words.choices(Stance)
