"""A sheet that is being filled in: what was sent so far, what is wrong with it, which page follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import g, request

from commons.discussion.drafts import Kept
from commons.errors import FieldRefusals
from consult.models import Hearing
from consult.questions import queries, rules, stepping
from consult.questions.forms import SheetForm, sheet_form
from consult.questions.models import Question
from consult.questions.rules import SILENT, Said
from consult.questions.stepping import Step
from consult.speech.forms import filled

SEND, ON = "send", "on"
_PAGE = "page-"


@dataclass
class Filling:
    """One sheet on its way: the questions it may come to, its form, and what was put so far."""

    hearing: Hearing
    questions: Sequence[Question]
    form: SheetForm
    before: Mapping[int, Said] = field(repr=False)
    asked: frozenset[int] = frozenset()
    section: str = ""

    @property
    def act(self) -> str:
        """What the sender wants: go on, go back to a page, or send."""
        return request.form.get("act", SEND)

    @property
    def is_stepwise(self) -> bool:
        """Whether it comes in several pages."""
        return stepping.is_stepwise(self.questions)

    def said(self) -> dict[int, Said]:
        """What was sent of the questions that were put, beside what the sheet said before."""
        sent = self.form.said([q for q in self.questions if q.number in self.asked])
        return {**self.before, **sent}

    def put(self) -> list[Question]:
        """The questions that were put to the sender so far."""
        return [q for q in self.questions if q.number in self.asked]

    def first(self) -> Step:
        """The page with which it begins."""
        return stepping.at(self.questions, self.before, 0)

    def walk(self) -> tuple[Step, bool]:
        """The page that follows on what was sent, and whether all of it stands; back is always free."""
        said = self.said()
        place = self.act.removeprefix(_PAGE)
        if self.act.startswith(_PAGE) and place.isascii() and place.isdigit() and len(place) < 4:
            return stepping.at(self.questions, said, int(place)), True
        if not self.is_valid():
            return self.faulty(), False
        return stepping.following(self.questions, said, self.asked), True

    def is_unfinished(self) -> bool:
        """Whether a page was left out that these answers lead to, by whoever was shown pages."""
        if not self.is_stepwise or "act" not in request.form:
            return False
        return bool(stepping.following(self.questions, self.said(), self.asked).shown)

    def is_valid(self) -> bool:
        """Whether the answers so far can stand; what is wrong stands beside its field."""
        if not self.form.validate_on_submit():
            return False
        try:
            rules.check(self.questions, self.said(), within=self.asked)
        except FieldRefusals as refusal:
            self.form.refuse(refusal)
            return False
        return True

    def faulty(self) -> Step:
        """The page on which something is wrong; where nothing is, the last that was put."""
        said = self.said()
        places = stepping.at(self.questions, said, 0).places
        wrong = [q.number for q in self.questions if self._is_wrong(q) and q.number in places]
        last = max((places[n] for n in self.asked if n in places), default=0)
        return stepping.at(self.questions, said, places[wrong[0]] if wrong else last)

    def left_out(self) -> list[int]:
        """The answers that do not count, because their question is not asked after the others."""
        return stepping.left_out(self.questions, self.said())

    def _is_wrong(self, question: Question) -> bool:
        name = f"q-{question.number}"
        return any(
            own.errors for own in self.form if own.name == name or own.name.startswith(f"{name}-")
        )


def begun(
    hearing: Hearing,
    before: Mapping[int, Said],
    *,
    base: type[SheetForm] = SheetForm,
    draft: Kept | None = None,
) -> Filling:
    """A sheet as it is opened, of the whole hearing or of `?section=`: as kept, or as sent before."""
    eid = request.args.get("section", "")
    questions = _questions(hearing, eid)
    if draft is not None and not g.get("draft_fields"):
        form = sheet_form(questions, before, base=base, sent=filled(draft))
    else:
        form = sheet_form(questions, before, base=base)
    return Filling(hearing, questions, form, before, section=eid)


def sent(
    hearing: Hearing, before: Mapping[int, Said], *, base: type[SheetForm] = SheetForm
) -> Filling:
    """A sheet as a page of it was sent: only questions count that were put ("asked")."""
    eid = request.form.get("of", "")
    numbers = {int(n) for n in request.form.getlist("asked") if n.isascii() and n.isdigit()}
    questions = _questions(hearing, eid)
    put = frozenset(numbers & {q.number for q in questions})
    return Filling(hearing, questions, sheet_form(questions, before, base=base), before, put, eid)


def opened_again(hearing: Hearing, before: Mapping[int, Said], *, base: type[SheetForm]) -> Filling:
    """A sheet that was sent before, to be changed: its form holds what it says."""
    questions = queries.of(hearing)
    form = sheet_form(questions, before, base=base, afresh=True)
    return Filling(hearing, questions, form, before)


def words(filling: Filling) -> str:
    """Everything that was written in words, to be copied where it cannot be taken."""
    said = filling.said()
    return "\n\n".join(said.get(q.number, SILENT).words for q in filling.put() if said).strip()


def _questions(hearing: Hearing, eid: str) -> Sequence[Question]:
    every = queries.of(hearing)
    if not eid:
        return every
    return stepping.with_conditions(every, [q.number for q in every if q.section == eid])
