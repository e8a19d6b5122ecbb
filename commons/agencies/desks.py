"""The queues that the rooms of the house offer on the officials' desk; each says what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commons.access import Actor, Permission


@dataclass(frozen=True)
class Queue:
    """One queue: its title, where it lies, who works on it, and how many wait for this actor."""

    name: str
    title: object
    address: str
    permission: Permission
    waiting: Callable[[Actor], int]


_queues: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    """Let a room offer a queue; a second time replaces the first."""
    _queues[queue.name] = queue


def queues(actor: Actor) -> tuple[Queue, ...]:
    """The queues that this actor works on, by name."""
    return tuple(_queues[n] for n in sorted(_queues) if actor.may(_queues[n].permission))
