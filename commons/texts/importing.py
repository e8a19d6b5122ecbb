"""Reads a file of law, whatever its kind, into a tree with a report."""

from __future__ import annotations

from dataclasses import dataclass

from commons.texts.report import Report
from commons.texts.tree import Tree


@dataclass(frozen=True)
class Parsed:
    """What was read: the tree, and what an officer should know about it."""

    tree: Tree
    report: Report

    @property
    def title(self) -> str:
        """The title of the text."""
        return self.tree.title

    @property
    def language(self) -> str:
        """The two-letter language of the text."""
        return self.tree.language
