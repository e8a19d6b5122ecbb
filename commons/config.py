"""The settings of an installation: read once from the environment, checked, then frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

PREFIX = "LEXPOPULI_"
_SECRETS = ("secret_key", "master_key", "ledger_key", "account_key")
_SHORTEST_SECRET = 32
_MOST_WORK = 24
HERE = Path(__file__).resolve().parent.parent


class Mode(StrEnum):
    """What an installation is for; only production may serve citizens."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class BadSettings(Exception):
    """The settings are incomplete or unsafe; the application does not start."""


@dataclass(frozen=True)
class Settings:
    """Everything an installation may set: the names of the environment, in lower case."""

    mode: Mode
    database_url: str
    secret_key: str = field(repr=False)
    master_key: str = field(repr=False)
    ledger_key: str = field(repr=False)
    account_key: str = field(repr=False)
    base_url: str
    instance_dir: Path
    keyring_dir: Path
    heads_dir: Path
    upload_dir: Path
    queue_url: str = ""
    mail_url: str = ""
    mail_from: str = "no-reply@localhost"
    contact: str = "contact@localhost"
    oidc_providers: Path | None = None
    rules_dir: Path | None = None
    trust_list_dir: Path | None = None
    witness_dir: Path | None = None
    files_url: str = ""
    webhook_allow: tuple[str, ...] = ()
    operator_of: tuple[str, ...] = ()
    """Rule sets of which this installation is the operator whom the law names."""
    clamd_socket: Path | None = None
    trusted_proxies: int = 0
    locales: tuple[str, ...] = ("th", "en")
    open_aids: bool = False
    work_bits: int = 16
    vault_socket: Path | None = None
    vault_peers: tuple[str, ...] = ()
    room_role: str = ""
    idp_url: str = "http://127.0.0.1:8001"

    @property
    def is_production(self) -> bool:
        """True where citizens are served."""
        return self.mode is Mode.PRODUCTION

    @property
    def has_aids(self) -> bool:
        """True where the test and demonstration aids exist."""
        return not self.is_production

    @property
    def clock_file(self) -> Path | None:
        """Where a demonstration keeps its time; production has none."""
        return self.instance_dir / "clock.json" if self.has_aids else None

    @property
    def mail_dir(self) -> Path:
        """The mail sink of a demonstration."""
        return self.instance_dir / "mail"


class _InUse:
    settings: Settings | None = None


def use(settings: Settings) -> None:
    """Make `settings` those of this process."""
    _InUse.settings = settings


