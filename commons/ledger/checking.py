"""Checking a public log from outside: roots, heads, counts, recomputed from its leaves alone; pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from commons.ledger import canonical, merkle, notes
from commons.ledger.sources import Source, Unreadable

MAIN = "main"
RELEASED, SEALED, OPENED = "sheet:count:released", "sheet:sheet:sealed", "sheet:sheet:opened"


@dataclass
class Sheet:
    """What the main log says of a sheet: its releases by size, and its seal."""

    releases: dict[int, dict[str, Any]] = field(default_factory=dict)
    seal: dict[str, Any] | None = None


@dataclass
class Report:
    """What was found: what was checked, and every fault in plain words."""

    operator_key: str = ""
    size: int = 0
    root: str = ""
    heads: int = 0
    sheets: int = 0
    signatures: int = 0
    withdrawals: int = 0
    faults: list[str] = field(default_factory=list)


def check(source: Source, *, operator_key: str | None = None) -> Report:
    """Recompute everything; the operator's key is believed only where none is given."""
    report = Report()
    head = source.head(MAIN)
    report.operator_key = operator_key or str(head["public_key"])
    sheets = _main(source, head, report)
    for digest, sheet in sorted(sheets.items()):
        report.sheets += 1
        _sheet(source, digest, sheet, report)
    return report


@dataclass
class _Heads:
    """The signed heads of a tree, met again while it is grown from its leaves."""

    tree: str
    by_size: dict[int, notes.Checkpoint]
    report: Report

    @classmethod
    def of(cls, source: Source, tree: str, newest: dict[str, Any], report: Report) -> _Heads:
        """The heads that the operator's key has signed, the newest among them; every fault is told."""
        found: dict[int, notes.Checkpoint] = {}
        for note in chain([str(newest["note"])], source.notes(tree)):
            try:
                head = notes.verify(note, public=bytes.fromhex(report.operator_key))
            except ValueError:
                report.faults.append(f"{tree}: a head is not signed by the operator's key")
                continue
            if head.origin.rpartition("/ledger/")[2] != tree:
                report.faults.append(f"{tree}: a head was signed for another tree")
            if found.setdefault(head.size, head).root != head.root:
                report.faults.append(f"{tree}: two heads of {head.size} leaves with two roots")
        report.heads += len(found)
        signed = found.get(newest["size"])
        if found and (signed is None or signed.root.hex() != newest["root"]):
            report.faults.append(f"{tree}: the newest head says other than its signed text")
        return cls(tree, found, report)

    def leaves(self, source: Source) -> Iterator[str]:
        """The leaves that stand under a signed head; what came meanwhile is nobody's word yet."""
        return islice(source.leaves(self.tree), max(self.by_size, default=0))

    def meet(self, growing: merkle.Growing) -> None:
        head = self.by_size.pop(growing.size, None)
        if head is not None and head.root != growing.root():
            self.report.faults.append(f"{self.tree}: the head of {head.size} has another root")

    def end(self, growing: merkle.Growing) -> None:
        for size in sorted(self.by_size):
            said = f"{self.tree}: a head of {size} was signed, but there are {growing.size} leaves"
            self.report.faults.append(said)


def _main(source: Source, head: dict[str, Any], report: Report) -> dict[str, Sheet]:
    growing, sheets = merkle.Growing(), dict[str, Sheet]()
    heads, numbers = _Heads.of(source, MAIN, head, report), set[str]()
    for data in heads.leaves(source):
        entry = _entry(data, growing.size, report)
        growing.add(merkle.leaf_hash(data.encode("utf-8")))
        heads.meet(growing)
        if entry.get("number") in numbers:
            report.faults.append(f"{MAIN}: entry {growing.size - 1} stands twice")
        numbers.add(str(entry.get("number")))
        _gather(entry, sheets, report)
    heads.end(growing)
    report.size, report.root = growing.size, growing.root().hex()
    _compare(MAIN, head, report, growing)
    return sheets


