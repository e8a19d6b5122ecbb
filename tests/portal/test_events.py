"""What must be traced later is on file for the auditor: downloads, new rule sets, refusals (R119)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from commons import db
from commons.accounts.models import SecurityEvent
from portal import commands
from tests import people


def kinds() -> list[str]:
    """What has happened, by its kind."""
    with db.transaction(writes=False) as session:
        return list(session.scalars(sa.select(SecurityEvent.kind).order_by(SecurityEvent.id)))


def test_downloads_new_rules_and_refusals_are_on_file(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.command, "upgrade", lambda *_: None)
    commands.upgrade_schema()
    commands.upgrade_schema()
    person = people.sign_in(client, "citizen-a")

    client.get("/me/data.json")
    client.get("/desk/security")

    assert kinds() == ["rules-loaded", "data-downloaded", "access-refused"]
    auditor = app.test_client()
    people.sign_in(auditor, "auditor")
    page = auditor.get("/desk/security?lang=en").text
    assert "Own data downloaded" in page and "Rule sets loaded" in page
    assert str(person.account_id) in page
    assert "127.0.0.0/24" in page
