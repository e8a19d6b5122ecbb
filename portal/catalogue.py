"""The catalogue of open data (DCAT-AP 3): what there is, in which form, by whom, how often, which licence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from commons import clock, config
from commons.api import LICENCE, tagged
from commons.machine import absolute, reading
from consult.queries import cards
from consult.queries.hearings import Wanted

blueprint = Blueprint("catalogue", __name__)
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_FORMS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "atom": ("ATOM", "application/atom+xml"),
    "ics": ("ICS", "text/calendar"),
    "zip": ("ZIP", "application/zip"),
}
HEARINGS = 200
"""So many hearings, the latest, have a dataset of their own."""
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Dataset:
    """One dataset with where it can be had."""

    name: str
    titles: dict[str, str]
    about: dict[str, str]
    files: tuple[tuple[str, str], ...]
    frequency: str = "CONT"


DATASETS = (
    Dataset(
        "hearings",
        {"en": "Hearings on draft laws", "th": "การรับฟังความคิดเห็นร่างกฎหมาย"},
        {"en": "Every public hearing with its state, dates and clocks.",
         "th": "การรับฟังความคิดเห็นทุกเรื่อง พร้อมสถานะ วันเวลา และกำหนดเวลา"},
        (("json", "/api/v1/hearings"), ("csv", "/hearings.csv"), ("atom", "/feeds/hearings.atom"),
         ("ics", "/calendar.ics")),
    ),
    Dataset(
        "initiatives",
        {"en": "Citizens' initiatives", "th": "ข้อเสนอของประชาชน"},
        {"en": "Every public initiative with its state, count and clocks.",
         "th": "ข้อเสนอของประชาชนทุกเรื่อง พร้อมสถานะ จำนวนผู้สนับสนุน และกำหนดเวลา"},
        (("json", "/api/v1/initiatives"), ("csv", "/initiatives.csv"),
         ("atom", "/feeds/initiatives.atom")),
    ),
    Dataset(
        "agencies",
        {"en": "Agencies and committees", "th": "หน่วยงานและคณะกรรมาธิการ"},
        {"en": "Every body that hears, receives or answers, and what stands above it.",
         "th": "หน่วยงานทุกแห่งที่รับฟัง รับเรื่อง หรือตอบ และหน่วยงานที่กำกับ"},
        (("json", "/api/v1/agencies"), ("csv", "/agencies.csv"), ("json", "/api/v1/popolo.json")),
        "IRREG",
    ),
    Dataset(
        "records",
        {"en": "Record of each agency", "th": "ผลงานของแต่ละหน่วยงาน"},
        {"en": "Summaries in time, median days, responses, answers and verdicts, by agency.",
         "th": "สรุปผลที่ตรงเวลา จำนวนวันกลาง ความเห็น คำตอบ และคำตัดสินของผู้เข้าร่วม แยกตามหน่วยงาน"},
        (("json", "/api/v1/agencies/records"), ("csv", "/statistics/agencies.csv")),
    ),
    Dataset(
        "rules",
        {"en": "Rule sets", "th": "ชุดกติกา"},
        {"en": "Every number of the law by which everything runs, with its clause and force.",
         "th": "ตัวเลขตามกฎหมายทุกค่าที่ระบบใช้ พร้อมมาตราและสถานะการใช้บังคับ"},
        (("json", "/api/v1/rules"),),
        "IRREG",
    ),
    Dataset(
        "ledger",
        {"en": "Public record", "th": "บันทึกสาธารณะ"},
        {"en": "Every public act, as entries of a log that can only grow.",
         "th": "การกระทำสาธารณะทุกครั้ง เป็นรายการในบันทึกที่เพิ่มได้อย่างเดียว"},
        (("json", "/api/v1/ledger/entries"),),
    ),
)  # fmt: skip


@blueprint.get("/api/v1/catalog.jsonld")
@reading
def catalogue() -> Response:
    """The catalogue as JSON-LD."""
    answer = Response(
        json.dumps(_catalogue(), ensure_ascii=False, indent=1), mimetype="application/ld+json"
    )
    return tagged(answer)


def _catalogue() -> dict[str, Any]:
    found = cards.page(Wanted(), size=HEARINGS).cards
    sets = [_dataset(each) for each in DATASETS] + [_of_hearing(card) for card in found]
    return {
        "@context": _CONTEXT,
        "@id": absolute("/api/v1/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": _words({"en": "Open data of Lex Populi", "th": "ข้อมูลเปิดของ Lex Populi"}),
        "dct:description": _words(
            {
                "en": "Hearings, initiatives, their clocks and their public record.",
                "th": "การรับฟังความคิดเห็น ข้อเสนอของประชาชน กำหนดเวลา และบันทึกสาธารณะ",
            }
        ),
        "dct:publisher": _publisher(),
        "dct:license": {"@id": LICENCE},
        "dct:language": [{"@id": f"{_LANGUAGE}{code}"} for code in ("THA", "ENG")],
        "foaf:homepage": {"@id": absolute("/")},
        "dct:modified": _moment(clock.now().isoformat(timespec="hours")),
        "dcat:service": _service(),
        "dcat:dataset": sets,
    }


def _dataset(each: Dataset) -> dict[str, Any]:
    return {
        "@id": absolute(f"/api/v1/catalog.jsonld#{each.name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": each.name,
        "dct:title": _words(each.titles),
        "dct:description": _words(each.about),
        "dct:publisher": _publisher(),
        "dct:accrualPeriodicity": {"@id": f"{_FREQUENCY}{each.frequency}"},
        "dct:accessRights": {"@id": _PUBLIC},
        "dcat:theme": {"@id": _THEME},
        "dcat:contactPoint": _contact(),
        "dcat:distribution": [_file(form, path) for form, path in each.files],
    }


def _of_hearing(card: Any) -> dict[str, Any]:
    hearing = card.hearing
    files = (
        ("json", f"/api/v1/hearings/{hearing.slug}/comments"),
        ("csv", f"{hearing.path}/report.csv"),
        ("zip", f"{hearing.path}/archive.zip"),
    )
    about = {
        "en": "What was said in this hearing, section by section, and what became of it.",
        "th": "ความเห็นทั้งหมดในการรับฟังครั้งนี้เป็นรายมาตรา และผลที่เกิดขึ้น",
    }
    made = _dataset(Dataset(f"hearing-{hearing.id}", hearing.titles, about, files))
    return {
        **made,
        "dcat:landingPage": {"@id": absolute(hearing.path)},
        "dct:creator": {"@id": absolute(f"/agencies/{hearing.agency.slug}")},
        "dct:issued": _moment((hearing.approved_at or hearing.created_at).isoformat()),
        "dct:temporal": [
            _period(hearing.titles, hearing.opens_at, hearing.closes_at),
            *(_period(p.phase.titles, p.span.opens_at, p.span.closes_at) for p in card.plan.phases),
        ],
    }


def _period(titles: dict[str, str], begins: Any, ends: Any) -> dict[str, Any]:
    """A stretch of time with its name: the hearing itself, or one of its phases; end exclusive."""
    dates = {"dcat:startDate": begins, "dcat:endDate": ends}
    known = {name: _moment(at.isoformat()) for name, at in dates.items() if at is not None}
    return {"@type": "dct:PeriodOfTime", "dct:title": _words(titles), **known}


def _file(form: str, path: str) -> dict[str, Any]:
    kind, media = _FORMS[form]
    return {
        "@id": absolute(path),
        "@type": "dcat:Distribution",
        "dct:title": {"@value": kind, "@language": "en"},
        "dcat:accessURL": {"@id": absolute(path)},
        "dcat:downloadURL": {"@id": absolute(path)},
        "dct:format": {"@id": f"{_FILE_TYPE}{kind}"},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
        "dct:license": {"@id": LICENCE},
    }


def _service() -> dict[str, Any]:
    return {
        "@id": absolute("/api/docs"),
        "@type": "dcat:DataService",
        "dct:title": {"@value": "API", "@language": "en"},
        "dcat:endpointURL": {"@id": absolute("/api/v1")},
        "dcat:endpointDescription": {"@id": absolute("/api/v1/openapi.json")},
        "dct:license": {"@id": LICENCE},
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": absolute("/about"),
        "@type": "foaf:Agent",
        "foaf:name": {"@value": "Lex Populi", "@language": "en"},
    }


def _contact() -> dict[str, Any]:
    return {
        "@type": "vcard:Organization",
        "vcard:fn": "Lex Populi",
        "vcard:hasEmail": {"@id": f"mailto:{config.current().contact}"},
    }


def _words(said: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": words, "@language": tongue} for tongue, words in said.items()]


def _moment(instant: str) -> dict[str, str]:
    return {"@value": instant, "@type": "xsd:dateTime"}
