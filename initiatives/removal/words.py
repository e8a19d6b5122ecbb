"""The words of removals: what each ground means."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.removal.models import RemovalGround

GROUNDS: dict[RemovalGround, object] = {
    RemovalGround.UNLAWFUL: _l("The words are themselves an offence"),
    RemovalGround.PERSONAL_DATA: _l("Personal data of a person who did not publish it"),
    RemovalGround.THREATS: _l("Threat of violence, or a call to it"),
    RemovalGround.IMPERSONATION: _l("Published under another person's name"),
    RemovalGround.ORDER: _l("Order of a court or an authority"),
}
