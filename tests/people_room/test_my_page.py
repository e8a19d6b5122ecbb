"""My page shows and lets go of everything; a form that was interrupted stands there again."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from commons import db
from commons.accounts import belongings
from commons.accounts.belongings import Part, Thing
from commons.accounts.models import Account, LoginSession, RescuedDraft, SecurityEvent
from commons.notify.models import LetterRow
from tests import people


def _account(account_id):
    with db.transaction(writes=False) as own:
        return own.get(Account, account_id)


def test_my_page_shows_what_i_did_and_who_is_signed_in(client):
    me = people.sign_in(client, "citizen-a")
    belongings.register(
        Part(
            "test",
            "Test things",
            lambda _id: [Thing("A thing", "/x")],
            lambda _id: [],
            lambda _a: None,
        )
    )

    page = client.get("/me?lang=en")
    belongings._parts.pop("test")

    assert page.status_code == 200
    assert me.name in page.text
    assert "A thing" in page.text
    assert "This browser" in page.text


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client):
    answer = client.get("/me")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/me")


def test_i_choose_the_name_that_others_see(client):
    me = people.sign_in(client, "citizen-a")

    answer = client.post("/me/profile", data={"display_name": "  Nok   N. ", "language": "th"})

    assert answer.status_code == 303
    assert _account(me.account_id).display_name == "Nok N."
    assert _account(me.account_id).language == "th"


@pytest.mark.parametrize(
    "name",
    [
        "gnp.\u202eexe",
        "Nok\u200b N.",
        "\u2066Nok",
        "Nok\x07",
        "\u200d",
        "\u00ad",
        "\U000e0041Nok",
        "\u3164\u3164",
        "N" + "\u0e4d" * 30,
    ],
)
def test_no_name_hides_signs_or_turns_the_line(client, name):
    me = people.sign_in(client, "citizen-a")

    answer = client.post("/me/profile", data={"display_name": name, "language": "th"})

    assert answer.status_code == 422
    assert _account(me.account_id).display_name == me.name


def test_what_is_not_asked_for_is_not_taken(client):
    me = people.sign_in(client, "citizen-a")

    client.post(
        "/me/profile",
        data={
            "display_name": "Nok",
            "language": "en",
            "role": "administrator",
            "assurance": "3",
            "handle": "x",
            "id": "99",
        },
    )

    own = _account(me.account_id)
    assert own.display_name == "Nok"
    assert own.handle != "x"
    with db.transaction(writes=False):
        assert people.actors.queries.roles_of(me.account_id) == frozenset()


def test_a_form_interrupted_by_sign_in_stands_there_again(client):
    refused = client.post(
        "/me/profile", data={"display_name": "My careful words", "language": "th"}
    )
    back = parse_qs(urlsplit(refused.location).query)["next"][0]
    people.through_provider(client, "citizen-a")

    page = client.get(back)

    assert refused.status_code == 303
    assert back.startswith("/me?draft=")
    assert "My careful words" in page.text


def test_a_rescued_form_is_not_shown_to_another_browser(client, app):
    refused = client.post(
        "/me/profile", data={"display_name": "My careful words", "language": "th"}
    )
    back = parse_qs(urlsplit(refused.location).query)["next"][0]
    other = app.test_client()
    people.sign_in(other, "citizen-b")

    page = other.get(back)

    assert "My careful words" not in page.text


def test_the_key_of_a_rescued_form_is_not_stored(client):
    refused = client.post("/me/profile", data={"display_name": "My careful words"})
    back = parse_qs(urlsplit(refused.location).query)["next"][0]
    key = parse_qs(urlsplit(back).query)["draft"][0]

    with db.transaction(writes=False) as own:
        kept = own.scalars(sa.select(RescuedDraft)).one()

    assert kept.key_hash != key
    assert kept.path == "/me/profile"


def test_i_sign_another_browser_out(client, app):
    me = people.sign_in(client, "citizen-a")
    other = app.test_client()
    people.sign_in(other, "citizen-a")
    with db.transaction(writes=False) as own:
        numbers = own.scalars(sa.select(LoginSession.id).order_by(LoginSession.id)).all()

    client.post(f"/me/sessions/{numbers[1]}/end")

    assert client.get("/me").status_code == 200
    assert other.get("/me").status_code == 303
    assert me.account_id


def test_nobody_ends_the_session_of_another(client, app):
    people.sign_in(client, "citizen-a")
    other = app.test_client()
    people.sign_in(other, "citizen-b")
    with db.transaction(writes=False) as own:
        numbers = own.scalars(sa.select(LoginSession.id).order_by(LoginSession.id)).all()

    answer = client.post(f"/me/sessions/{numbers[1]}/end")

    assert answer.status_code == 404
    assert other.get("/me").status_code == 200


def test_i_download_what_is_stored_about_me(client):
    people.through_provider(client, "citizen-a")

    answer = client.get("/me/data.json")

    assert answer.mimetype == "application/json"
    assert {"record", "follows", "letters", "parts"} <= set(answer.get_json())
    said = answer.get_json()
    assert said["account"]["provider"] == "dev"
    assert [e["kind"] for e in said["security_events"]] == ["sign-in"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_an_erased_account_leaves_nothing_that_leads_to_me(client):
    people.through_provider(client, "citizen-a")
    client.post("/me/email", data={"email": "nok@example.org"})

    unsure = client.post("/me/erase", data={})
    erased = client.post("/me/erase", data={"sure": "y"})

    own = _account(1)
    assert (unsure.status_code, erased.status_code) == (422, 303)
    assert own.is_erased
    assert own.display_name == ""
    assert own.email is None
    assert own.handle.startswith("erased-")
    assert client.get("/me").status_code == 303
    with db.transaction(writes=False) as reading:
        assert reading.scalar(sa.select(sa.func.count()).where(SecurityEvent.account_id == 1)) == 0
        assert reading.scalars(sa.select(LetterRow.address)).all() == [""]


def test_whoever_comes_back_after_erasing_has_a_new_account(client):
    people.through_provider(client, "citizen-a")
    client.post("/me/erase", data={"sure": "y"})

    people.through_provider(client, "citizen-a")

    assert client.get("/me").status_code == 200
    assert not _account(2).is_erased


def test_an_official_is_dismissed_before_the_account_is_erased(client):
    people.sign_in(client, "officer-1")

    answer = client.post("/me/erase", data={"sure": "y"})

    assert answer.status_code == 409


def test_an_address_for_news_is_confirmed_by_the_link_of_a_letter(client):
    me = people.sign_in(client, "citizen-a")
    client.post("/me/email", data={"email": "nok@example.org"})
    with db.transaction(writes=False) as own:
        words = own.scalars(sa.select(LetterRow.text)).one()
    link = re.search(r"http://localhost(/me/email/\S+)", words)[1]

    looked = client.get(link)
    between = _account(me.account_id).email_confirmed_at
    client.post(link)

    assert looked.status_code == 200
    assert between is None
    assert _account(me.account_id).email_confirmed_at is not None


def test_a_wrong_link_confirms_nothing(client):
    me = people.sign_in(client, "citizen-a")
    client.post("/me/email", data={"email": "nok@example.org"})

    answer = client.post(f"/me/email/{me.account_id}/{'0' * 32}")

    assert answer.status_code == 404
    assert _account(me.account_id).email_confirmed_at is None
