"""Security headers of every answer: CSP without inline script, and the rest (ASVS 3.4)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from commons.access import current_actor
from commons.config import Settings
from commons.identity.profiles import form_targets
from portal import logs

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{forms}; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
_PRIVATE = ("/me", "/desk", "/sign-in", "/sign-out", "/signing", "/receipts", "/preview")


def register(app: Flask, settings: Settings) -> None:
    """Install the headers; HSTS only where TLS is certain."""
    fixed = {
        "Content-Security-Policy": _CSP.format(
            forms="".join(f" {target}" for target in form_targets())
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    }
    if settings.is_production:
        fixed["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        hosts = (settings.base_url, settings.files_url)
        app.config["TRUSTED_HOSTS"] = [urlsplit(host).hostname or "" for host in hosts if host]
        app.before_request(_only_tls)

    files_host = urlsplit(settings.files_url).netloc

    @app.before_request
    def only_files() -> None:
        if files_host and request.host == files_host and not request.path.endswith("/download"):
            abort(404)

    @app.after_request
    def add(response: Response) -> Response:
        said = {name.lower() for name, _value in response.headers}
        response.headers.extend(
            [(name, value) for name, value in fixed.items() if name.lower() not in said]
        )
        if "frame-ancestors *" in response.headers["Content-Security-Policy"]:
            del response.headers["X-Frame-Options"]
        if request.path.startswith(_PRIVATE) or logs.is_quiet(request.path):
            response.headers["Cache-Control"] = "no-store"
            if request.path.endswith("/return"):
                response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        elif current_actor().is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def _only_tls() -> AnyResponse | None:
    if request.is_secure or request.path in ("/healthz", "/readyz"):
        return None
    return redirect(request.url.replace("http://", "https://", 1), 308)
