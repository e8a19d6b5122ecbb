"""The vault's counter: the keys of a sheet, in this process or behind the vault's socket.

In production the vault is a process and user of its own (`signatures.vault`), the sole reader of
the keyring and the master key; elsewhere the same code runs in this process. Each call is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from commons import config
from signatures import _calls, _keyring, _proving, _vaultwire
from signatures._proving import Proof
from signatures._sheetkeys import KEY_LENGTH, Purpose, SheetKeys, Shown

__all__ = ["SheetKeys", "Shown", "counts", "destroy", "exists", "make", "open_keys"]

COUNTED = {
    Purpose.PERSON: "paper-person",
    Purpose.SALT: "salt",
    Purpose.ENDING: "salt",
    Purpose.MARK: "row-marked",
    Purpose.RECEIPT: "receipt",
    Purpose.UNDO: "undo",
    Purpose.EMAIL: "email-address",
}


@dataclass(frozen=True, repr=False)
class _Counted(SheetKeys):
    """The keys in this process, each use counted."""

    def person(self, shown: Shown) -> tuple[bytes, ...]:
        _calls.note("person")
        return SheetKeys(self.digest, self._secret).person(shown)

    def derive(self, purpose: Purpose, said: bytes) -> bytes:
        if purpose in COUNTED:
            _calls.note(COUNTED[purpose])
        return super().derive(purpose, said)

    def unwrap(self, wrapped: bytes, *, person_key: bytes) -> bytes:
        _calls.note("envelope-unwrapped")
        return super().unwrap(wrapped, person_key=person_key)


@dataclass(frozen=True, repr=False)
class _Remote(SheetKeys):
    """The keys behind the socket: the secret never comes here, nor does the outer key."""

    def person(self, shown: Shown) -> tuple[bytes, ...]:
        said = shown.attestation
        keys = _vaultwire.ask(
            "person",
            sheet=self.digest,
            kinds=list(shown.kinds),
            provider=said.provider,
            token=said.token,
            nonce=said.nonce,
            requested_at=said.requested_at.isoformat(),
        )
        return tuple(keys[at : at + KEY_LENGTH] for at in range(0, len(keys), KEY_LENGTH))

    def person_key(self, identifier_kind: str, identifier: str) -> bytes:
        return _vaultwire.ask(
            "paper-person", sheet=self.digest, kind=identifier_kind, number=identifier
        )

    def derive(self, purpose: Purpose, said: bytes) -> bytes:
        return _vaultwire.ask("derive", sheet=self.digest, purpose=purpose.value, said=said.hex())

    def wrap(self, envelope: bytes, *, person_key: bytes) -> bytes:
        said = {"body": envelope.hex(), "person_key": person_key.hex()}
        return _vaultwire.ask("wrap", sheet=self.digest, **said)

    def unwrap(self, wrapped: bytes, *, person_key: bytes) -> bytes:
        said = {"body": wrapped.hex(), "person_key": person_key.hex()}
        return _vaultwire.ask("unwrap", sheet=self.digest, **said)


def make(digest: str) -> None:
    """Make the sheet's secret in two live copies and read both back; safe to call again.

    Refuses ("sheet-shredded") where the secret of this sheet was destroyed.
    """
    if _is_apart():
        _vaultwire.ask("make", sheet=digest)
        return
    _keyring.make(digest)
    _calls.note("sheet-made")


def open_keys(digest: str) -> SheetKeys:
    """The keys of a sheet; refuses "sheet-shredded" and "keyring-unsafe" as the keyring does."""
    if _is_apart():
        _vaultwire.ask("open", sheet=digest)
        return _Remote(digest, b"")
    return _Counted(digest, _keyring.secret_of(digest))


def person_of_card(digest: str, proof: Proof) -> bytes:
    """The key of whose card signed a declaration for this sheet; the vault checks that for itself.

    Refuses ("vault-refused") a proof that does not hold at this moment.
    """
    if _is_apart():
        return _vaultwire.ask(
            "container",
            sheet=digest,
            certificate=proof.certificate.hex(),
            between=[one.hex() for one in proof.between],
            method=proof.method,
            signed_info=proof.signed_info.hex(),
            signature=proof.signature.hex(),
            declaration=proof.declaration.hex(),
            before=[_vaultwire.packed(one) for one in proof.before],
        )
    found = _proving.person(proof, digest)
    _calls.note("container")
    return SheetKeys(digest, _keyring.secret_of(digest)).person_key(found.kind, found.number)


def exists(digest: str) -> bool:
    """Whether any copy of this sheet's secret can be opened."""
    if _is_apart():
        return _vaultwire.ask("exists", sheet=digest) == b"1"
    return _keyring.exists(digest)


def destroy(digest: str) -> None:
    """Overwrite and delete every copy of the secret, and leave a grave that forbids its return."""
    if _is_apart():
        _vaultwire.ask("destroy", sheet=digest)
        return
    _keyring.destroy(digest)
    _calls.note("sheet-destroyed")


def counts() -> dict[str, int]:
    """How often the vault was asked for what, since its keyring was founded."""
    return _vaultwire.counts() if _is_apart() else _calls.counts()


def _is_apart() -> bool:
    return config.current().vault_socket is not None
