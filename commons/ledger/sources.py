"""Where a checker reads a public log from: the address of a portal, or a folder in which one was saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

import requests

PAGE = 200
PATIENCE = (5, 60)
_LARGEST_ANSWER = 50_000_000


class Unreadable(Exception):
    """The source does not answer as a public log does."""


class Source(Protocol):
    """A public log."""

    def head(self, tree: str) -> dict[str, Any]:
        """The newest head: size, root, note, public_key."""

    def notes(self, tree: str) -> Iterator[str]:
        """Every signed head, the smallest first."""

    def leaves(self, tree: str) -> Iterator[str]:
        """The bytes of every leaf, in their order."""


class Portal:
    """The log behind an address."""

    def __init__(self, address: str) -> None:
        self._base = address.rstrip("/") + "/api/v1/ledger/"
        self._http = requests.Session()

    def head(self, tree: str) -> dict[str, Any]:
        """The newest head, asked now."""
        return self._get(self._address("head", tree=tree))

    def consistency(self, tree: str, first: int, second: int) -> dict[str, Any]:
        """The proof that the tree only grew."""
        address = self._address("proof/consistency", tree=tree, first=first, second=second)
        return self._get(address)

    def bring(self, note: str) -> list[str]:
        """Bring a head that a witness has cosigned; whose cosignatures the log now shows."""
        try:
            answer = self._http.post(
                urljoin(self._base, "cosignatures"),
                data=note.encode(),
                headers={"Content-Type": "text/plain; charset=utf-8"},
                timeout=PATIENCE,
            )
            said = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Unreadable("the log does not take cosignatures") from error
        if answer.status_code != HTTPStatus.OK:
            raise Unreadable(f"the log did not take the cosignature ({said.get('code')})")
        return list(said["witnesses"])

    def notes(self, tree: str) -> Iterator[str]:
        """Every signed head."""
        for item in self._listed("heads", tree):
            yield str(item["note"])

    def leaves(self, tree: str) -> Iterator[str]:
        """Every leaf."""
        for item in self._listed("entries", tree):
            yield str(item["data"])

    def _listed(self, what: str, tree: str) -> Iterator[dict[str, Any]]:
        """Every item; of the next page's address only the question is believed, never the place."""
        address: str | None = self._address(what, tree=tree, page_size=PAGE)
        seen: set[str] = set()
        while address is not None:
            if address in seen:
                raise Unreadable("the list leads in a circle")
            seen.add(address)
            said = self._get(address)
            yield from said["items"]
            onward = said["next"] and urlsplit(str(said["next"])).query
            address = f"{urljoin(self._base, what)}?{onward}" if onward else None

    def _address(self, what: str, **asked: object) -> str:
        return urljoin(self._base, what) + "?" + urlencode(asked)

    def _get(self, address: str) -> dict[str, Any]:
        try:
            answer = self._http.get(address, timeout=PATIENCE)
            answer.raise_for_status()
            if len(answer.content) > _LARGEST_ANSWER:
                raise Unreadable("an answer is too large")
            said: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Unreadable(f"{urlsplit(address).path} does not answer as a log does") from error
        return said


class Folder:
    """A log that was saved: `<tree>.head.json`, `<tree>.notes.jsonl`, `<tree>.leaves.jsonl`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def head(self, tree: str) -> dict[str, Any]:
        """The newest head that was saved."""
        try:
            said: dict[str, Any] = json.loads(self._file(tree, "head.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise Unreadable(f"the head of {tree} was not saved here") from error
        return said

    def notes(self, tree: str) -> Iterator[str]:
        """Every signed head that was saved."""
        return self._lines(tree, "notes.jsonl")

    def leaves(self, tree: str) -> Iterator[str]:
        """Every leaf that was saved."""
        return self._lines(tree, "leaves.jsonl")

    def save(self, tree: str, source: Source) -> None:
        """Save a tree of another source here."""
        self._path.mkdir(parents=True, exist_ok=True)
        self._file(tree, "head.json").write_text(json.dumps(source.head(tree)), "utf-8")
        for ending, lines in (
            ("notes.jsonl", source.notes(tree)),
            ("leaves.jsonl", source.leaves(tree)),
        ):
            with self._file(tree, ending).open("w", encoding="utf-8") as out:
                for line in lines:
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _lines(self, tree: str, ending: str) -> Iterator[str]:
        try:
            with self._file(tree, ending).open(encoding="utf-8") as file:
                for line in file:
                    yield str(json.loads(line))
        except (OSError, ValueError) as error:
            raise Unreadable(f"{ending} of {tree} cannot be read") from error

    def _file(self, tree: str, ending: str) -> Path:
        return self._path / f"{tree.replace('/', '.')}.{ending}"


def of(place: str) -> Portal | Folder:
    """The source that an address or a folder is."""
    if place.startswith(("http://", "https://")):
        return Portal(place)
    return Folder(Path(place))
