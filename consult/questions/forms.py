"""The forms of questions: the sheet that people fill in, and the editor of the officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from commons import forms
from commons.i18n import _, _l
from consult.forms import DisplayForm, tongue_of
from consult.questions import rules
from consult.questions.answering import Signed
from consult.questions.models import Question
from consult.questions.rules import Said
from consult.questions.services import Wording
from consult.questions.states import OTHER, Form
from consult.services.speaking import LONGEST
from consult.speakers.guests import GuestFields

TONGUES = ("th", "en")
FORMS: dict[Form, object] = {
    Form.OPEN: _l("Open question, answered in words"),
    Form.SINGLE: _l("Single choice: one of several answers"),
    Form.MULTIPLE: _l("Multiple choice: any of several answers"),
    Form.SCALE: _l("Scale, with a name at each end"),
    Form.MATRIX: _l("Matrix: several lines, each rated with the same answers"),
}


class SheetForm(DisplayForm):
    """An answer sheet; `sheet_form` gives it a field for each question."""

    def said(self, questions: Sequence[Question]) -> dict[int, Said]:
        """What was filled in, by the number of the question."""
        return {question.number: _said(self._fields, question) for question in questions}

    def signed(self, questions: Sequence[Question]) -> Signed:
        """As whom the open answers are shown."""
        words = " ".join(own.words for own in self.said(questions).values())
        return Signed(self.speaker(), tongue_of(words))


class GuestSheetForm(GuestFields, SheetForm):
    """An answer sheet without an account; `sheet` and `code` where an earlier one is changed."""

    sheet = forms.Hidden()
    code = forms.Hidden()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit_guest()


class OwnSheetForm(forms.Form):
    """The number and the code of a sheet that was sent without an account."""

    sheet = forms.Whole(_l("Number of your sheet"), [forms.Required(_l("Enter the number."))])
    code = forms.Line(_l("Code of your sheet"), [forms.Required(_l("Enter the code."))])


def sheet_form(
    questions: Sequence[Question],
    own: Mapping[int, Said],
    *,
    base: type[SheetForm] = SheetForm,
    sent: MultiDict[str, str] | None = None,
    afresh: bool = False,
) -> SheetForm:
    """A form with the fields of these questions, as the person's own sheet has them.

    It reads the request, or `sent` in its place, or nothing at all where it is begun `afresh`.
    """
    fields: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for question in questions:
        fields |= dict(_fields(question))
        known |= dict(_known(question, own.get(question.number, rules.SILENT)))
    made = type(base.__name__, (base,), fields)
    form: SheetForm
    if sent is not None or afresh:
        form = made(sent, data=known)
    else:
        form = made(data=known)
    return form


class QuestionForm(forms.Form):
    """A question as its officer writes it; the fields that its form does not need are left out."""

    wording_th = forms.Words(_l("Question in Thai"), limit=1000)
    wording_en = forms.Words(_l("Question in English"), limit=1000)
    note_th = forms.Words(_l("Help for answering, in Thai"), limit=1000)
    note_en = forms.Words(_l("Help for answering, in English"), limit=1000)
    options_th = forms.Words(_l("Answers in Thai, each on a line"), limit=LONGEST)
    options_en = forms.Words(_l("Answers in English, each on a line"), limit=LONGEST)
    has_other = forms.Tick(_l("Also offer “Other”, with words of one's own"))
    most = forms.Whole(_l("How many may be chosen at most"))
    rows_th = forms.Words(_l("Lines to be rated in Thai, each on a line"), limit=LONGEST)
    rows_en = forms.Words(_l("Lines to be rated in English, each on a line"), limit=LONGEST)
    lowest = forms.Whole(_l("Lowest step"), default=1)
    highest = forms.Whole(_l("Highest step"), default=5)
    low_label_th = forms.Line(_l("Name of the lowest step in Thai"))
    low_label_en = forms.Line(_l("Name of the lowest step in English"))
    high_label_th = forms.Line(_l("Name of the highest step in Thai"))
    high_label_en = forms.Line(_l("Name of the highest step in English"))
    section = forms.Pick(_l("Section"), default="")
    only_if = forms.Pick(_l("Ask this only after a certain answer"), default="")
    is_required = forms.Tick(_l("The sheet cannot be sent without an answer to this"))

    def __init__(
        self,
        *args: Any,
        form: Form,
        sections: list[tuple[str, str]],
        conditions: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.form = form
        self.section.choices = [("", _("The draft as a whole")), *sections]
        self.only_if.choices = [("", _("Always")), *conditions]
        for name in _unneeded(form):
            delattr(self, name)

    def words(self, name: str) -> dict[str, str]:
        """What was written in each language under this name."""
        return {tongue: self._of(f"{name}_{tongue}") or "" for tongue in TONGUES}

    def written(self, tongue: str) -> Wording:
        """The question as the service takes it; `tongue` is the language of the draft."""
        number, _colon, option = str(self.only_if.data or "").partition(":")
        low, high = self._of("lowest"), self._of("highest")
        return Wording(
            form=self.form,
            wording=self.words("wording"),
            note=self.words("note"),
            section=self.section.data or "",
            options=_lines(self.words("options"), tongue),
            rows=_lines(self.words("rows"), tongue),
            lowest=1 if low is None else low,
            highest=5 if high is None else high,
            low_label=self.words("low_label"),
            high_label=self.words("high_label"),
            has_other=bool(self._of("has_other")),
            most=self._of("most"),
            is_required=bool(self.is_required.data),
            asks_number=int(number) if number else None,
            asks_option=option or None,
        )

    def _of(self, name: str) -> Any:
        field = self._fields.get(name)
        return None if field is None else field.data


class AskingForm(forms.Form):
    """How the questions of a hearing are put."""

    hides_results = forms.Tick(_l("Show the results only after the hearing has closed"))


def as_written(said: Wording) -> dict[str, Any]:
    """What the editor shows of a question that stands."""
    known: dict[str, Any] = {
        "section": said.section,
        "has_other": said.has_other,
        "most": said.most,
        "lowest": said.lowest,
        "highest": said.highest,
        "is_required": said.is_required,
        "only_if": f"{said.asks_number}:{said.asks_option}" if said.asks_number else "",
    }
    for tongue in TONGUES:
        for name in ("wording", "note", "low_label", "high_label"):
            known[f"{name}_{tongue}"] = getattr(said, name).get(tongue, "")
        for name in ("options", "rows"):
            lines = [words.get(tongue, "") for words in getattr(said, name)]
            known[f"{name}_{tongue}"] = "\n".join(lines) if any(lines) else ""
    return known


def _unneeded(form: Form) -> Iterable[str]:
    if form in (Form.OPEN, Form.SCALE):
        yield from ("options_th", "options_en")
    if form not in (Form.SINGLE, Form.MULTIPLE):
        yield "has_other"
    if form is not Form.MULTIPLE:
        yield "most"
    if form is not Form.MATRIX:
        yield from ("rows_th", "rows_en")
    if form is not Form.SCALE:
        yield from ("lowest", "highest")
        yield from ("low_label_th", "low_label_en", "high_label_th", "high_label_en")


def _lines(words: Mapping[str, str], own: str) -> tuple[Mapping[str, str], ...]:
    """The lines of each language side by side, as many as the draft's own language has."""
    written = {t: [w.strip() for w in said.splitlines() if w.strip()] for t, said in words.items()}
    count = len(written.get(own) or max(written.values(), key=len, default=[]))
    return tuple(
        {t: lines[place] for t, lines in written.items() if place < len(lines)}
        for place in range(count)
    )


