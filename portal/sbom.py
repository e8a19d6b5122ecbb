"""The bill of materials: every package that an installation runs on, as CycloneDX 1.6.

Made from the lock file (`python -m portal.sbom`), so that whoever operates the house can hold it
against lists of known holes (ASVS 15.1.2). A test keeps the page and the lock file equal.
"""

from __future__ import annotations

import json
import re
from typing import Any

from commons.config import HERE

LOCK = HERE / "requirements" / "base.txt"
PAGE = HERE / "docs" / "sbom.cdx.json"
SHIPPED = (("npm", "govuk-frontend", "MIT"), ("npm", "@expo-google-fonts/sarabun", "OFL-1.1"))
"""What lies compiled in `static/`: taken from these packages when the assets were built."""
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def bill() -> dict[str, Any]:
    """The whole bill; the same lock file gives the same bill."""
    built = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "lexpopuli"}},
        "components": [
            *(_component("pypi", name, version) for name, version in pinned()),
            *(
                _component(kind, name, built[f"node_modules/{name}"]["version"], licence)
                for kind, name, licence in SHIPPED
            ),
        ],
    }


def pinned() -> list[tuple[str, str]]:
    """Name and version of every package of the lock file, in its order."""
    return _PINNED.findall(LOCK.read_text("utf-8"))


def text() -> str:
    """The bill as it lies in the tree."""
    return json.dumps(bill(), indent=1) + "\n"


def _component(kind: str, name: str, version: str, licence: str | None = None) -> dict[str, Any]:
    address = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    said = {"type": "library", "bom-ref": address, "name": name, "version": version}
    stated = {"licenses": [{"license": {"id": licence}}]} if licence else {}
    return {**said, **stated, "purl": address}


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
