"""Acts on the text of a hearing: edit a preview step by step, undo, confirm, correct, translate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from commons import db, files, record
from commons.access import Actor, Permission
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts import errata, handwork, importing, pdf, translations, writing
from commons.texts import queries as texts
from commons.texts import services as text_services
from commons.texts.importing import Parsed
from commons.texts.models import Erratum, Translation, Version
from commons.texts.report import Report
from commons.texts.tree import Tree
from commons.texts.words import normalise
from consult import policies
from consult.models import Hearing
from consult.queries import texts as hearing_texts
from consult.services import preparing, revising
from consult.states import Stage

log = structlog.get_logger("consult")
_PDF = b"%PDF-"
MOST_STEPS = 60
"""So many steps can be undone; older ones are joined to the beginning."""


@dataclass(frozen=True)
class Words:
    """What a form says of a section: its number, heading and words."""

    number: str = ""
    heading: str = ""
    words: str | None = field(default=None, repr=False)


class Edit(StrEnum):
    """What an officer may do with a preview, a step at a time."""

    CHANGE = "change"
    SPLIT = "split"
    MERGE = "merge"
    UP = "up"
    DOWN = "down"
    INSERT = "insert"
    DELETE = "delete"
    RENUMBER = "renumber"
    TITLE = "title"
    COPY = "copy"


@dataclass(frozen=True)
class Step:
    """One step: what was done, and to which section, as it is called."""

    act: Edit
    label: str


def begin(actor: Actor, hearing: Hearing) -> Version:
    """A preview of the next version, as the newest one reads with its errata carried out."""
    _check_may_stage(actor, hearing)
    newest = hearing_texts.newest(hearing)
    corrected = errata.applied(texts.whole(newest.id), errata.of(newest.id))
    _clear(hearing)
    text = texts.text(newest.text_id)
    made = text_services.stage(text, Parsed(corrected, Report()))
    made.step = {"act": Edit.COPY.value, "label": str(newest.number)}
    db.session().flush()
    return made


def import_text(actor: Actor, hearing: Hearing, name: str, data: bytes) -> Version:
    """Read a file as the preview of the text, or of its next version.

    What came from a PDF is kept beside it, until a person has compared the two.
    """
    parsed = importing.read(name, data)
    put = preparing.stage_text if hearing.stage is Stage.DRAFT else revising.stage
    version = put(actor, hearing, parsed)
    if data.startswith(_PDF):
        kept = files.keep(name, data)
        version.source = {"digest": kept.digest, "name": kept.name, "pages": pdf.pages(data)}
        db.session().flush()
    return version


def edit(
    actor: Actor, hearing: Hearing, preview: Version, step: Step, do: Callable[[Tree], Tree]
) -> Version:
    """One step on the newest preview; it can be undone. Refuses an older one (version-changed)."""
    _check_may_stage(actor, hearing)
    _check_newest(hearing, preview)
    tree = do(texts.whole(preview.id))
    after = text_services.stage_step(
        preview, tree, {"act": step.act.value, "label": step.label[:200]}
    )
    steps = texts.staged(preview.text_id)
    for older in steps[1 : len(steps) - MOST_STEPS]:
        text_services.discard(older)
    return after


def undo(actor: Actor, hearing: Hearing, preview: Version) -> None:
    """Take the last step back; refuses where none was made (nothing-to-undo)."""
    _check_may_stage(actor, hearing)
    _check_newest(hearing, preview)
    if len(texts.staged(preview.text_id)) < 2:
        raise Refusal("nothing-to-undo", _l("There is no step to undo."))
    text_services.discard(preview)


def discard(actor: Actor, hearing: Hearing) -> None:
    """Throw the preview away with all its steps."""
    _check_may_stage(actor, hearing)
    _clear(hearing)


def confirm(actor: Actor, hearing: Hearing, preview: Version) -> None:
    """Say that one has compared the preview with the PDF, page by page."""
    _check_may_stage(actor, hearing)
    _check_newest(hearing, preview)
    text_services.confirm(preview)
    log.info("import_confirmed", id=hearing.id)


def correct(
    actor: Actor, hearing: Hearing, eid: str, said: Words, *, reason: str, declared: bool
) -> Erratum:
    """Put an error of print right in the newest version, visibly, without a carry-over.

    Refuses who is no publisher, an error that is none (no-erratum), and without a reason or the
    declaration that the meaning stays.
    """
    policies.check(actor.may(Permission.HEARING_APPROVE, hearing.agency_id))
    policies.check(policies.is_public(hearing))
    if not declared:
        sentence = _l("Declare that what the section means does not change.")
        raise Refusal("not-declared", sentence, field="declared")
    if not reason.strip():
        raise Refusal("no-reason", _l("Write what was wrong."), field="reason")
    version = hearing_texts.newest(hearing)
    corrected = errata.applied(texts.whole(version.id), errata.of(version.id))
    node = handwork.find(corrected, eid)
    old, new = writing.as_lines(node), "\n".join(_lines(said.words or ""))
    heading = normalise(" ".join(said.heading.split()))
    errata.check(f"{node.heading}\n{old}", f"{heading}\n{new}")
    erratum = errata.correct(
        version,
        Erratum(
            eid=eid,
            old_heading=node.heading,
            new_heading=heading,
            old_words=old,
            new_words=new,
            reason=normalise(reason.strip()),
            corrected_by=actor.account_id,
        ),
    )
    record.note(
        "hearing:erratum:published",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"version": version.number, "section": eid},
    )
    log.info("erratum_published", id=hearing.id, version=version.number)
    return erratum


def translate(actor: Actor, hearing: Hearing, parsed: Parsed) -> Translation:
    """Keep a translation of the newest version until a second person has reviewed it."""
    policies.check(policies.may_see_desk(actor, hearing))
    return translations.stage(actor, hearing_texts.newest(hearing), parsed)


def publish_translation(actor: Actor, hearing: Hearing, row: Translation) -> None:
    """Let readers switch to a reviewed translation; refuses whoever prepared it."""
    policies.check(actor.may(Permission.HEARING_APPROVE, hearing.agency_id))
    _check_own(hearing, row)
    translations.publish(actor, row)
    version = texts.by_id(row.version_id)
    record.note(
        "hearing:translation:published",
        hearing.path,
        actor=actor,
        agency_id=hearing.agency_id,
        facts={"version": version.number, "language": row.language, "digest": row.digest},
    )


def discard_translation(actor: Actor, hearing: Hearing, row: Translation) -> None:
    """Throw a translation away that is not published."""
    policies.check(policies.may_see_desk(actor, hearing))
    _check_own(hearing, row)
    translations.discard(row)


def _check_own(hearing: Hearing, row: Translation) -> None:
    if texts.by_id(row.version_id).text_id != hearing.text_id:
        raise Refusal("version-not-found", _l("There is no such translation."))


def _check_may_stage(actor: Actor, hearing: Hearing) -> None:
    if hearing.stage is Stage.DRAFT:
        policies.check(policies.may_prepare(actor, hearing))
    else:
        policies.check(policies.may_see_desk(actor, hearing))
        revising.check_time_left(hearing)


def _check_newest(hearing: Hearing, preview: Version) -> None:
    staged = texts.staged(hearing.text_id or 0)
    if not staged or staged[-1].id != preview.id:
        sentence = _l("The text was edited in the meantime. Look at it again.")
        raise Refusal("version-changed", sentence)


def _clear(hearing: Hearing) -> None:
    for older in texts.staged(hearing.text_id or 0):
        text_services.discard(older)


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in normalise(words).split("\n") if line.strip()]
