"""What is asked of a hearing with many responses: who asks ("" for a visitor), and the address."""

from __future__ import annotations

from bench import _crowd
from commons.api import encode_cursor
from consult.models import Hearing

Pages = dict[str, tuple[str, str]]
CITIZEN, OFFICER = "citizen-a", "officer-1"


def pages(hearing: Hearing, number: int) -> Pages:
    """Every page by what it is called; `number` responses stand in the hearing."""
    deep = int(number * _crowd.DEEP)
    return {
        **_around(hearing),
        **_section(hearing, deep),
        **_search(hearing, deep),
        **_results(hearing, deep),
        **_machines(hearing, deep),
        **_desk(hearing, deep),
    }


def _around(hearing: Hearing) -> Pages:
    return {
        "front page": ("", "/"),
        "list": ("", "/hearings"),
        "list by words": ("", "/hearings?q=air"),
        "site search": ("", "/search?q=permit"),
        "statistics": ("", "/statistics"),
        "own page": (CITIZEN, "/me"),
        "hearing": ("", hearing.path),
        "stances form": ("", f"{hearing.path}/stances"),
        "stances form, signed in": (CITIZEN, f"{hearing.path}/stances"),
    }


def _section(hearing: Hearing, deep: int) -> Pages:
    at = f"{hearing.path}/sections/sec_3"
    return {
        "section": ("", at),
        "section, signed in": (CITIZEN, at),
        "section, deep": ("", f"{at}?after={encode_cursor(deep)}"),
        "section, oldest": ("", f"{hearing.path}/sections/sec_4?order=oldest"),
        "section, most supported": ("", f"{at}?order=supported"),
        "section, answered first": ("", f"{at}?order=answered"),
        "section, disagree": ("", f"{at}?stance=disagree"),
        "section, own wording": ("", f"{at}?wording=yes"),
        "section, verified": ("", f"{at}?verified=yes"),
        "section, on paper (none)": ("", f"{at}?channel=paper"),
        "section, answered (none)": ("", f"{at}?answered=yes"),
        "section, former version": ("", f"{at}?version=1"),
        "comment with many replies": ("", f"{hearing.path}/comments/{_crowd.HOT}"),
    }


def _search(hearing: Hearing, deep: int) -> Pages:
    section, whole = f"{hearing.path}/sections/sec_3", f"{hearing.path}/search"
    return {
        "section, rare word": ("", f"{section}?q={deep}"),
        "section, common word": ("", f"{section}?q=permit"),
        "section, two words": ("", f"{section}?q=smoke+school"),
        "whole hearing, rare word": ("", f"{whole}?q={deep}"),
        "whole hearing, common word": ("", f"{whole}?q=permit"),
        "whole hearing, word deep": ("", f"{whole}?q=permit&after={encode_cursor(deep)}"),
        "API comments, common word": ("", f"/api/v1{hearing.path}/comments?q=permit"),
    }


def _results(hearing: Hearing, deep: int) -> Pages:
    at = hearing.path
    return {
        "report": ("", f"{at}/report"),
        "report, deep": ("", f"{at}/report?after={deep}"),
        "who spoke": ("", f"{at}/speakers"),
        "campaigns": ("", f"{at}/campaigns"),
        "campaign": ("", f"{at}/campaigns/1"),
        "moderation log": ("", f"{at}/moderation"),
    }


def _machines(hearing: Hearing, deep: int) -> Pages:
    at = f"/api/v1{hearing.path}"
    return {
        "API hearing": ("", at),
        "API comments": ("", f"{at}/comments"),
        "API comments, deep": ("", f"{at}/comments?after={encode_cursor(deep)}"),
        "API comments of a section": ("", f"{at}/comments?section=sec_3"),
        "API comments by stance": ("", f"{at}/comments?section=sec_3&stance=agree"),
    }


def _desk(hearing: Hearing, deep: int) -> Pages:
    at = f"/desk{hearing.path}"
    listed = {
        "comments": "",
        "comments deep": f"after={deep}",
        "not handled": "show=unhandled",
        "not assigned": "show=unassigned",
        "mine (none)": "show=mine",
        "with file (none)": "show=with-file",
        "by theme": "theme=3",
        "by campaign": "campaign=1",
        "rare word": f"q={deep}",
        "common word": "q=permit",
        "language (none)": "language=th",
    }
    rooms = {
        "hearing": "",
        "progress": "/progress",
        "themes": "/themes",
        "theme": "/themes/3",
        "summary": "/summary",
        "speakers": "/speakers",
        "speakers, anonymous": "/speakers?kind=anonymous",
        "speakers, sealed (none)": "/speakers?kind=confidential",
        "campaigns": "/campaigns",
    }
    return {
        "desk": (OFFICER, "/desk"),
        **{f"desk, {name}": (OFFICER, f"{at}/comments?{said}") for name, said in listed.items()},
        **{f"desk, {name}": (OFFICER, f"{at}{said}") for name, said in rooms.items()},
    }
