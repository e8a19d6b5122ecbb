"""What can be followed: each thing by kind and key, with its title, its page, its feed and calendar."""

from __future__ import annotations

from dataclasses import dataclass

from commons.agencies import queries as agencies
from commons.agencies.models import Agency, Kind
from commons.errors import Refusal
from commons.i18n import _, _l
from consult import words
from consult.queries import hearings
from consult.states import Topic
from initiatives import queries as initiatives


@dataclass(frozen=True)
class Thing:
    """One thing that can be followed."""

    kind: str
    key: str
    title: str
    address: str
    feed: str
    follow: str
    calendar: str | None = None


def at(kind: str, said: str) -> Thing:
    """The thing at an address of following; refuses ("not-found") what is not public."""
    if kind == "hearing":
        hearing = hearings.public_at(said)
        return of(kind, hearing.key)
    if kind == "initiative":
        found = initiatives.by_slug(said)
        if found.published_at is None or found.removed_at is not None:
            raise Refusal("not-found", _l("There is no such initiative."))
        return of(kind, str(found.id))
    if kind == "agency":
        body = agencies.by_slug(said)
        if body is None:
            raise Refusal("not-found", _l("There is no such body."))
        return _body(body)
    return of(kind, said)


def of(kind: str, key: str) -> Thing:
    """The thing that a follow names; refuses ("not-found") what is not there any more."""
    if kind == "topic" and key in {topic.value for topic in Topic}:
        title = _("Everything on: %(topic)s", topic=words.name(Topic(key)))
        return Thing(
            kind,
            key,
            title,
            f"/hearings?topic={key}",
            f"/feeds/topics/{key}.atom",
            f"/follow/topic/{key}",
        )
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 16 else 0
    if kind == "agency" and (body := agencies.by_id(number)) is not None:
        return _body(body)
    if kind == "hearing" and (hearing := hearings.by_id(number)) is not None:
        path = hearing.path
        calendar = f"{path}/calendar.ics"
        return Thing(
            kind, key, hearing.title(), path, f"{path}/feed.atom", f"/follow{_one(path)}", calendar
        )
    if kind == "initiative":
        found = initiatives.by_number(number)
        feed = "/feeds/initiatives.atom"
        return Thing(kind, key, found.title, found.path, feed, f"/follow{_one(found.path)}")
    raise Refusal("not-found", _l("This cannot be followed."))


def _one(path: str) -> str:
    return path.replace("/hearings/", "/hearing/").replace("/initiatives/", "/initiative/")


def _body(body: Agency) -> Thing:
    folder = "committees" if body.kind is Kind.COMMITTEE else "agencies"
    return Thing(
        kind="agency",
        key=str(body.id),
        title=body.name(),
        address=f"/{folder}/{body.slug}",
        feed=f"/feeds/agencies/{body.slug}.atom",
        follow=f"/follow/agency/{body.slug}",
        calendar=f"/agencies/{body.slug}/calendar.ics",
    )
