"""What every read-only machine address has in common: parameters, shapes, lists, no account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import flask_smorest
from flask import request
from marshmallow import Schema, fields, post_load, validate
from webargs.flaskparser import FlaskParser

from commons import config
from commons.access import Permission, requires
from commons.api import LARGEST_PAGE, PAGE_SIZE, decode_cursor, encode_cursor, listing
from commons.errors import FieldRefusals, Refusal
from commons.i18n import _l

_LAST_NUMBER = 2**62
View = TypeVar("View", bound=Callable[..., Any])


class Parser(FlaskParser):
    """Reads parameters; what is malformed is refused by our own words, not by webargs'."""

    DEFAULT_VALIDATION_STATUS = 400

    def handle_error(self, error: Any, *_args: Any, **_more: Any) -> NoReturn:
        """Refuse (`bad-parameter`) and name each parameter."""
        named = _faults(error.messages)
        raise FieldRefusals("bad-parameter", _l("A parameter cannot be read."), named)


def _faults(messages: Any) -> list[tuple[str, object]]:
    of_query = messages.get("query", messages) if isinstance(messages, Mapping) else {}
    return [(str(name), "; ".join(map(str, said))) for name, said in of_query.items()]


class Machine(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """Addresses of the API that describe themselves in the OpenAPI document."""

    ARGUMENTS_PARSER = Parser()


class Shape(Schema):  # type: ignore[misc]  # marshmallow is not followed by the checker
    """The parent of everything that the API answers; fields come in the order written."""


class Paging(Schema):  # type: ignore[misc]  # likewise
    """How much of a list, and from where."""

    page_size = fields.Integer(
        load_default=PAGE_SIZE,
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "How many items, 1 to 200."},
    )
    size = fields.Integer(
        validate=validate.Range(1, LARGEST_PAGE),
        metadata={"description": "The same as page_size, which it replaces where both are said."},
    )
    after = fields.String(
        metadata={"description": "A place in the list, as `next` gave it; not to be made up."},
    )

    @post_load  # type: ignore[untyped-decorator]  # marshmallow is not followed by the checker
    def _one_size(self, said: dict[str, Any], **_more: Any) -> dict[str, Any]:
        size = said.pop("size", None)
        return said if size is None else {**said, "page_size": size}


def _told(description: str) -> dict[str, str]:
    return {"description": description} if description else {}


def names(description: str = "A name in each language in which there is one.") -> fields.Dict:
    """A name in each language, by its two letters."""
    return fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata=_told(description)
    )


def text(description: str = "", *, nullable: bool = False, **more: Any) -> fields.String:
    """A text that is always there, or null where that says something."""
    return fields.String(required=True, allow_none=nullable, metadata=_told(description), **more)


def whole(description: str = "", *, nullable: bool = False) -> fields.Integer:
    """A whole number that is always there, or null."""
    return fields.Integer(required=True, allow_none=nullable, metadata=_told(description))


def flag(description: str = "") -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=True, metadata=_told(description))


def instant(description: str = "", *, nullable: bool = True) -> fields.AwareDateTime:
    """An instant with its zone, or null."""
    return fields.AwareDateTime(
        required=True, allow_none=nullable, format="iso", metadata=_told(description)
    )


def day(description: str = "", *, nullable: bool = True) -> fields.Date:
    """A day of the local calendar, or null."""
    return fields.Date(required=True, allow_none=nullable, metadata=_told(description))


def part(shape: type[Schema], description: str = "", *, nullable: bool = False) -> fields.Nested:
    """Another shape inside this one."""
    return fields.Nested(shape, required=True, allow_none=nullable, metadata=_told(description))


def parts(shape: type[Schema], description: str = "") -> fields.List:
    """A list of shapes inside this one."""
    return fields.List(fields.Nested(shape), required=True, metadata=_told(description))


class Problem(Shape):
    """A refusal (RFC 9457), with its domain word."""

    type = text()
    title = text()
    status = whole("The HTTP status.")
    detail = text()
    code = text("A word of the domain, such as not-found.")
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        data_key="fields",
        metadata=_told("What is wrong with which parameter."),
    )


def list_of(item: type[Schema]) -> type[Schema]:
    """The one shape of every list: items, the exact total, the address of the next page."""
    made = {
        "items": fields.List(fields.Nested(item), required=True),
        "total": whole("How many there are in all under these filters; exact."),
        "next": text("The address of the next page, or null on the last.", nullable=True),
        "license": text("Under which this list may be used again."),
    }
    return type(f"{item.__name__}List", (Shape,), made)


def counted(item: type[Schema]) -> type[Schema]:
    """A list that may be asked by words, whose total is then a lower bound."""
    relation = text("`eq` where the total is exact, `gte` where there are at least so many.")
    return type(f"{item.__name__}Findings", (list_of(item),), {"total_relation": relation})


def reading(view: View) -> View:
    """Mark an address that everybody may read; whoever asks is never looked up."""
    view.no_account = True  # type: ignore[attr-defined]  # the guard reads this mark
    return requires(Permission.ANYONE)(view)


def page(items: Sequence[Any], *, total: int, after: Sequence[Any] | None) -> dict[str, Any]:
    """A page of a list; `after` is the place of its last item, None on the last page."""
    return listing(items, total=total, following=_address(after) if after else None)


def _address(place: Sequence[Any]) -> str:
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "after"]
    return f"{request.base_url}?{urlencode([*kept, ('after', encode_cursor(*place))])}"


def local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """An instant as its own page shows it: in the zone of its law."""
    return None if moment is None else moment.astimezone(zone)


def absolute(path: str) -> str:
    """The whole address of a page of this installation."""
    return config.current().base_url + path


def number_place(word: str | None) -> int:
    """A place in a list that is ordered by whole numbers; 0 is the beginning."""
    keys = decode_cursor(word)
    if keys is None:
        return 0
    if len(keys) != 1 or not isinstance(keys[0], int) or not 0 <= keys[0] < _LAST_NUMBER:
        raise no_such_page()
    return keys[0]


def instant_place(word: str | None) -> tuple[datetime, int] | None:
    """A place in a list that is ordered by instants, with the number that breaks ties."""
    keys = decode_cursor(word)
    if keys is None:
        return None
    try:
        moment, number = datetime.fromisoformat(keys[0]), int(keys[1])
    except (ValueError, TypeError, IndexError):
        raise no_such_page() from None
    if moment.tzinfo is None or not 0 <= number < _LAST_NUMBER:
        raise no_such_page()
    return moment, number


def no_such_page() -> Refusal:
    """The refusal of a place that no list of ours has given."""
    return Refusal("bad-cursor", _l("This page of the list does not exist."))
