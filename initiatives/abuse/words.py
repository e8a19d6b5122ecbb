"""The words of reports: what is breached, and what was found."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.abuse.models import Breach, Finding

BREACHES: dict[Breach, object] = {
    Breach.PAYMENT: _l("Money or gifts are given for signatures"),
    Breach.PRESSURE: _l("People are pressed or threatened to sign"),
    Breach.FALSE_WORDS: _l("People are told something false about the text"),
    Breach.OTHER_NAME: _l("Somebody signs in another person's name"),
    Breach.OTHER: _l("Something else breaks the rules"),
}

FINDINGS: dict[Finding, object] = {
    Finding.FOUNDED: _l("The report is founded"),
    Finding.UNFOUNDED: _l("The report is not founded"),
    Finding.PASSED_ON: _l("Passed on to the authority that is competent"),
}
