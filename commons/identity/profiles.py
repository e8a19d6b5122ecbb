"""What an installation knows of its identity providers: their capabilities, claims and clients."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from commons import config
from commons.access import Assurance
from commons.config import BadSettings, Settings
from commons.errors import Refusal
from commons.i18n import _l, language

SHIPPED = Path(__file__).parent / "providers"
NEVER = frozenset({"none", "HS256", "HS384", "HS512"})
KNOWN_ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"})


class ClientUse(StrEnum):
    """What a client of ours at a provider is for; a token of one is never one of the other."""

    SIGN_IN = "sign_in"
    SIGNING = "signing"


class Freshness(StrEnum):
    """How a provider proves that a person has just signed in."""

    AUTH_TIME = "auth_time"
    NO_SSO_IAT = "no_sso_iat"
    NONE = "none"


@dataclass(frozen=True)
class Client:
    """One registration of ours at a provider."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Identifier:
    """Where a provider says a national number, and of which kind it is."""

    kind: str
    claim: str
    prefix: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Profile:
    """One provider: what it offers, what its claims mean, and who we are there."""

    id: str
    title: Mapping[str, str]
    issuer: str
    account_issuer: str
    development: bool
    algorithms: frozenset[str]
    scopes: tuple[str, ...]
    acr_values: str
    pkce: bool
    nonce: bool
    answer_iss: bool
    freshness: Freshness
    prompts: bool
    token_auth: str
    endpoints: Mapping[str, str]
    origins: tuple[str, ...]
    assurance_claim: str
    assurance_levels: Mapping[str, Assurance]
    second_factor_claim: str
    second_factor_values: frozenset[str]
    claims: Mapping[str, str]
    identifiers: tuple[Identifier, ...]
    clients: Mapping[ClientUse, Client]

    def name(self) -> str:
        """The provider's name in the reader's language."""
        return self.title.get(language()) or self.title.get("en") or self.id

    @property
    def may_sign(self) -> bool:
        """Whether it can prove a fresh sign-in that is bound to a text."""
        return (
            self.nonce
            and self.freshness is not Freshness.NONE
            and ClientUse.SIGNING in self.clients
        )

    def client(self, use: ClientUse) -> Client:
        """Our registration for this use; refuses where the provider has none."""
        found = self.clients.get(use)
        if found is None:
            raise Refusal(
                "provider-may-not-sign", _l("This way of proving who you are cannot be used here.")
            )
        return found


def all_profiles() -> tuple[Profile, ...]:
    """The providers of this installation, in the order of its file."""
    return _loaded(config.current())


def by_id(profile_id: str) -> Profile:
    """The provider with this id; refuses an unknown one."""
    for profile in all_profiles():
        if profile.id == profile_id:
            return profile
    raise Refusal("provider-unknown", _l("This way of signing in is not offered here."))


def for_signing() -> tuple[Profile, ...]:
    """The providers that may sign."""
    return tuple(profile for profile in all_profiles() if profile.may_sign)


def form_targets() -> tuple[str, ...]:
    """The origins to which our forms lead, for the content security policy."""
    profiles = all_profiles()
    addresses = [p.endpoints.get("authorization", p.issuer) for p in profiles]
    parts = [urlsplit(a) for a in (*addresses, *(o for p in profiles for o in p.origins))]
    return tuple(sorted({f"{part.scheme}://{part.netloc}" for part in parts}))


@lru_cache(maxsize=8)
def _loaded(settings: Settings) -> tuple[Profile, ...]:
    if settings.oidc_providers is None:
        if settings.is_production:
            raise BadSettings("LEXPOPULI_OIDC_PROVIDERS must name the providers in production")
        return (read({"profile": "dev"}, settings),)
    said = tomllib.loads(settings.oidc_providers.read_text(encoding="utf-8"))
    profiles = tuple(read(entry, settings) for entry in said.get("provider", []))
    if not profiles or len({p.id for p in profiles}) < len(profiles):
        raise BadSettings("OIDC_PROVIDERS needs providers, each with an id of its own")
    return profiles


