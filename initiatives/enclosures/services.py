"""Acts on what lies beside a proposal: add a picture or an annex, take one off."""

from __future__ import annotations

import sqlalchemy as sa

from commons import clock, db, files, record
from commons.access import Actor
from commons.errors import Refusal
from commons.files import Kept, Type
from commons.i18n import _l
from commons.law import queries as law
from initiatives import policies, proposal, rules
from initiatives.acts import initiators
from initiatives.enclosures import queries
from initiatives.enclosures.models import Enclosure, EnclosureKind
from initiatives.models import Initiative

MOST = 10
"""The platform's limit of annexes, where a rule set names none."""
LARGEST = 10 * 1024 * 1024
"""The platform's limit for one file in bytes, where a rule set names none."""
PICTURES = frozenset({Type.PNG, Type.JPEG})
files.use_holder(queries.is_needed)


def largest(initiative: Initiative) -> int:
    """How large a file may be, in bytes: by the rule set, else by the platform."""
    return int(law.by_key(initiative.rule_set_id).value("upload.max_bytes", LARGEST))


def keep(initiative: Initiative, name: str, data: bytes) -> Kept:
    """Keep a file by its content: pictures are drawn anew, so that no place or camera stays in them.

    Refuses ("bad-file") what is too large, empty, unclean or of another type.
    """
    most = largest(initiative)
    if len(data) > most:
        raise Refusal(
            "bad-file",
            _l("The file is larger than %(most)s MB.", most=most // 1024 // 1024),
            field="file",
        )
    kept = files.keep(name, data)
    if not _is_named(initiative, kept.type):
        raise Refusal(
            "bad-file", _l("The rule set of this initiative takes no such file."), field="file"
        )
    return kept


def _is_named(initiative: Initiative, kind: Type) -> bool:
    """Whether the rule set takes files of this type; one that is silent takes all of the house."""
    named = law.by_key(initiative.rule_set_id).value("upload.types")
    codes = {"jpeg" if code == "jpg" else code for code in named or ()}
    return named is None or kind.name.lower() in codes


def add_picture(
    initiative: Initiative, actor: Actor, kept: Kept, *, credit: str, picture_words: str
) -> Enclosure:
    """Put a picture beside the proposal, in place of the former one.

    Refused without credit, without words for whoever cannot see it, for what is no picture, and
    once the proposal is frozen.
    """
    _check_may(initiative, actor)
    if kept.type not in PICTURES:
        raise Refusal("bad-file", _l("Choose a picture: PNG or JPEG."), field="file")
    for said, name, sentence in (
        (credit, "credit", _l("Say who made the picture and that it may be shown.")),
        (picture_words, "picture_words", _l("Say what the picture shows.")),
    ):
        if not said.strip():
            raise Refusal("words-missing", sentence, field=name)
    former = queries.picture(initiative.id)
    if former is not None:
        _end(former)
    return _put(
        initiative,
        actor,
        EnclosureKind.PICTURE,
        kept,
        credit=proposal.tidy(credit),
        picture_words=proposal.tidy(picture_words),
    )


def add_annex(initiative: Initiative, actor: Actor, kept: Kept, *, title: str) -> Enclosure:
    """Add an annex; whoever signs later signs its digest too, so confirmations are cleared.

    Refused above the most, twice for the same file, and once the proposal is frozen.
    """
    _check_may(initiative, actor)
    present = queries.annexes(initiative.id)
    if len(present) >= MOST:
        raise Refusal("too-many-files", _l("Add at most %(most)s files.", most=MOST), field="file")
    if any(each.digest == kept.digest for each in present):
        raise Refusal("file-known", _l("This file is an annex already."), field="file")
    initiators.clear_confirmations(initiative)
    said = " ".join(proposal.tidy(title).split()) or kept.name
    return _put(initiative, actor, EnclosureKind.ANNEX, kept, title=said)


def take_off(enclosure: Enclosure, actor: Actor) -> None:
    """Take a file off before anything is signed; refused once the proposal is frozen."""
    initiative = enclosure.initiative
    _check_may(initiative, actor)
    if enclosure.kind is EnclosureKind.ANNEX:
        initiators.clear_confirmations(initiative)
    _end(enclosure)
    _note(enclosure, actor, "taken-off")


def forget_draft(initiative_id: int) -> None:
    """Forget every file of a draft that is thrown away."""
    rows = db.session().scalars(
        sa.delete(Enclosure)
        .where(Enclosure.initiative_id == initiative_id)
        .returning(Enclosure.digest)
    )
    for digest in rows.all():
        _drop(digest)


def _put(
    initiative: Initiative, actor: Actor, kind: EnclosureKind, kept: Kept, **said: str
) -> Enclosure:
    row = Enclosure(
        initiative=initiative,
        kind=kind,
        digest=kept.digest,
        type=kept.type.value,
        name=kept.name,
        size=kept.size,
        added_at=clock.now(),
        **said,
    )
    db.session().add(row)
    db.session().flush()
    _note(row, actor, "added")
    return row


def _end(enclosure: Enclosure) -> None:
    enclosure.removed_at = clock.now()
    _drop(enclosure.digest)


def _drop(digest: str) -> None:
    db.session().flush()
    if not files.is_needed(digest):
        db.after_commit(lambda: files.drop(digest))


def _check_may(initiative: Initiative, actor: Actor) -> None:
    if not policies.is_author(actor, initiative):
        raise Refusal("not-permitted", _l("Only the author changes what lies beside a proposal."))
    rules.check_editable(initiative, clock.now())


def _note(enclosure: Enclosure, actor: Actor, word: str) -> None:
    initiative = enclosure.initiative
    if initiative.published_at is None:
        return
    record.note(
        f"initiative:enclosure:{word}",
        initiative.path,
        actor=actor,
        agency_id=initiative.agency_id,
        facts={"digest": enclosure.digest, "kind": enclosure.kind.value, "size": enclosure.size},
    )
