"""`make bench`: runs every benchmark, or those that are named, and prints their ratios."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; each prints what it measured and against what."""
    known = [m.name for m in pkgutil.iter_modules(bench.__path__) if not m.name.startswith("_")]
    chosen = names or known
    for name in chosen:
        if name not in known:
            print(f"there is no benchmark {name!r}; there are: {', '.join(known)}")
            return 2
    for name in chosen:
        print(f"\n== {name}")
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
