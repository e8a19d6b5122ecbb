"""Ground of all tests: both databases, the application, its clock and its post."""

from __future__ import annotations

import gc
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
import structlog
from flask import Flask
from flask.testing import FlaskClient

from commons import clock, config, db, engines, shelf
from commons.config import Settings
from commons.identity.devprovider import installed
from portal import create_app, messages
from portal.demo import seed
from portal.schema import metadata
from tests import databases

engines.SYNCHRONOUS = "OFF"
POSTGRES = os.environ.get("LEXPOPULI_TEST_DATABASE_URL", "postgresql:///postgres")

SMALL = 0.03
"""So much of the demonstration's voices: every state is there, and filling takes seconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, and what shares a browser or a demonstration stays together."""
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """What has been imported stays: searching it for rubbish took a fifth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _turn(item: pytest.Item) -> int:
    if "tests/browser" in item.nodeid:
        return 0
    if {"demonstration", "seeded"} & set(getattr(item, "fixturenames", ())):
        return 1
    return 2 if item.get_closest_marker("slow") else 3


def settings_for(folder: Path, url: str, **more: Any) -> Settings:
    """Settings of a test installation that lives in `folder`."""
    environ = {
        "LEXPOPULI_MODE": "test",
        "LEXPOPULI_DATABASE_URL": url,
        "LEXPOPULI_SECRET_KEY": "a test's secret, 32 letters or more",
        "LEXPOPULI_MASTER_KEY": "a test's master key, quite long enough",
        "LEXPOPULI_LEDGER_KEY": "a test's ledger key, quite long enough",
        "LEXPOPULI_ACCOUNT_KEY": "a test's account key, quite long enough",
        "LEXPOPULI_INSTANCE_DIR": str(folder),
        "LEXPOPULI_BASE_URL": "http://localhost",
        **{f"LEXPOPULI_{name.upper()}": str(value) for name, value in more.items()},
    }
    return config.load(environ)


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    messages.compile_all()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with the whole schema, to be copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    database = db.Database(f"sqlite:///{path}")
    metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database of this test process with the whole schema; skips where none answers."""
    name = f"lexpopuli_{uuid.uuid4().hex[:12]}"
    plain = POSTGRES.replace("postgresql+psycopg", "postgresql")
    try:
        server = psycopg.connect(plain, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers (LEXPOPULI_TEST_DATABASE_URL)")
    server.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    url = sa.make_url(plain).set(database=name)
    shown = url.render_as_string(hide_password=False)
    database = db.Database(shown)
    metadata.create_all(database.engine)
    database.engine.dispose()
    yield shown
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.close()


class _House:
    """The one house of this test process: built once, moved to each test's database."""

    app: Flask | None = None
    config: dict[str, Any]
    logs: dict[str, Any]


def house(settings: Settings) -> Flask:
    """The application under these settings, as if it had just been built."""
    if _House.app is None:
        _House.app = create_app(settings)
        db.database().engine.dispose()
        db.bind(databases.of(settings.database_url))
        _House.config, _House.logs = dict(_House.app.config), structlog.get_config()
        return _House.app
    app = _House.app
    config.use(settings)
    clock.follow(settings.clock_file)
    db.bind(databases.of(settings.database_url))
    installed.install(settings)
    structlog.configure(**_House.logs)
    app.config.clear()
    app.config.update(_House.config)
    app.extensions.pop("kept-pages", None)
    shelf.clear(app)
    return app


@contextmanager
def installation(
    folder: Path, url: str, *, own_house: bool = False, **more: Any
) -> Iterator[Flask]:
    """A whole installation on this database; leaves nothing open."""
    settings = settings_for(folder, url, **more)
    app = create_app(settings) if own_house or more else house(settings)
    try:
        yield app
    finally:
        databases.leave(db.database())
        clock.follow(None)


@pytest.fixture(params=["sqlite", "postgres"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database, once on each engine."""
    url = _fresh(request, request.param, tmp_path)
    with installation(tmp_path, url, own_house=_has_own(request)) as made:
        yield made


@pytest.fixture
def sqlite_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh SQLite database only."""
    url = _fresh(request, "sqlite", tmp_path)
    with installation(tmp_path, url, own_house=_has_own(request)) as made:
        yield made


@pytest.fixture
def postgres_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh PostgreSQL database only, for races."""
    with installation(tmp_path, _fresh(request, "postgres", tmp_path)) as made:
        yield made


def _has_own(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("own_house") is not None


def _fresh(request: pytest.FixtureRequest, engine: str, folder: Path) -> str:
    if engine == "sqlite":
        return databases.copy(request.getfixturevalue("sqlite_template"), folder)
    url: str = request.getfixturevalue("postgres_url")
    databases.empty(databases.of(url))
    return url


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """The folder of a small demonstration on SQLite, made once for this process; to be copied."""
    folder = tmp_path_factory.mktemp("seeded")
    with installation(folder, databases.copy(sqlite_template, folder)):
        seed.seed(share=SMALL)
    return folder


@pytest.fixture(scope="session")
def seeded_postgres(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[Path]:
    """The same on PostgreSQL: a database of its own, whose address lies in the folder."""
    folder = tmp_path_factory.mktemp("seeded")
    databases.empty(databases.of(postgres_url))
    url = databases.twin(postgres_url)
    with installation(folder, url):
        seed.seed(share=SMALL)
    (folder / "url").write_text(url, encoding="utf-8")
    yield folder
    databases.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def demonstration(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A small demonstration on either engine, which its tests share: they add little and take nothing."""
    if request.param == "sqlite":
        folder = request.getfixturevalue("seeded")
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
        where = (tmp_path, f"sqlite:///{tmp_path / 'test.db'}")
    else:
        folder = request.getfixturevalue("seeded_postgres")
        where = (folder, (folder / "url").read_text("utf-8"))
    with installation(*where) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without script at the front door; forms need no token here (CSRF has its own tests)."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def travel() -> Iterator[Callable[[datetime], None]]:
    """Set the installation's clock: `travel(instant)`; every thread and process obeys."""

    def go(instant: datetime) -> None:
        path = config.current().clock_file
        assert path is not None
        clock.set_to(path, still=instant)

    yield go