def current() -> Settings:
    """The settings of this process; refuses when none are in use."""
    if _InUse.settings is None:
        raise RuntimeError("no settings are in use")
    return _InUse.settings


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises BadSettings with every fault named."""
    said = _Reader(os.environ if environ is None else environ)
    try:
        mode = Mode(said.text("MODE", "production"))
    except ValueError:
        raise BadSettings(f"{PREFIX}MODE must be production, demo or test") from None
    instance = said.path("INSTANCE_DIR", HERE / "instance")
    settings = Settings(
        mode=mode,
        database_url=said.text("DATABASE_URL", f"sqlite:///{instance / 'lexpopuli.db'}"),
        secret_key=said.text("SECRET_KEY"),
        master_key=said.text("MASTER_KEY"),
        ledger_key=said.text("LEDGER_KEY"),
        account_key=said.text("ACCOUNT_KEY"),
        base_url=said.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        instance_dir=instance,
        keyring_dir=said.path("KEYRING_DIR", instance / "keyring"),
        heads_dir=said.path("HEADS_DIR", instance / "heads"),
        upload_dir=said.path("UPLOAD_DIR", instance / "uploads"),
        queue_url=said.text("QUEUE_URL"),
        mail_url=said.text("MAIL_URL"),
        mail_from=said.text("MAIL_FROM", "no-reply@localhost"),
        contact=said.text("CONTACT", "contact@localhost"),
        oidc_providers=said.maybe_path("OIDC_PROVIDERS"),
        rules_dir=said.maybe_path("RULES_DIR"),
        trust_list_dir=said.maybe_path("TRUST_LIST_DIR"),
        witness_dir=said.maybe_path("WITNESS_DIR"),
        files_url=said.text("FILES_URL"),
        webhook_allow=said.words("WEBHOOK_ALLOW"),
        operator_of=said.words("OPERATOR_OF"),
        clamd_socket=said.maybe_path("CLAMD_SOCKET"),
        trusted_proxies=said.whole("TRUSTED_PROXIES", 0),
        locales=said.words("LOCALES", "th,en"),
        open_aids=said.text("OPEN_AIDS") == "1",
        work_bits=said.whole("WORK_BITS", 16),
        idp_url=said.text("IDP_URL", "http://127.0.0.1:8001"),
        vault_socket=said.maybe_path("VAULT_SOCKET"),
        room_role=said.text("ROOM_ROLE"),
    )
    _check(settings, said.faults)
    return settings


def load_vault(environ: Mapping[str, str]) -> Settings:
    """The settings of the vault's own process: keyring, master key, socket, peers, providers.

    Raises BadSettings where one of them is missing or weak. No other secret enters that process.
    """
    said = _Reader(environ)
    instance = said.path("INSTANCE_DIR", HERE / "instance")
    settings = Settings(
        mode=Mode(said.text("MODE", "production")),
        database_url="",
        secret_key="",
        master_key=said.text("MASTER_KEY"),
        ledger_key="",
        account_key="",
        base_url=said.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        instance_dir=instance,
        keyring_dir=said.path("KEYRING_DIR", instance / "keyring"),
        heads_dir=instance / "heads",
        upload_dir=instance / "uploads",
        oidc_providers=said.maybe_path("OIDC_PROVIDERS"),
        idp_url=said.text("IDP_URL", "http://127.0.0.1:8001"),
        trust_list_dir=said.maybe_path("TRUST_LIST_DIR"),
        vault_socket=said.maybe_path("VAULT_SOCKET"),
        vault_peers=said.words("VAULT_PEERS"),
    )
    if _is_weak(settings.master_key):
        said.faults.append(f"{PREFIX}MASTER_KEY is missing or weak (32 characters or more)")
    if settings.vault_socket is None:
        said.faults.append(f"{PREFIX}VAULT_SOCKET must name the socket")
    if settings.is_production and settings.oidc_providers is None:
        said.faults.append(f"{PREFIX}OIDC_PROVIDERS must name the providers in production")
    if said.faults:
        raise BadSettings("; ".join(said.faults))
    return settings


def _is_weak(secret: str) -> bool:
    return len(secret) < _SHORTEST_SECRET or len(set(secret)) < 8


def _check(settings: Settings, faults: list[str]) -> None:
    wanted = [n for n in _SECRETS if n != "master_key" or settings.vault_socket is None]
    faults += [
        f"{PREFIX}{name.upper()} is missing or weak (32 characters or more)"
        for name in wanted
        if _is_weak(getattr(settings, name))
    ]
    if settings.is_production and settings.vault_socket is not None and settings.master_key:
        faults.append(f"{PREFIX}MASTER_KEY belongs to the vault alone where VAULT_SOCKET is set")
    secrets = [getattr(settings, name) for name in wanted]
    if len(set(secrets)) < len(secrets):
        faults.append("no two secrets may be equal")
    if settings.work_bits > _MOST_WORK:
        faults.append(f"{PREFIX}WORK_BITS may be at most {_MOST_WORK}: phones must do it too")
    if settings.is_production:
        if not settings.base_url.startswith("https://"):
            faults.append(f"{PREFIX}BASE_URL must begin with https:// in production")
        if settings.open_aids:
            faults.append(f"{PREFIX}OPEN_AIDS has no place in production")
        if settings.oidc_providers is None:
            faults.append(f"{PREFIX}OIDC_PROVIDERS must name the providers in production")
        if not settings.mail_url:
            faults.append(f"{PREFIX}MAIL_URL must name the mail server in production")
    if faults:
        raise BadSettings("; ".join(faults))


class _Reader:
    """Reads one variable, or its `_FILE`, and remembers what was wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        file = self.environ.get(f"{PREFIX}{name}_FILE")
        if file:
            try:
                return Path(file).read_text().strip()
            except OSError as error:
                self.faults.append(f"{PREFIX}{name}_FILE cannot be read ({error.strerror})")
                return default
        return self.environ.get(f"{PREFIX}{name}") or default

    def path(self, name: str, default: Path) -> Path:
        said = self.text(name)
        return Path(said) if said else default

    def maybe_path(self, name: str) -> Path | None:
        said = self.text(name)
        return Path(said) if said else None

    def words(self, name: str, default: str = "") -> tuple[str, ...]:
        return tuple(w.strip() for w in self.text(name, default).split(",") if w.strip())

    def whole(self, name: str, default: int) -> int:
        said = self.text(name, str(default))
        if not said.isdigit():
            self.faults.append(f"{PREFIX}{name} must be a whole number")
            return default
        return int(said)
