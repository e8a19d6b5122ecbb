"""The development provider played in this process, without its form: for filling a demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from commons import clock
from commons.config import Settings
from commons.errors import Refusal
from commons.identity import profiles, wire
from commons.identity.claims import Attestation
from commons.identity.devprovider import installed, personas, tokens
from commons.identity.profiles import ClientUse

Attest = Callable[[str, str], Attestation]
"""From a persona's hint and a nonce: what the provider attests of it at this moment."""


@contextmanager
def played(settings: Settings) -> Iterator[Attest]:
    """Let personas sign with this installation's own key; refused in production."""
    if settings.is_production:
        raise Refusal("not-permitted", "The development provider has no place in production.")
    provider = installed.provider(settings, settings.instance_dir / "provider")
    client_id = profiles.by_id("dev").client(ClientUse.SIGNING).id

    def attest(hint: str, nonce: str) -> Attestation:
        person = personas.find(hint, clock.now())
        if person is None:
            raise Refusal("unknown-persona", hint)
        said = tokens.claims_of(person, issuer=provider.issuer, audience=client_id, nonce=nonce)
        token = tokens.sign(said, provider.store)
        return Attestation("dev", token, nonce, clock.machine_now())

    wire.lead(provider.issuer, installed.InProcess(provider, provider.issuer))
    try:
        yield attest
    finally:
        installed.install(settings)
