"""Rule sets for machines: every value with its clause, force and evidence."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from commons.law import queries, wording
from commons.law.rulesets import Param, RuleSet
from commons.machine import (
    Machine,
    Paging,
    Shape,
    absolute,
    day,
    flag,
    list_of,
    names,
    number_place,
    page,
    part,
    parts,
    reading,
    text,
)

blueprint = Machine("rules-api", __name__, description="The rules by which everything runs.")


class SourceShape(Shape):
    """Where a value stands written."""

    titles = names()
    section = text("not-seen where only the act is known.", nullable=True)
    paragraph = text(nullable=True)
    number = text(nullable=True)


class ParamShape(Shape):
    """One value of the law."""

    name = text()
    value = fields.Raw(required=True, allow_none=True)
    words = fields.List(fields.String(), required=True)
    force = text()
    enforcement = text()
    evidence = text()
    verified = flag()
    source = part(SourceShape, nullable=True)
    notes = names("What a reader should know beside the value.")


class RuleSetLine(Shape):
    """A rule set as lists show it."""

    id = text()
    version = text()
    kind = text()
    titles = names()
    url = text()
    valid_from = day()
    valid_to = day()
    digest = text("SHA-256 of its canonical form.")
    unconfirmed = fields.List(fields.String(), required=True)


class RuleSetWhole(RuleSetLine):
    """A rule set with every value."""

    params = parts(ParamShape)


@blueprint.route("/rules")
@blueprint.arguments(Paging, location="query")
@blueprint.response(200, list_of(RuleSetLine))
@reading
def listing(said: dict[str, Any]) -> dict[str, Any]:
    """Every version of every rule set, by id, the newest first."""
    found = queries.all_versions()
    start = number_place(said.get("after"))
    shown = found[start : start + said["page_size"]]
    more = start + len(shown)
    place = (more,) if more < len(found) else None
    return page([_line(each) for each in shown], total=len(found), after=place)


@blueprint.route("/rules/<ruleset_id>")
@blueprint.response(200, RuleSetWhole)
@reading
def current(ruleset_id: str) -> dict[str, Any]:
    """The version of a rule set that is in force today, with every value."""
    return _whole(queries.current(ruleset_id))


@blueprint.route("/rules/<ruleset_id>/<number>")
@blueprint.response(200, RuleSetWhole)
@reading
def version(ruleset_id: str, number: str) -> dict[str, Any]:
    """One version of a rule set, in force or not."""
    return _whole(queries.version(ruleset_id, number))


def _line(rule_set: RuleSet) -> dict[str, Any]:
    return {
        "id": rule_set.id,
        "version": rule_set.version,
        "kind": rule_set.kind.value,
        "titles": dict(rule_set.titles),
        "url": absolute(f"/rules/{rule_set.id}/{rule_set.version}"),
        "valid_from": rule_set.valid_from,
        "valid_to": rule_set.valid_to,
        "digest": rule_set.digest,
        "unconfirmed": list(rule_set.unconfirmed()),
    }


def _whole(rule_set: RuleSet) -> dict[str, Any]:
    params = [_param(rule_set, param) for param in rule_set.params.values()]
    return {**_line(rule_set), "params": params}


def _param(rule_set: RuleSet, param: Param) -> dict[str, Any]:
    source = param.source
    return {
        "name": param.name,
        "value": param.value,
        "words": wording.lines(rule_set, param.name),
        "force": param.force.value,
        "enforcement": param.enforcement.value,
        "evidence": param.evidence.value,
        "verified": param.verified,
        "source": source
        and {
            "titles": dict(source.titles),
            "section": source.section or None,
            "paragraph": source.paragraph or None,
            "number": source.number or None,
        },
        "notes": dict(param.notes),
    }
