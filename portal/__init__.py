"""The roof: builds the application out of its rooms."""

from __future__ import annotations

import importlib

import sqlalchemy as sa
import structlog
from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import signatures
from commons import clock, config, db, i18n, requests
from commons.config import HERE, Settings
from commons.errors import Refusal
from portal import addresses, commands, errors, furniture, guard, headers, logs, senders
from portal.api import assembly
from portal.rooms import BLUEPRINTS, JOBS, OFFERS

csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; raises BadSettings when the settings are incomplete or unsafe."""
    settings = settings or config.load()
    config.use(settings)
    clock.follow(settings.clock_file)
    db.bind(db.Database(settings.database_url))
    if settings.room_role and db.is_postgres():
        signatures.guard_rows(db.database().engine, settings.room_role)
    app = Flask("lexpopuli", root_path=str(HERE))
    _configure(app, settings)
    addresses.register(app)
    requests.register(app)
    logs.register(app, settings)
    guard.register(app)
    headers.register(app, settings)
    i18n.register(app)
    furniture.register(app)
    csrf.init_app(app)
    errors.register(app)
    commands.register(app)
    _open_rooms(app, settings)
    _destroy_again()
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.mode == "test",
        SESSION_COOKIE_SECURE=settings.is_production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="__Host-form" if settings.is_production else "form",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_production,
        MAX_CONTENT_LENGTH=25 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=20000,
        PREFERRED_URL_SCHEME="https" if settings.is_production else "http",
    )
    app.jinja_options["autoescape"] = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    app.wsgi_app = senders.one_sender(app.wsgi_app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def _open_rooms(app: Flask, settings: Settings) -> None:
    log = structlog.get_logger("rooms")
    for address in BLUEPRINTS:
        module, _, name = address.partition(":")
        app.register_blueprint(getattr(importlib.import_module(module), name))
    assembly.register(app)
    for module in (*JOBS, *OFFERS):
        importlib.import_module(module)
    if settings.has_aids:
        aids = importlib.import_module("portal.dev").blueprint
        app.register_blueprint(aids)
        csrf.exempt(aids)
        csrf.exempt(app.blueprints["dev.devprovider"])
    csrf.exempt("portal.letters.end")
    csrf.exempt("commons.ledger.reception.cosign")  # it believes a witness's key, no session
    csrf.exempt("initiatives.mirror.views.take")  # it believes a parliament's key
    log.debug("rooms_open", blueprints=len(app.blueprints))


def _destroy_again() -> None:
    """Before anything is served: what was destroyed stays so, whatever backup this database is."""
    try:
        with db.transaction():
            many = signatures.shred_at_start()
    except (sa.exc.DBAPIError, Refusal) as error:
        structlog.get_logger("rooms").error("not_destroyed_again", error=type(error).__name__)
        return
    if many:
        structlog.get_logger("rooms").warning("destroyed_again", sheets=many)
