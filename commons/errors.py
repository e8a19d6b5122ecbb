"""Refusals: what the house says no to, in words of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Refusal(Exception):
    """An act is refused and nothing has changed.

    `code` is a kebab-case word of the domain ("hearing-closed"); only portal/errors.py knows its
    HTTP status. `message` is a sentence for the person (usually lazy, from commons.i18n);
    `field` names the form field it belongs to; `values` are machine-readable particulars.
    """

    def __init__(
        self, code: str, message: object = "", *, field: str | None = None, **values: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self._message = message
        self.field = field
        self.values: Mapping[str, Any] = values

    @property
    def message(self) -> str:
        """The sentence, in the language of whoever reads it now."""
        return str(self._message) if self._message else ""

    def __str__(self) -> str:
        return self.code


class FieldRefusals(Refusal):
    """Several fields are refused at once; each has its own sentence."""

    def __init__(self, code: str, message: object, fields: Iterable[tuple[str, object]]) -> None:
        super().__init__(code, message)
        self.fields: tuple[tuple[str, object], ...] = tuple(fields)
