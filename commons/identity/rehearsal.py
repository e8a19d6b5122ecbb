"""The bodies and officials of demonstrations and tests, behind the development provider's staff."""

from __future__ import annotations

from datetime import datetime

from commons import clock
from commons.access import Assurance, Role
from commons.accounts import services as accounts
from commons.accounts.models import Account
from commons.agencies import queries, services
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.identity import profiles
from commons.identity.claims import Attestation
from commons.identity.devprovider import personas, tokens
from commons.identity.devprovider.store import Store
from commons.identity.profiles import ClientUse

ISSUER = "urn:lex-populi:dev"
PROVIDER = "dev"

# slug: kind, slug of the body above, oversight, names
BODIES: dict[str, tuple[Kind, str | None, bool, dict[str, str]]] = {
    "office-of-law-reform": (
        Kind.AUTHORITY,
        None,
        True,
        {"en": "Office of Law Reform", "th": "สำนักงานปฏิรูปกฎหมาย"},
    ),
    "ministry-of-environment": (
        Kind.MINISTRY,
        None,
        False,
        {"en": "Ministry of the Environment", "th": "กระทรวงสิ่งแวดล้อม"},
    ),
    "pollution-control": (
        Kind.DEPARTMENT,
        "ministry-of-environment",
        False,
        {"en": "Department of Pollution Control", "th": "กรมควบคุมมลพิษ"},
    ),
    "ministry-of-transport": (
        Kind.MINISTRY,
        None,
        False,
        {"en": "Ministry of Transport", "th": "กระทรวงคมนาคม"},
    ),
    "parliament": (Kind.PARLIAMENT, None, False, {"en": "The Parliament", "th": "รัฐสภา"}),
    "committee-on-environment": (
        Kind.COMMITTEE,
        "parliament",
        False,
        {"en": "Committee on the Environment", "th": "คณะกรรมาธิการการสิ่งแวดล้อม"},
    ),
    "registration-authority": (
        Kind.AUTHORITY,
        None,
        False,
        {"en": "Registration Authority", "th": "สำนักทะเบียนกลาง"},
    ),
    "ombudsman": (
        Kind.AUTHORITY,
        None,
        False,
        {"en": "Ombudsman", "th": "ผู้ตรวจการแผ่นดิน"},
    ),
}

STAFF: dict[str, tuple[str, Role]] = {
    "officer-1": ("pollution-control", Role.OFFICER),
    "officer-2": ("pollution-control", Role.OFFICER),
    "officer-b": ("ministry-of-transport", Role.OFFICER),
    "publisher": ("pollution-control", Role.PUBLISHER),
    "moderator": ("pollution-control", Role.MODERATOR),
    "moderator-p": ("parliament", Role.MODERATOR),
    "clerk": ("parliament", Role.CLERK),
    "secretary": ("committee-on-environment", Role.SECRETARY),
    "registrar-1": ("parliament", Role.REGISTRAR),
    "registrar-2": ("parliament", Role.REGISTRAR),
    "verifier": ("registration-authority", Role.VERIFIER),
    "auditor": ("office-of-law-reform", Role.AUDITOR),
    "appeals": ("ombudsman", Role.APPEALS),
    "admin-1": ("office-of-law-reform", Role.ADMINISTRATOR),
    "admin-2": ("parliament", Role.ADMINISTRATOR),
    "registrar-3": ("parliament", Role.REGISTRAR),
}


def body(slug: str) -> Agency:
    """A body of the rehearsal, founded (with those above it) when it is not there yet."""
    standing = queries.by_slug(slug)
    if standing is not None:
        return standing
    kind, above, oversight, names = BODIES[slug]
    parent = body(above) if above else None
    return services.found(slug, names, kind, parent=parent, oversight=oversight)


def confirm_address(hint: str, email: str) -> None:
    """Let a persona have confirmed this address for letters."""
    own = account(hint)
    own.email, own.email_confirmed_at = email, clock.now()


def account(hint: str, *, display_name: str | None = None) -> Account:
    """The account that this persona gets at sign-in, with its membership; refuses an unknown one."""
    person = personas.find(hint, clock.now())
    if person is None:
        raise Refusal("unknown-persona", hint)
    if display_name is None and hint in STAFF:
        display_name = f"{person.given_name} {person.family_name}"
    opened = accounts.open_account(
        ISSUER,
        person.subject,
        provider=PROVIDER,
        assurance=Assurance.HIGH,
        display_name=display_name,
        is_minor=hint in ("age-15", "age-16", "age-17"),
    )
    if hint in STAFF:
        slug, role = STAFF[hint]
        services.install(opened, body(slug), role)
    return opened


def cast() -> None:
    """Found every body and open every official's account; safe to repeat."""
    for slug in BODIES:
        body(slug)
    for hint in STAFF:
        account(hint)


def attestation(
    hint: str,
    store: Store,
    *,
    nonce: str,
    use: ClientUse = ClientUse.SIGNING,
    fault: str | None = None,
    requested_at: datetime | None = None,
) -> Attestation:
    """What the development provider attests of a persona now, without its form.

    `store` holds the provider's keys (installed.at_hand gives it); `fault` spoils the token.
    """
    person = personas.find(hint, clock.now())
    if person is None:
        raise Refusal("unknown-persona", hint)
    profile = profiles.by_id(PROVIDER)
    said = tokens.claims_of(
        person, issuer=profile.issuer, audience=profile.client(use).id, nonce=nonce
    )
    return Attestation(
        provider=PROVIDER,
        token=tokens.sign(said, store, fault),
        nonce=nonce,
        requested_at=requested_at or clock.machine_now(),
    )
