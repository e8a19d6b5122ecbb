"""Sealing to a desk: the keys depend on no secret that only the vault has."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from commons import config, sealing
from commons.errors import Refusal
from tests.conftest import settings_for


def test_a_web_process_without_the_master_key_opens_what_it_sealed_and_its_folder_alone_opens_nothing(
    tmp_path: Path,
) -> None:
    web = dataclasses.replace(settings_for(tmp_path, "sqlite://"), master_key="")
    config.use(web)
    sealed = sealing.seal("hearing-1", "Mr Quiet", bound_to="comment 1")

    assert sealing.unseal("hearing-1", sealed, bound_to="comment 1") == "Mr Quiet"

    config.use(dataclasses.replace(web, account_key="another one, guessed by a thief"))
    with pytest.raises(Refusal) as refused:
        sealing.unseal("hearing-1", sealed, bound_to="comment 1")
    assert refused.value.code == "keyring-unsafe"


def test_a_key_of_an_earlier_version_is_wrapped_anew_once_it_is_used(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "sqlite://")
    config.use(settings)
    folder = tmp_path / "desk-keys"
    folder.mkdir()
    nonce, key = bytes(12), bytes(range(32))
    old = nonce + sealing._former_wrapping().encrypt(nonce, key, b"hearing-2")
    (folder / "hearing-2.key").write_bytes(old)
    sealed = nonce + AESGCM(key).encrypt(nonce, b"words", b"lex populi desk v1|hearing-2|part 1")

    assert sealing.unseal("hearing-2", sealed, bound_to="part 1") == "words"
    config.use(dataclasses.replace(settings, master_key=""))
    assert sealing.unseal("hearing-2", sealed, bound_to="part 1") == "words"
    assert [file.name for file in folder.iterdir()] == ["hearing-2.key"]
