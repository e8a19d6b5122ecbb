"""/dev/idp: the way through the web process to the development provider (demo and test only)."""

from __future__ import annotations

from urllib.parse import urlencode

import requests as http
from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from commons import config
from commons.access import Permission, requires
from commons.identity import profiles, wire
from commons.identity.devprovider import installed

blueprint = Blueprint("devprovider", __name__, url_prefix="/idp")
_PASSED_IN = ("Content-Type", "Authorization", "Accept")
_PASSED_OUT = ("Content-Type", "Location", "Cache-Control")


@blueprint.record
def lead(_state: BlueprintSetupState) -> None:
    """Lay the ways to the provider when the application opens its rooms."""
    installed.install(config.current())


@requires(Permission.ANYONE)
def forward(path: str = "") -> Response:
    """Hand the request to the provider's process and its answer back."""
    issuer = profiles.read({"profile": "dev"}, config.current()).issuer
    address = f"{issuer}/{path}"
    headers = {name: request.headers[name] for name in _PASSED_IN if name in request.headers}
    with http.Session() as session:
        wire.prepare(session)
        try:
            said = session.request(
                request.method,
                f"{address}?{request.query_string.decode('ascii', 'replace')}",
                data=_body(),
                headers=headers,
                timeout=wire.PATIENCE,
                allow_redirects=False,
            )
        except http.RequestException as error:
            raise wire.down(address, type(error).__name__) from None
    answer = Response(said.content, said.status_code)
    for name in _PASSED_OUT:
        if name in said.headers:
            answer.headers[name] = said.headers[name]
    return answer


def _body() -> bytes:
    """What was sent, also where a guard has read it as a form already."""
    form = list(request.form.items(multi=True))
    return urlencode(form).encode() if form else request.get_data()


forward.no_account = True  # type: ignore[attr-defined]
_METHODS = ["GET", "POST", "PUT"]
blueprint.add_url_rule("/", view_func=forward, methods=_METHODS)
blueprint.add_url_rule("/<path:path>", view_func=forward, methods=_METHODS)
