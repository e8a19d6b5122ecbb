"""One clear sentence for each way in which a container is not taken."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from commons.i18n import _l

SENTENCES: Mapping[str, LazyString] = {
    "certificate-expired": _l("The certificate was not valid when you signed. Renew it first."),
    "certificate-not-for-signing": _l(
        "This certificate is for proving who you are. Sign with the one for signing (PIN2)."
    ),
    "certificate-revoked": _l("The certificate had been revoked. Use another card."),
    "certificate-untrusted": _l("The issuer of this certificate is not on the trust list."),
    "certificate-weak": _l("The certificate uses an algorithm that is no longer safe."),
    "container-algorithm": _l("The signature uses an algorithm that is not allowed."),
    "container-signature-false": _l("The signature in this file does not hold."),
    "container-signed-twice": _l(
        "This file holds more than one signature. Download a new file and sign it alone."
    ),
    "container-too-large": _l("This file is too large to be a container of this initiative."),
    "container-uncovered": _l("The signature does not cover every file of the container."),
    "container-unreadable": _l("This file is not a container (ASiC-E), or it is damaged."),
    "container-unsigned": _l("This file has not been signed yet. Open it in your ID-card program."),
    "identifier-missing": _l(
        "This way of proving who you are does not give the number that is needed here."
    ),
    "level-too-low": _l(
        "The law asks for a stronger signature: qualified, with time-stamp and validity confirmed."
    ),
    "ocsp-false": _l("The confirmation of the certificate's validity does not hold."),
    "other-text": _l("This file was signed for another text. Download the file of this page."),
    "signed-out-of-time": _l("The signature was not made after the download of this file."),
    "time-stamp-false": _l("The time-stamp of the signature does not hold."),
    "time-stamp-untrusted": _l(
        "The time-stamp comes from a service that is not on the trust list."
    ),
}
