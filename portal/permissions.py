"""The matrix of permissions as a page: generated from the code, so that it cannot lie."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path

from commons import permissions
from commons.access import EVERYBODY, GRANTS, SIGNED_IN, Permission, Role
from commons.config import HERE

PAGE = HERE / "docs" / "permissions.md"
_HEAD = """# Permissions

Who may do what. This page is made from `commons/permissions.py` by `python -m portal.permissions`; a test
holds the two equal. A role is held *in an agency*, and its permissions count for the things of that
agency only. Officials hold their roles only while signed in with a second factor. Beside the
permission of a route, each act has conditions of its own (state, clock, second person), which the
rules of its room decide.

"""


def meanings() -> dict[str, str]:
    """What each permission means: the sentence below it in the code."""
    tree = ast.parse(inspect.getsource(Permission))
    body = tree.body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    name = ""
    for line in body.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            name = line.targets[0].id
        elif name and isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            found[Permission[name].value] = " ".join(str(line.value.value).split())
            name = ""
    return found


def page() -> str:
    """The whole page."""
    said = meanings()
    columns = ["everybody", "signed in", *(role.value for role in Role)]
    lines = ["| permission | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for permission in Permission:
        marks = ["yes" if has else "" for has in _holders(permission)]
        lines.append(f"| `{permission.value}` | " + " | ".join(marks) + " |")
    words = [f"- `{p.value}`: {said.get(p.value, '')}" for p in Permission]
    return _HEAD + "\n".join(lines) + "\n\n## What they mean\n\n" + "\n".join(words) + "\n"


def _holders(permission: Permission) -> list[bool]:
    everybody = permission in EVERYBODY
    signed_in = everybody or permission in SIGNED_IN
    by_role = [signed_in or permission in GRANTS[role] for role in Role]
    return [everybody, signed_in, *by_role]


def main(path: Path = PAGE) -> int:
    """Write the page."""
    path.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{path.name} is written from {permissions.__name__}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
