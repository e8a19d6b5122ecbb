"""Parses XML that nobody trusts: no DTD, no entity, no network, within named limits."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from lxml import etree

from commons.i18n import _l
from commons.texts.report import BadFile

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FORBIDDEN = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_REFERENCE = re.compile(r"&#([xX][0-9A-Fa-f]{1,6}|[0-9]{1,7});")
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """How much structure a file of law may have; far above any real one."""

    elements: int = 100_000
    depth: int = 100
    attribute: int = 20_000


LIMITS = Limits()


def parse(text: str, limits: Limits = LIMITS) -> etree._Element:
    """The root element. Refused (bad-file): not well-formed, DOCTYPE or entities, too deep."""
    if _FORBIDDEN.search(text):
        raise BadFile(_l("The XML declares a DOCTYPE or entities, which are not accepted."))
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    data = _DECLARATION.sub("", text, count=1).strip().encode()
    try:
        return _feed(parser, data, limits)
    except etree.XMLSyntaxError as error:
        raise BadFile(
            _l("The XML is broken in line %(line)s.", line=error.lineno or 1), line=error.lineno
        ) from error


def spelled_out(text: str) -> str:
    """The XML with its numeric references as characters, so that none can hide in them."""
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    said = found[1]
    point = int(said[1:], 16) if said[0] in "xX" else int(said)
    if point > sys.maxunicode or chr(point) in "<>&\"'\r\n\t":
        return found[0]
    return chr(point)


def _feed(parser: etree.XMLPullParser, data: bytes, limits: Limits) -> etree._Element:
    elements = depth = 0
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        for event, element in parser.read_events():
            if event == "end" or not isinstance(element, etree._Element):
                depth -= 1
                continue
            elements, depth = elements + 1, depth + 1
            _check(element, limits, elements=elements, depth=depth)
    root: etree._Element = parser.close()
    return root


def _check(element: etree._Element, limits: Limits, *, elements: int, depth: int) -> None:
    if elements > limits.elements:
        raise BadFile(_l("The XML has more than %(limit)s elements.", limit=limits.elements))
    if depth > limits.depth:
        raise BadFile(_l("The XML is nested more than %(limit)s deep.", limit=limits.depth))
    if any(len(value) > limits.attribute for value in element.attrib.values()):
        raise BadFile(_l("An attribute in the XML is longer than any law needs."))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that local name."""
    return next((inner for inner in element if local(inner) == name), None)


def attribute(element: etree._Element | None, name: str) -> str:
    """The attribute of that local name, whatever its namespace; empty where it is absent."""
    found = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in found if str(key).rpartition("}")[2] == name), "")


def said(element: etree._Element | None, name: str) -> str:
    """What the `val` of a child of that name says, as office programs write it."""
    return attribute(child(element, name), "val") if element is not None else ""
