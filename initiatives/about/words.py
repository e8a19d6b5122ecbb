"""How the fields are called."""

from __future__ import annotations

from commons.i18n import _l
from initiatives.about.models import PolicyField

FIELDS: dict[PolicyField, object] = {
    PolicyField.AGRICULTURE: _l("Agriculture and food"),
    PolicyField.CULTURE: _l("Culture and media"),
    PolicyField.DIGITAL: _l("Digital matters"),
    PolicyField.ECONOMY: _l("Economy and taxes"),
    PolicyField.EDUCATION: _l("Education and science"),
    PolicyField.ENVIRONMENT: _l("Environment and energy"),
    PolicyField.HEALTH: _l("Health"),
    PolicyField.HOUSING: _l("Housing and land"),
    PolicyField.JUSTICE: _l("Justice and rights"),
    PolicyField.LABOUR: _l("Work and labour"),
    PolicyField.LOCAL: _l("Local government"),
    PolicyField.SECURITY: _l("Security and foreign affairs"),
    PolicyField.SOCIAL: _l("Family and social matters"),
    PolicyField.TRANSPORT: _l("Transport"),
}
