"""Reads a file of law, whatever its kind, into a tree with a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from commons.i18n import _l
from commons.texts import akn, eids, languages, lines, outlining, shaping, xml
from commons.texts.decoding import decode, settle
from commons.texts.report import BadFile, Report, warning
from commons.texts.tree import Tree, walk

MAX_NODES = 20_000
MAX_TITLE = 2_000
_XML = re.compile(r"\s*(<\?xml|<([\w.-]+:)?(akomaNtoso|bill|act|doc)\b)", re.IGNORECASE)
_HTML = re.compile(r"\s*(<!doctype html|<html\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    """What was read: the tree, and what an officer should know about it."""

    tree: Tree
    report: Report

    @property
    def title(self) -> str:
        """The title of the text."""
        return self.tree.title

    @property
    def language(self) -> str:
        """The two-letter language of the text."""
        return self.tree.language


def read(filename: str, data: bytes, *, language: str = "") -> Parsed:
    """The text in a file: Akoma Ntoso, Markdown or plain text, told by its content.

    `language` is taken where the file itself does not say its own. Refused (bad-file) with one sentence when it is broken, huge, hostile, empty or no text.
    """
    decoded = decode(data)
    if _HTML.match(decoded.text):
        raise BadFile(_l("This is a web page. Save the text as Markdown or plain text instead."))
    if _XML.match(decoded.text) or PurePath(filename).suffix.lower() in (".xml", ".akn"):
        decoded = settle(xml.spelled_out(decoded.text)).after(decoded)
        tree, report = akn.read(xml.parse(decoded.text))
    else:
        tree, report = outlining.outline(lines.split(filename, decoded.text))
    return _finish(tree, decoded.report + report, stem=PurePath(filename).stem, language=language)


def _finish(tree: Tree, report: Report, *, stem: str, language: str) -> Parsed:
    if sum(1 for _step in walk(tree.nodes)) > MAX_NODES:
        raise BadFile(_l("The text has more than %(limit)s parts.", limit=MAX_NODES))
    if len(tree.title) > MAX_TITLE:
        raise BadFile(_l("The title is longer than %(limit)s characters.", limit=MAX_TITLE))
    if not tree.title:
        report += warning("no-title")
    shaped, order = shaping.shape(tree)
    titled = replace(
        shaped,
        title=tree.title or stem,
        language=tree.language or language or languages.guess(tree),
    )
    named, repairs = eids.name(titled)
    return Parsed(named, report + repairs + order)
