"""Reads a file of law, whatever its kind, into a tree with a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from commons.i18n import _l
from commons.texts import (
    akn,
    eids,
    languages,
    lines,
    office,
    outlining,
    shaping,
    webpage,
    xml,
)
from commons.texts.decoding import Decoded, check_bytes, decode, settle
from commons.texts.printed import Printed
from commons.texts.report import BadFile, Report, warning
from commons.texts.tree import Tree, walk

MAX_NODES = 20_000
MAX_TITLE = 2_000
_XML = re.compile(r"\s*(<\?xml|<([\w.-]+:)?(akomaNtoso|bill|act|doc)\b)", re.IGNORECASE)
_OPENING = r"\s*(<\?xml[^<>]*>\s*)?(<!--.{0,2000}?-->\s*)*"
_PAGE = re.compile(rf"{_OPENING}(<!doctype html|<html\b)", re.IGNORECASE | re.DOTALL)
_PIECE = re.compile(rf"{_OPENING}<(head|body|h[1-6]|p|div)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = (".md", ".markdown")


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


def read(filename: str, data: bytes, *, language: str = "", says_all: bool = False) -> Parsed:
    """The text in a file of any kind that is known here, told by its content.

    `language` is taken where the file itself does not say its own; with `says_all` no word in the
    markup of Markdown is left out. Refused (bad-file) with one sentence when it is broken, huge,
    hostile, empty or no text.
    """
    check_bytes(data)
    stem = PurePath(filename).stem
    found = office.read(data)
    if found is None:
        tree, report = _words(filename, decode(data), says_all=says_all)
    else:
        tree, report = _printed(found)
    return _finish(tree, report, stem=stem, language=language)


def _words(filename: str, decoded: Decoded, *, says_all: bool) -> tuple[Tree, Report]:
    """What a file of words holds: Akoma Ntoso, a web page, Markdown or plain text."""
    suffix = PurePath(filename).suffix.lower()
    is_piece = suffix not in _MARKDOWN and _PIECE.match(decoded.text)
    if is_piece or _PAGE.match(decoded.text):
        tree, report = _printed(webpage.read(decoded.text))
        return tree, decoded.report + report
    if _XML.match(decoded.text) or suffix in (".xml", ".akn"):
        decoded = settle(xml.spelled_out(decoded.text)).after(decoded)
        tree, report = akn.read(xml.parse(decoded.text))
    else:
        tree, report = outlining.outline(lines.split(filename, decoded.text, says_all=says_all))
    return tree, decoded.report + report


def _printed(found: Printed) -> tuple[Tree, Report]:
    """What the lines of an office file, a web page or a PDF hold."""
    if not found.lines:
        raise BadFile(_l("No text was found in the file."))
    settled = settle(found.text())
    tree, report = outlining.outline(lines.printed(found.settled(settled)))
    return tree, found.report() + settled.report + report


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
