"""From the stored body of a rule set to the rule set itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from commons.law.rulesets import (
    Enforcement,
    Evidence,
    Force,
    FreezeAt,
    Kind,
    Param,
    RuleSet,
    Source,
)


def build(key: int, digest: str, body: Mapping[str, Any]) -> RuleSet:
    """The rule set that `body`, which has passed every check, describes."""
    sources = body.get("sources", {})
    params = {name: _param(name, said, sources) for name, said in body["params"].items()}
    ends = body.get("valid_to")
    return RuleSet(
        key=key,
        id=body["id"],
        version=body["version"],
        kind=Kind(body["kind"]),
        titles=body["title"],
        abouts=body["about"],
        valid_from=date.fromisoformat(body["valid_from"]),
        valid_to=date.fromisoformat(ends) if ends else None,
        freeze_at=FreezeAt(body["freeze_at"]),
        params=MappingProxyType(params),
        words=MappingProxyType(body.get("words", {})),
        digest=digest,
    )


def _param(name: str, said: Mapping[str, Any], sources: Mapping[str, Any]) -> Param:
    return Param(
        name=name,
        value=_settled(said.get("value")),
        force=Force(said["force"]),
        enforcement=Enforcement(said["enforcement"]),
        source=_source(said.get("source"), sources),
        evidence=Evidence(said["evidence"]),
        verified=said["verified"],
        notes=said.get("note", {}),
    )


def _source(said: Mapping[str, str] | None, sources: Mapping[str, Any]) -> Source | None:
    if said is None:
        return None
    whole = sources[said["of"]]
    return Source(
        of=said["of"],
        titles={lang: words for lang, words in whole.items() if lang != "url"},
        url=whole.get("url", ""),
        section=said.get("section", ""),
        paragraph=said.get("paragraph", ""),
        number=said.get("number", ""),
    )


def _settled(value: Any) -> Any:
    """Lists as tuples, all the way down, so that nobody changes a law by accident."""
    if isinstance(value, list):
        return tuple(_settled(item) for item in value)
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    return value
