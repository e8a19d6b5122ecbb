"""What `deploy/` hands out: the examples start their processes, and no unit sees another's secrets."""

from __future__ import annotations

import re
from pathlib import Path

from commons import config
from commons.config import HERE

DEPLOY = HERE / "deploy"


def environment(name: str, folder: Path) -> dict[str, str]:
    """An example file as systemd would read it, its secrets written into a folder."""
    lines = (DEPLOY / name).read_text().splitlines()
    said = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    for key, path in said.items():
        if key.endswith("_KEY_FILE"):
            file = folder / Path(path).name
            file.write_text(f"{key} of a test, long enough for everybody\n")
            said[key] = str(file)
    return said


def test_the_examples_of_settings_are_whole_and_keep_the_master_key_with_the_vault(
    tmp_path: Path,
) -> None:
    vault = environment("vault.env.example", tmp_path)
    web = environment("settings.env.example", tmp_path)

    room, house = config.load_vault(vault), config.load(web)

    assert room.is_production and house.is_production
    assert room.trust_list_dir == house.trust_list_dir
    assert room.vault_socket == house.vault_socket
    assert not house.master_key and "LEXPOPULI_KEYRING_DIR" not in web
    assert not room.account_key and not room.database_url


def test_every_setting_of_a_real_installation_stands_in_an_example() -> None:
    read = set(re.findall(r'said\.\w+\("([A-Z_]+)"', (HERE / "commons/config.py").read_text()))
    shown = {
        name.removesuffix("_FILE")
        for file in DEPLOY.glob("*.env.example")
        for name in re.findall(r"^#?LEXPOPULI_([A-Z_]+)=", file.read_text(), re.MULTILINE)
    }

    assert read - shown == {"OPEN_AIDS", "IDP_URL"}, "aids of a demonstration, and nothing else"
    assert shown - read == set()


def test_web_and_worker_cannot_reach_what_is_the_vaults() -> None:
    for unit in ("web", "worker"):
        said = (DEPLOY / f"lexpopuli-{unit}.service").read_text()
        assert "InaccessiblePaths=/var/lib/lexpopuli-vault /etc/lexpopuli/vault.env" in said
    vault = (DEPLOY / "lexpopuli-vault.service").read_text()
    assert "/etc/lexpopuli/settings.env" in vault.partition("InaccessiblePaths=")[2]
