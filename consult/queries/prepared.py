"""What an agency has prepared in fields, where the rule set would else ask for it in words."""

from __future__ import annotations

from consult.impact import queries as impacts
from consult.impact import rules as impact_rules
from consult.models import Hearing
from consult.questions import queries as questions

QUESTIONS = "questions"


def written(hearing: Hearing) -> dict[str, str]:
    """Every document in the language of the draft, with those that stand in fields (R001)."""
    found = {d.name: d.words for d in hearing.documents if d.language == hearing.language}
    asked = questions.of(hearing)
    if asked and not found.get(QUESTIONS, "").strip():
        found[QUESTIONS] = "\n".join(question.text(hearing.language) for question in asked)
    lines = impacts.of(hearing)
    if impact_rules.is_assessed(lines) and not found.get(impact_rules.ASSESSMENT, "").strip():
        found[impact_rules.ASSESSMENT] = "\n".join(line.text() for line in lines.values())
    return found
