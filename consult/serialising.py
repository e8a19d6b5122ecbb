"""Hearings as data for machines: the serialisers of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commons.discussion.shown import CommentView
from commons.discussion.statistics import Counts, PlaceCounts
from commons.law import queries as law
from commons.law.calendar import local_date
from commons.law.rulesets import RuleSet
from commons.machine import absolute, local
from commons.texts import tree
from commons.texts.export import Imprint
from commons.texts.models import Version
from consult.answering import Answer, Summary
from consult.models import Hearing
from consult.phases import serialising as phasing
from consult.queries.answers import ThemeLine, Treatment
from consult.queries.cards import Card
from consult.queries.progress import Coverage
from consult.speakers.serialising import sealed, standing

_STATE = len("th")
_NO_STATE = "xx"
"""The letters that ISO 3166 leaves free, for a rule set that belongs to no State."""


def line(card: Card) -> dict[str, Any]:
    """A hearing as lists show it."""
    hearing, zone = card.hearing, card.rule_set.zone
    return {
        "number": hearing.id,
        "slug": hearing.slug,
        "url": absolute(hearing.path),
        "kind": hearing.kind.value,
        "status": card.state.value,
        "topic": hearing.topic.value,
        "language": hearing.language,
        "titles": hearing.titles,
        "agency": {"slug": hearing.agency.slug, "names": hearing.agency.names},
        "rule_set": rule_set_name(card.rule_set),
        "opens_at": local(hearing.opens_at, zone),
        "closes_at": local(hearing.closes_at, zone),
        "last_day": card.last_day,
        "days": card.days,
        "phases": phasing.phases(card.plan, card.rule_set),
        "summary": _summary(card),
    }


def whole(card: Card, coverage: Coverage, answers: int, versions: list[Any]) -> dict[str, Any]:
    """Everything public about one hearing except its words."""
    hearing, zone = card.hearing, card.rule_set.zone
    return {
        **line(card),
        "counts": counts(card, answers),
        "coverage": covered(coverage),
        "stakeholders_notified": sum(1 for s in hearing.stakeholders if s.notified_at),
        "no_stakeholders_reason": hearing.no_stakeholders_reason or None,
        "takes_late": hearing.takes_late,
        "shorten_ground": hearing.shorten_ground,
        "shorten_reason": hearing.shorten_reason,
        "withdrawal_reason": hearing.withdrawal_reason,
        "date_changes": [
            {
                "old_closes_at": local(change.old_closes_at, zone),
                "new_closes_at": local(change.new_closes_at, zone),
                "reason": change.reason,
                "changed_at": local(change.changed_at, zone),
            }
            for change in hearing.date_changes
        ],
        "documents": [
            {"code": d.name, "language": d.language, "words": d.words} for d in hearing.documents
        ],
        "versions": [version(each, card.rule_set) for each in versions],
        "steps": [
            {"kind": s.kind.value, "happened_on": s.happened_on, "words": s.words, "link": s.link}
            for s in hearing.steps
        ],
    }


def rule_set_name(rule_set: RuleSet) -> dict[str, str]:
    """The rule set by which something runs, with its page."""
    address = absolute(f"/rules/{rule_set.id}/{rule_set.version}")
    return {"id": rule_set.id, "version": rule_set.version, "url": address}


def version(row: Version, rule_set: RuleSet) -> dict[str, Any]:
    """A published version of the draft."""
    return {
        "number": row.number,
        "digest": row.digest,
        "published_at": local(row.published_at, rule_set.zone),
    }


def imprint(hearing: Hearing, row: Version) -> Imprint:
    """What the metadata of a published version says; the state is that of its rule set."""
    rule_set = law.by_key(hearing.rule_set_id)
    state = rule_set.id.split("-")[0]
    published = row.published_at or hearing.created_at
    return Imprint(
        country=state if len(state) == _STATE else _NO_STATE,
        number=str(hearing.id),
        author=hearing.agency.name("en"),
        created=local_date(hearing.created_at, rule_set.zone),
        published=local_date(published, rule_set.zone),
    )


def covered(coverage: Coverage) -> dict[str, Any]:
    """Handled / all."""
    return {"all": coverage.all, "handled": coverage.handled, "share": coverage.share}


def counts(card: Card, answers: int) -> dict[str, Any]:
    """How many have spoken, each unit under its own name."""
    total = card.statistics.total
    return {
        "respondents": card.statistics.respondents,
        "verified_persons": total.verified.person,
        "comments": total.comments,
        "replies": total.replies,
        "answers": answers,
        **stances(total),
    }


def stances(counted: PlaceCounts) -> dict[str, dict[str, int]]:
    """The stances at one place, by assurance."""
    return {
        "verified_stances": _stances(counted.verified),
        "other_stances": _stances(counted.others),
    }


def section(hearing: Hearing, node: tree.Node, number: int, said: PlaceCounts) -> dict[str, Any]:
    """A section of one version, with what was said of it."""
    return {
        "eId": node.eid,
        "version": number,
        "kind": node.kind.value,
        "number": node.number,
        "heading": node.heading,
        "words": tree.plain(node),
        "takes_stance": node.is_section,
        "url": absolute(f"{hearing.path}/sections/{node.eid}?version={number}"),
        "comments": said.comments,
        "replies": said.replies,
        **stances(said),
    }


def comment(hearing: Hearing, said: CommentView, done: Treatment, card: Card) -> dict[str, Any]:
    """One thing said, as everybody may see it."""
    zone = card.rule_set.zone
    named = None if said.is_withheld or not said.shown_as else said.shown_as
    return {
        "number": said.number,
        "url": absolute(f"{hearing.path}/comments/{said.number}"),
        "section": said.section,
        "version": said.version,
        "place": said.place,
        "placing": said.placing.value,
        "author": {
            "display": said.display.value,
            "name": named,
            "verified": said.is_verified,
            **standing(said),
        },
        **sealed(said),
        "stance": said.stance.value if said.stance else None,
        "has_words": said.has_words,
        "words": said.words,
        "suggestion": said.suggestion,
        "language": said.language,
        "channel": said.channel.value,
        "received_on": said.received_on,
        "reply_to": said.reply_to,
        "written_at": local(said.written_at, zone),
        "withdrawn_at": local(said.withdrawn_at, zone),
        "cover": said.cover.value if said.cover else None,
        "cover_ground": said.cover_ground,
        "covered_at": local(said.covered_at, zone),
        "digest": said.digest,
        "themes": [theme.number for theme in done.themes],
        "no_issue_reason": done.no_issue.reason if done.no_issue else None,
    }


def report(
    card: Card, written: Summary, coverage: Coverage, themes: list[ThemeLine]
) -> dict[str, Any]:
    """The summary report with its themes."""
    zone = card.rule_set.zone
    return {
        "hearing": absolute(card.hearing.path),
        "published_at": local(written.published_at, zone),
        "fields_": written.fields,
        "coverage": covered(coverage),
        "counts": counts(card, sum(1 for each in themes if each.theme.answer)),
        "themes": [_theme(each, card.rule_set) for each in themes],
    }


def _theme(each: ThemeLine, rule_set: RuleSet) -> dict[str, Any]:
    said: Mapping[str, Any] = {
        "number": each.theme.number,
        "title": each.theme.title,
        "words": each.theme.words,
        "comments": each.comments,
    }
    return {**said, "answer": _answer(each.theme.answer, rule_set) if each.theme.answer else None}


def _answer(answer: Answer, rule_set: RuleSet) -> dict[str, Any]:
    return {
        "disposition": answer.disposition.value,
        "reason": answer.reason,
        "section": answer.section,
        "answered_at": local(answer.answered_at, rule_set.zone),
        "agency": answer.agency.slug if answer.agency else None,
    }


def _summary(card: Card) -> dict[str, Any] | None:
    if card.clock is None:
        return None
    zone = card.rule_set.zone
    return {
        "due_at": local(card.clock.due_at, zone),
        "published_at": local(card.clock.done_at, zone),
        "days_overdue": card.clock.days_overdue,
        "is_overdue": card.clock.is_overdue,
    }


def _stances(counted: Counts) -> dict[str, int]:
    return {
        "agree": counted.agree,
        "disagree": counted.disagree,
        "change": counted.change,
    }
