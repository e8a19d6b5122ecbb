"""Writing questions: add, change, move, remove, copy as new; frozen once somebody has answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from commons import clock, db, record
from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from commons.texts.words import normalise
from consult import policies as hearing_policies
from consult.models import Hearing
from consult.policies import is_public
from consult.questions import policies, queries
from consult.questions.models import Asking, Question, SheetAnswer
from consult.questions.rules import LONGEST_SCALE, MOST_OPTIONS, MOST_QUESTIONS
from consult.questions.states import Form

LEAST_OPTIONS = 2


@dataclass(frozen=True)
class Wording:
    """A question as its officer writes it; words by language, options in their order."""

    form: Form
    wording: Mapping[str, str]
    note: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    options: tuple[Mapping[str, str], ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    lowest: int = 1
    highest: int = 5
    low_label: Mapping[str, str] = field(default_factory=dict)
    high_label: Mapping[str, str] = field(default_factory=dict)
    has_other: bool = False
    most: int | None = None
    is_required: bool = False
    asks_number: int | None = None
    asks_option: str | None = None


def add(actor: Actor, hearing: Hearing, said: Wording) -> Question:
    """Ask one question more, at the end.

    Refuses an incomplete one by its field, and one question above the platform's most.
    """
    _check_may(actor, hearing)
    standing = queries.of(hearing)
    if len(standing) >= MOST_QUESTIONS:
        raise Refusal("too-many-questions", _l("A hearing asks at most 60 questions."))
    _check(hearing, said, before=list(standing))
    question = Question(
        hearing_id=hearing.id,
        number=max((q.number for q in standing), default=0) + 1,
        position=max((q.position for q in standing), default=0) + 1,
        written_at=clock.now(),
        **_values(said),
    )
    db.session().add(question)
    db.session().flush()
    _note(actor, hearing, "hearing:question:added", question)
    return question


def change(actor: Actor, hearing: Hearing, number: int, said: Wording) -> None:
    """Ask it otherwise; refuses ("question-frozen") once somebody has answered it."""
    _check_may(actor, hearing)
    question = _locked(hearing, number)
    policies.check_unfrozen(question)
    before = [q for q in queries.of(hearing) if q.position < question.position]
    _check(hearing, said, before=before)
    if question.form is not said.form:
        raise Refusal("wrong-form", _l("The form of a question stays; remove it and add another."))
    for name, value in _values(said).items():
        setattr(question, name, value)
    db.session().flush()
    _note(actor, hearing, "hearing:question:changed", question)


def remove(actor: Actor, hearing: Hearing, number: int) -> None:
    """Ask it no more; refuses what is answered, and what a later question depends on."""
    _check_may(actor, hearing)
    question = _locked(hearing, number)
    policies.check_unfrozen(question)
    if any(q.asks_number == number for q in queries.of(hearing)):
        raise Refusal("question-needed", _l("Another question depends on the answer to this one."))
    db.session().delete(question)
    db.session().flush()
    _note(actor, hearing, "hearing:question:removed", question)


def move(actor: Actor, hearing: Hearing, number: int, *, by: int) -> None:
    """Change places with the neighbour, up (-1) or down (1); at the ends nothing happens.

    Refuses to bring a question before the one it depends on, and any move once a sheet was sent.
    """
    _check_may(actor, hearing)
    ordered = list(queries.of(hearing))
    for question in ordered:
        policies.check_unfrozen(question)
    place = next((i for i, q in enumerate(ordered) if q.number == number), None)
    if place is None:
        raise Refusal("not-found", _l("There is no question with this number."))
    if not 0 <= place + by < len(ordered):
        return
    ordered[place], ordered[place + by] = ordered[place + by], ordered[place]
    seen: set[int] = set()
    for question in ordered:
        if question.asks_number is not None and question.asks_number not in seen:
            raise Refusal(
                "question-needed", _l("A question stands after the one that it depends on.")
            )
        seen.add(question.number)
    for position, question in enumerate(ordered, start=1):
        question.position = position
    db.session().flush()


def copy_as_new(actor: Actor, hearing: Hearing, number: int) -> Question:
    """Ask a frozen question anew, as another one that can be changed."""
    return add(actor, hearing, wording_of(queries.one(hearing, number)))


def wording_of(question: Question) -> Wording:
    """A question as it could be written again."""
    return Wording(
        form=question.form,
        wording=question.wording,
        note=question.note,
        section=question.section,
        options=tuple(one["words"] for one in question.options),
        rows=tuple(one["words"] for one in question.rows),
        lowest=question.lowest,
        highest=question.highest,
        low_label=question.low_label,
        high_label=question.high_label,
        has_other=question.has_other,
        most=question.most,
        is_required=question.is_required,
        asks_number=question.asks_number,
        asks_option=question.asks_option,
    )


def depending_on(said: Wording, number: int) -> Wording:
    """The same question, depending on another one: a copy's numbers are its own."""
    return replace(said, asks_number=number)