def _entry(data: str, index: int, report: Report) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(data)
        is_canonical = canonical.encode(entry) == data.encode("utf-8")
    except (ValueError, TypeError):
        entry, is_canonical = {}, False
    if not is_canonical or not isinstance(entry, dict):
        report.faults.append(f"leaf {index} is not in canonical form")
        return {}
    return entry


def _gather(entry: dict[str, Any], sheets: dict[str, Sheet], report: Report) -> None:
    facts = entry.get("facts")
    if entry.get("kind") not in (RELEASED, SEALED) or not isinstance(facts, dict):
        return
    sheet = sheets.setdefault(str(facts["sheet"]), Sheet())
    if entry["kind"] == SEALED:
        was, sheet.seal = sheet.seal, facts
    else:
        was = sheet.releases.get(int(facts["size"]))
        sheet.releases[int(facts["size"])] = facts
    if was is not None:
        report.faults.append(f"sheets/{facts['sheet']}: a count of {facts['size']} was said twice")


def _sheet(source: Source, digest: str, sheet: Sheet, report: Report) -> None:
    tree = f"sheets/{digest}"
    if not sheet.releases:
        if sheet.seal and sheet.seal["size"]:
            report.faults.append(f"{tree}: sealed with leaves that were never released")
        return
    try:
        head = source.head(tree)
    except Unreadable:
        report.faults.append(f"{tree}: the log counts it, but its leaves are not public")
        return
    growing, counted = merkle.Growing(), {"signature": 0, "withdrawal": 0}
    heads, commitments = _Heads.of(source, tree, head, report), set[str]()
    releases = dict(sheet.releases)
    for data in heads.leaves(source):
        leaf = _entry(data, growing.size, report)
        if leaf.get("sheet") != digest or leaf.get("kind") not in counted:
            report.faults.append(f"{tree}: leaf {growing.size} does not belong here")
        else:
            counted[leaf["kind"]] += 1
        if leaf.get("commitment") in commitments:
            report.faults.append(f"{tree}: leaf {growing.size} stands twice")
        commitments.add(str(leaf.get("commitment")))
        growing.add(merkle.leaf_hash(data.encode("utf-8")))
        heads.meet(growing)
        _release(tree, releases.pop(growing.size, None), growing, counted, report)
    heads.end(growing)
    if releases:
        report.faults.append(f"{tree}: the count was moved without leaves")
    _compare(tree, head, report, growing)
    _seal(tree, sheet, growing, counted, report)
    report.signatures += counted["signature"]
    report.withdrawals += counted["withdrawal"]


def _release(
    tree: str,
    said: dict[str, Any] | None,
    growing: merkle.Growing,
    counted: dict[str, int],
    report: Report,
) -> None:
    """A public count, against the leaves that stood at that moment."""
    if said is None:
        return
    if said["root"] != growing.root().hex():
        report.faults.append(f"{tree}: the release of {growing.size} has another root")
    if (said["signatures"], said["withdrawals"]) != (counted["signature"], counted["withdrawal"]):
        report.faults.append(f"{tree}: the public count of {growing.size} leaves is not theirs")


def _seal(
    tree: str, sheet: Sheet, growing: merkle.Growing, counted: dict[str, int], report: Report
) -> None:
    if sheet.seal is None:
        return
    net = counted["signature"] - counted["withdrawal"]
    wanted = (growing.size, growing.root().hex(), net)
    if (sheet.seal["size"], sheet.seal["root"], sheet.seal["net"]) != wanted:
        report.faults.append(f"{tree}: the sealed count is not that of the leaves")


def _compare(tree: str, head: dict[str, Any], report: Report, growing: merkle.Growing) -> None:
    """The newest head, against what the leaves give; leaves that came meanwhile are no fault."""
    if head["size"] > growing.size:
        report.faults.append(f"{tree}: {head['size'] - growing.size} leaves are missing")
    elif head["size"] == growing.size and head["root"] != growing.root().hex():
        report.faults.append(f"{tree}: the leaves do not give the root of the newest head")
