"""How a section is read on its page: with links, with its errata, in the reader's choice of language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import g, request
from markupsafe import Markup

from commons.texts import apparatus, errata, render, translations
from commons.texts.apparatus import Ink
from commons.texts.definitions import Definition
from commons.texts.models import Erratum, Translation
from commons.texts.pages import SectionView

TONGUES = {"th": "ไทย", "en": "English", "et": "Eesti", "fi": "Suomi", "sv": "Svenska"}


def law_text(view: SectionView) -> Markup:
    """The words of a section, in the language asked for (`?in=en`), with its references as links."""
    row = asked(view.version_id)
    if row is not None:
        node = translations.read_node(view.node, row)
        return render.section(replace(view, node=node, language=row.language))
    return render.section(view, Ink(apparatus.of(view.version_id), address=_address))


def terms_of(view: SectionView) -> list[Definition]:
    """The words used in a section that the text defines elsewhere."""
    if asked(view.version_id) is not None:
        return []
    return apparatus.used_in(view.node, apparatus.of(view.version_id))


def errata_of(version_id: int, eid: str | None = None) -> Sequence[Erratum]:
    """The errors put right in a version, or in one section of it."""
    found = errata.of(version_id)
    return [one for one in found if eid is None or one.eid == eid]


def translations_of(version_id: int) -> dict[str, Translation]:
    """The reviewed translations of a version, by language; read once for a page."""
    kept: dict[int, dict[str, Translation]] = g.setdefault("translations", {})
    if version_id not in kept:
        kept[version_id] = translations.published(version_id)
    return kept[version_id]


def asked(version_id: int) -> Translation | None:
    """The translation that the reader asked for, where there is one."""
    return translations_of(version_id).get(request.args.get("in", ""))


def tongue(code: str) -> str:
    """A language by its own name."""
    return TONGUES.get(code, code)


def _address(eid: str) -> str:
    slug = (request.view_args or {}).get("slug", "")
    version = request.args.get("version", "")
    said = f"?version={version}" if version.isascii() and version.isdigit() else ""
    return f"/hearings/{slug}/sections/{eid}{said}"