def hide_results(actor: Actor, hearing: Hearing, *, until_end: bool) -> None:
    """Show the results only after the end, or at once; refuses once somebody has answered."""
    _check_may(actor, hearing)
    for question in queries.of(hearing):
        policies.check_unfrozen(question)
    db.insert_once(
        Asking, {"hearing_id": hearing.id, "hides_results": until_end}, conflict=["hearing_id"]
    )
    db.session().execute(
        sa.update(Asking).where(Asking.hearing_id == hearing.id).values(hides_results=until_end)
    )


def _check_may(actor: Actor, hearing: Hearing) -> None:
    hearing_policies.check(policies.may_ask(actor, hearing, clock.now()))


def _locked(hearing: Hearing, number: int) -> Question:
    found = queries.one(hearing, number)
    db.session().refresh(found, with_for_update=True)
    if db.session().scalar(
        sa.select(SheetAnswer.id).where(SheetAnswer.question_id == found.id).limit(1)
    ):
        found.frozen_at = found.frozen_at or clock.now()
    return found


def _check(hearing: Hearing, said: Wording, *, before: list[Question]) -> None:
    if not normalise(said.wording.get(hearing.language, "").strip()):
        raise Refusal(
            "wording-needed",
            _l("Write the question in the language of the draft."),
            field=f"wording_{hearing.language}",
        )
    _check_offers(said)
    if said.asks_number is None:
        return
    on = next((q for q in before if q.number == said.asks_number), None)
    if on is None or on.form is Form.OPEN or said.asks_option not in on.codes():
        raise Refusal(
            "wrong-condition", _l("Choose an answer to an earlier question."), field="only_if"
        )


def _check_offers(said: Wording) -> None:
    choosing = said.form in (Form.SINGLE, Form.MULTIPLE, Form.MATRIX)
    if choosing and not LEAST_OPTIONS <= len(said.options) <= MOST_OPTIONS:
        raise Refusal(
            "options-needed", _l("Write 2 to 30 answers, each on a line."), field="options_th"
        )
    if said.form is Form.MATRIX and not 1 <= len(said.rows) <= MOST_OPTIONS:
        raise Refusal("rows-needed", _l("Write 1 to 30 lines to be rated."), field="rows_th")
    if said.form is Form.SCALE and not 1 <= said.highest - said.lowest < LONGEST_SCALE:
        raise Refusal(
            "bad-scale", _l("A scale has 2 to 11 steps, from low to high."), field="highest"
        )
    if said.most is not None and not 1 <= said.most <= len(said.options) + said.has_other:
        raise Refusal(
            "bad-most", _l("This is not a number of answers that can be chosen."), field="most"
        )


def _values(said: Wording) -> dict[str, Any]:
    plain = asdict(said)
    for name in ("wording", "note", "low_label", "high_label"):
        plain[name] = _clean(plain[name])
    for name in ("options", "rows"):
        plain[name] = [
            {"code": str(code), "words": _clean(words)}
            for code, words in enumerate(plain[name], start=1)
        ]
    return plain


def _clean(words: Mapping[str, str]) -> dict[str, str]:
    return {tongue: normalise(w.strip()) for tongue, w in words.items() if w and w.strip()}


def _note(actor: Actor, hearing: Hearing, kind: str, question: Question) -> None:
    """On record once the hearing is public; a draft is nobody's business yet."""
    if is_public(hearing):
        facts = {"number": question.number, "form": question.form.value}
        record.note(kind, hearing.path, actor=actor, agency_id=hearing.agency_id, facts=facts)