def _fields(question: Question) -> Iterable[tuple[str, Any]]:
    name, label = f"q-{question.number}", question.text()
    offered = question.offered() + ([(OTHER, _("Other"))] if question.has_other else [])
    if question.form is Form.OPEN:
        yield name, forms.Words(label, limit=LONGEST)
    elif question.form is Form.MULTIPLE:
        yield name, forms.Choices(label, choices=offered)
    elif question.form is Form.MATRIX:
        for code, words in question.asked_rows():
            yield f"{name}-{code}", forms.Choice(words, [forms.Optional()], choices=offered)
    else:
        yield name, forms.Choice(label, [forms.Optional()], choices=offered)
    if question.has_other:
        yield f"{name}-other", forms.Line(_("In your own words"), limit=rules.LONGEST_OTHER)


def _known(question: Question, own: Said) -> Iterable[tuple[str, Any]]:
    name = f"q-{question.number}"
    if question.form is Form.OPEN:
        yield name, own.words
    elif question.form is Form.MULTIPLE:
        yield name, list(own.chosen)
    elif question.form is Form.MATRIX:
        yield from ((f"{name}-{row}", option) for row, option in own.rows.items())
    else:
        yield name, own.chosen[0] if own.chosen else None
    yield f"{name}-other", own.other


def _said(fields: Mapping[str, Any], question: Question) -> Said:
    name = f"q-{question.number}"
    other = fields[f"{name}-other"].data or "" if f"{name}-other" in fields else ""
    if question.form is Form.MATRIX:
        given = {code: fields[f"{name}-{code}"].data for code, _words in question.asked_rows()}
        return Said(rows={code: option for code, option in given.items() if option})
    data = fields[name].data
    if question.form is Form.OPEN:
        return Said(words=data or "")
    chosen = tuple(data or ()) if question.form is Form.MULTIPLE else (data,) if data else ()
    return Said(chosen=chosen, other=other if OTHER in chosen else "")
