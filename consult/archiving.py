"""The archive of one hearing: everything public in one file, with the SHA-256 of each part."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, stream_with_context

from commons import clock, config, db, record
from commons.api import LICENCE
from commons.machine import reading
from commons.texts import export, markdown
from commons.texts import queries as text_queries
from consult import reports, serialising
from consult.models import Hearing
from consult.pages import public
from consult.queries import answers, cards, hearings, texts
from consult.shapes import HearingWhole

blueprint = Blueprint("hearing_archive", __name__)
_ENTRIES = 500


class _Pipe(io.RawIOBase):
    """What the zip writes, handed on as it comes: it can be neither sought nor read again."""

    def __init__(self) -> None:
        super().__init__()
        self.chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.chunks.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """Everything since the last time."""
        whole = b"".join(self.chunks)
        self.chunks.clear()
        return whole


@blueprint.get("/hearings/<slug>/archive.zip")
@reading
def archive(slug: str) -> Response:
    """Everything public about one hearing, streamed; names that are withheld are in no part of it."""
    hearing = public(slug)
    number, name = hearing.id, f"hearing-{hearing.id}.zip"

    def flow() -> Iterator[bytes]:
        with db.transaction(writes=False):
            found = hearings.by_id(number)
            if found is not None:
                yield from _zipped(_parts(found))

    answer = Response(stream_with_context(flow()), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Link"] = f'<{LICENCE}>; rel="license"'
    return answer


def _parts(hearing: Hearing) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    """The parts of the archive: name and content, piece by piece."""
    card = cards.card(hearing)
    answered = sum(1 for each in answers.themes(hearing) if each.theme.answer)
    rows = list(texts.versions(hearing))
    whole = serialising.whole(card, answers.coverage(hearing), answered, rows)
    yield "hearing.json", [HearingWhole().dumps(whole, ensure_ascii=False)]
    for row in rows:
        tree = text_queries.whole(row.id)
        imprint = serialising.imprint(hearing, row)
        yield f"text/version-{row.number}.akn.xml", [export.akoma_ntoso(tree, imprint)]
        yield f"text/version-{row.number}.md", [markdown.markdown(tree)]
    yield "responses.csv", reports.matrix_csv(hearing, config.current().base_url)
    yield "responses.json", reports.matrix_json(hearing)
    yield "record.jsonl", _entries(hearing)


def _entries(hearing: Hearing) -> Iterator[str]:
    after: int | None = None
    while True:
        found = record.history(hearing.path, limit=_ENTRIES, after=after)
        for entry in found:
            line = {"number": entry.number, "kind": entry.kind, "at": entry.at.isoformat()}
            yield json.dumps({**line, "facts": entry.facts}, ensure_ascii=False) + "\n"
        if len(found) < _ENTRIES:
            return
        after = found[-1].id


def _zipped(parts: Iterable[tuple[str, Iterable[str | bytes]]]) -> Iterator[bytes]:
    pipe, made_at = _Pipe(), clock.now()
    manifest: dict[str, Any] = {
        "made_at": made_at.isoformat(),
        "license": LICENCE,
        "hash": "SHA-256",
        "files": {},
    }
    stamp = made_at.timetuple()[:6]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, pieces in parts:
            digest, size = hashlib.sha256(), 0
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive_file.open(entry, "w", force_zip64=True) as file:
                for piece in pieces:
                    data = piece.encode() if isinstance(piece, str) else piece
                    digest.update(data)
                    size += len(data)
                    file.write(data)
                    yield pipe.taken()
            manifest["files"][name] = {"sha256": digest.hexdigest(), "bytes": size}
        last = zipfile.ZipInfo("manifest.json", stamp)
        archive_file.writestr(last, json.dumps(manifest, ensure_ascii=False, indent=1))
        yield pipe.taken()
    yield pipe.taken()