def read(entry: Mapping[str, Any], settings: Settings) -> Profile:
    """A shipped profile with what the installation adds; raises BadSettings when it is unsafe."""
    name = str(entry.get("profile", "generic"))
    path = SHIPPED / f"{name}.toml"
    if not name.isidentifier() or not path.is_file():
        raise BadSettings(f"there is no provider profile called {name!r}")
    base = tomllib.loads(path.read_text(encoding="utf-8"))
    said = _over(base, {k: v for k, v in entry.items() if k != "profile"})
    try:
        profile = _build(said, settings)
    except (KeyError, TypeError, ValueError) as error:
        raise BadSettings(f"provider {said.get('id', name)}: {error!r} is missing or bad") from None
    _check(profile, settings)
    return profile


def _over(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another, table by table; a table of levels is replaced as a whole."""
    merged = dict(base)
    for key, value in more.items():
        inner = merged.get(key)
        if isinstance(inner, dict) and isinstance(value, dict) and key != "levels":
            merged[key] = _over(inner, value)
        else:
            merged[key] = value
    return merged


def _build(said: Mapping[str, Any], settings: Settings) -> Profile:
    issuer = str(said["issuer"]).replace("{base_url}", settings.base_url)
    claims = dict(said["claims"])
    identifiers = tuple(Identifier(**row) for row in claims.pop("identifiers", []))
    levels = said["assurance"]["levels"]
    return Profile(
        id=str(said["id"]),
        title=said["title"],
        issuer=issuer,
        account_issuer=str(said.get("account_issuer", issuer)),
        development=bool(said.get("development", False)),
        algorithms=frozenset(said["algorithms"]),
        scopes=tuple(said["scopes"]),
        acr_values=str(said.get("acr_values", "")),
        pkce=bool(said["pkce"]),
        nonce=bool(said["nonce"]),
        answer_iss=bool(said["answer_iss"]),
        freshness=Freshness(said["freshness"]),
        prompts=bool(said["prompts"]),
        token_auth=str(said["token_auth"]),
        endpoints=said.get("endpoints", {}),
        origins=tuple(said.get("origins", ())),
        assurance_claim=str(said["assurance"]["claim"]),
        assurance_levels={str(k): Assurance[str(v).upper()] for k, v in levels.items()},
        second_factor_claim=str(said["second_factor"]["claim"]),
        second_factor_values=frozenset(said["second_factor"]["values"]),
        claims=claims,
        identifiers=identifiers,
        clients={ClientUse(k): _client(v) for k, v in said.get("clients", {}).items()},
    )


def _client(said: Mapping[str, str]) -> Client:
    if "secret_file" in said:
        return Client(said["id"], Path(said["secret_file"]).read_text(encoding="utf-8").strip())
    return Client(said["id"], said["secret"])


def _check(profile: Profile, settings: Settings) -> None:
    faults = []
    if profile.algorithms & NEVER or not profile.algorithms <= KNOWN_ALGORITHMS:
        faults.append("only public-key algorithms that we know are allowed")
    if not profile.algorithms:
        faults.append("an algorithm must be named")
    if not profile.issuer:
        faults.append("the issuer is missing")
    if ClientUse.SIGN_IN not in profile.clients:
        faults.append("the client for sign-in is missing")
    if len({client.id for client in profile.clients.values()}) < len(profile.clients):
        faults.append("the client for signing must be another one than that for sign-in")
    if settings.is_production:
        if profile.development:
            faults.append("the development provider has no place in production")
        if not all(a.startswith("https://") for a in (profile.issuer, *profile.endpoints.values())):
            faults.append("every address must begin with https://")
    if faults:
        raise BadSettings(f"provider {profile.id}: {'; '.join(faults)}")
