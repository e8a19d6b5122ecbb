"""The whole schema: importing this module makes every table known."""

from __future__ import annotations

import importlib

from commons.db import Base
from portal.rooms import TABLES

for _module in TABLES:
    importlib.import_module(_module)

metadata = Base.metadata
