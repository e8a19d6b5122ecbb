"""Guards of the house's taste: what review has said twice is a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commons.config import HERE
from portal.statuses import STATUS

ROOMS = ("commons", "consult", "initiatives", "signatures", "portal")
WALL = 250
KEEPERS = {
    "authlib": ("commons/identity/",),
    "bleach": ("commons/html.py",),
    "nh3": ("commons/html.py",),
    "huey": ("commons/jobs.py",),
    "lxml": ("commons/texts/", "signatures/_xades.py"),
    "signxml": ("signatures/_xades.py",),
    "cryptography": ("signatures/_", "commons/ledger/", "commons/identity/", "commons/sealing.py"),
    "joserfc": ("commons/identity/", "signatures/_origin.py"),
    "weasyprint": ("commons/documents.py", "commons/pressstyle.py"),
    "docx": ("commons/documents.py", "commons/texts/"),
    "odf": ("commons/tables.py", "commons/texts/"),
    "pypdf": ("commons/texts/",),
    "PIL": ("commons/pictures.py",),
    "pythainlp": ("commons/texts/", "commons/search/"),
    "smtplib": ("commons/notify/post.py",),
}


def sources() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for path in sorted((HERE / room).rglob("*.py")):
            yield path.relative_to(HERE).as_posix(), path.read_text()


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node


def test_each_outside_tool_has_its_keeper() -> None:
    strays = [
        f"{path} imports {name}"
        for path, text in sources()
        for name, _node in imports(ast.parse(text))
        for tool, homes in KEEPERS.items()
        if name.split(".")[0] == tool and not path.startswith(homes)
    ]

    assert strays == []


def test_no_import_stands_inside_a_function() -> None:
    inside = [
        f"{path}:{node.lineno}"
        for path, text in sources()
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for _name, node in imports(function)
    ]

    assert inside == []


def test_every_module_says_what_the_reader_will_find() -> None:
    silent = [path for path, text in sources() if not ast.get_docstring(ast.parse(text))]

    assert silent == []


def test_no_file_is_longer_than_the_wall() -> None:
    tall = [f"{p} {len(t.splitlines())}" for p, t in sources() if len(t.splitlines()) > WALL]

    assert tall == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    tall = [
        f"{path}:{node.lineno} {node.name}"
        for path, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno - len((ast.get_docstring(node) or "").splitlines())
        > 50
    ]

    assert tall == []


def test_time_is_asked_of_the_clock_only() -> None:
    strays = [
        f"{path}: {found.group()}"
        for path, text in sources()
        if path != "commons/clock.py"
        for found in re.finditer(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(", text)
    ]

    assert strays == []


def test_only_the_ground_commits() -> None:
    allowed = ("commons/db.py", "commons/requests.py", "commons/identity/devprovider/")
    strays = [
        path
        for path, text in sources()
        if re.search(r"\.(commit|rollback)\(\)", text) and not path.startswith(allowed)
    ]

    assert strays == []


def test_nothing_is_left_to_do_later() -> None:
    assert [p for p, text in sources() if re.search(r"\b(TODO|FIXME|XXX)\b", text)] == []


def test_no_bare_except() -> None:
    allowed = ("commons/jobs.py",)
    strays = [
        f"{path}:{node.lineno}"
        for path, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        and not path.startswith(allowed)
    ]

    assert strays == []


@pytest.mark.parametrize("folder", ["templates"])
def test_templates_mark_nothing_safe_and_hold_no_inline_script_or_style(folder: str) -> None:
    faults = []
    for path in sorted((HERE / folder).rglob("*.html")):
        text = path.read_text()
        for pattern in (r"\|\s*safe\b", r"<script(?![^>]*\bsrc=)", r"\sstyle=", r"\son[a-z]+=\""):
            if re.search(pattern, text):
                faults.append(f"{path.relative_to(HERE)}: {pattern}")

    assert faults == []


def test_every_refusal_has_a_word_of_the_domain_and_a_known_status() -> None:
    words = {
        node.args[0].value
        for _path, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Refusal", "FieldRefusals")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", str(word)) for word in words)
    assert set(STATUS.values()) <= {400, 403, 404, 409, 410, 413, 415, 422, 423, 429, 503}


def test_the_tree_names_no_path_of_a_machine_and_no_registry() -> None:
    pattern = re.compile(r"registry\.npmjs|pypi\.org|files\.pythonhosted|/home/|/root/")
    kinds = {".py", ".cfg", ".toml", ".txt", ".json", ".md", ".html", ".yml", ""}
    skipped = {".venv", "node_modules", ".git", "instance", ".mypy_cache", ".ruff_cache"}
    faults = []
    for path in _files(HERE, skipped):
        if path.suffix in kinds and path != Path(__file__) and path.stat().st_size < 5_000_000:
            text = path.read_text(errors="ignore")
            if pattern.search(text):
                faults.append(path.relative_to(HERE).as_posix())

    assert faults == []


def _files(folder: Path, skipped: set[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in skipped or path.name.endswith((".egg-info", "_cache")):
            continue
        if path.is_dir():
            yield from _files(path, skipped)
        else:
            yield path
