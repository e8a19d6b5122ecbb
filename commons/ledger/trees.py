"""The trees as they are stored: appending leaves, signing heads, reading proofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa

from commons import clock, config, db
from commons.errors import Refusal
from commons.i18n import _l
from commons.ledger import keys, merkle, newest, notes
from commons.ledger.models import Head, Leaf, Node, Tree

MAIN = newest.MAIN
_CHUNK = 200


@dataclass(frozen=True)
class NewLeaf:
    """A leaf that is to be appended; entries of the record name their row."""

    data: bytes
    entry_id: int | None = None


def tree(name: str) -> Tree:
    """The tree of this name, made when it is first asked for."""
    found = find(name)
    if found is not None:
        return found
    db.insert_once(Tree, {"name": name}, conflict=["name"])
    return db.session().scalars(sa.select(Tree).where(Tree.name == name)).one()


def find(name: str) -> Tree | None:
    """The tree of this name, or None where there is none."""
    return db.session().scalar(sa.select(Tree).where(Tree.name == name))


def head(of: Tree, *, size: int | None = None) -> Head | None:
    """The newest signed head, or the one of exactly `size` leaves."""
    wanted = sa.select(Head).where(Head.tree_id == of.id)
    wanted = wanted.where(Head.size == size) if size is not None else wanted
    return db.session().scalar(wanted.order_by(Head.size.desc()).limit(1))


def heads(of: Tree, *, after: int = 0, limit: int = 200) -> list[Head]:
    """The signed heads of a tree, the smallest first, those larger than `after`."""
    wanted = sa.select(Head).where(Head.tree_id == of.id, Head.size > after)
    return list(db.session().scalars(wanted.order_by(Head.size).limit(limit)))


def newest_heads(of: Tree, *, limit: int) -> list[Head]:
    """The newest signed heads of a tree, the largest first."""
    wanted = sa.select(Head).where(Head.tree_id == of.id)
    return list(db.session().scalars(wanted.order_by(Head.size.desc()).limit(limit)))


def count_heads(of: Tree) -> int:
    """How many heads were ever signed for a tree."""
    wanted = sa.select(sa.func.count()).select_from(Head).where(Head.tree_id == of.id)
    return db.session().scalar(wanted) or 0


def append(to: Tree, leaves: Sequence[NewLeaf]) -> Head:
    """Append leaves in this order and sign the new head; the caller holds the tree's lock."""
    last = head(to)
    growing = _restored(to, last.size if last else 0)
    _check_root(growing, last)
    rows, nodes = [], []
    for leaf in leaves:
        hashed = merkle.leaf_hash(leaf.data)
        rows.append(
            {
                "tree_id": to.id,
                "position": growing.size,
                "data": leaf.data.decode("utf-8"),
                "hash": hashed,
                "entry_id": leaf.entry_id,
            }
        )
        nodes += [
            {"tree_id": to.id, "level": level, "position": position, "hash": grown}
            for (level, position), grown in growing.add(hashed)
        ]
    session = db.session()
    if rows:
        session.execute(sa.insert(Leaf), rows)
    if nodes:
        session.execute(sa.insert(Node), nodes)
    db.after_commit(newest.forget)
    return _sign(to, growing, last)


def origin(of: Tree) -> str:
    """The name under which a log signs: this installation's address and the tree's name."""
    return f"{urlsplit(config.current().base_url).netloc}/ledger/{of.name}"


def inclusion(of: Tree, *, index: int, size: int) -> list[bytes]:
    """The path that proves leaf `index` in the tree of `size`; refuses numbers outside the tree."""
    _check_size(of, size)
    if not 0 <= index < size:
        raise Refusal("ledger-no-such-leaf", _l("The log has no such leaf."))
    return proof(of, merkle.inclusion_spans(index, size))


def consistency(of: Tree, *, first: int, second: int) -> list[bytes]:
    """The path that proves that the tree only grew from `first` to `second` leaves."""
    _check_size(of, second)
    if not 0 < first <= second:
        raise Refusal("ledger-no-such-head", _l("The log had no tree of this size."))
    return proof(of, merkle.consistency_spans(first, second))


def root(of: Tree, size: int) -> bytes:
    """The root over the first `size` leaves."""
    if size == 0:
        return merkle.EMPTY
    return proof(of, [(0, size)])[0]


def leaves(of: Tree, *, after: int = -1, limit: int = 200) -> list[Leaf]:
    """Leaves in their order, those behind position `after`."""
    wanted = sa.select(Leaf).where(Leaf.tree_id == of.id, Leaf.position > after)
    return list(db.session().scalars(wanted.order_by(Leaf.position).limit(limit)))


def leaves_before(of: Tree, position: int | None, *, limit: int) -> list[Leaf]:
    """Leaves from the newest back, those before `position` where one is given."""
    wanted = sa.select(Leaf).where(Leaf.tree_id == of.id)
    wanted = wanted if position is None else wanted.where(Leaf.position < position)
    return list(db.session().scalars(wanted.order_by(Leaf.position.desc()).limit(limit)))


def leaf_of_hash(of: Tree, hashed: bytes) -> Leaf | None:
    """The leaf with this hash, if the tree holds it."""
    wanted = sa.select(Leaf).where(Leaf.tree_id == of.id, Leaf.hash == hashed)
    return db.session().scalar(wanted.order_by(Leaf.position).limit(1))


def positions(entry_ids: Sequence[int]) -> dict[int, int]:
    """Where entries of the record stand in the main log; those that wait for it are not named."""
    wanted = sa.select(Leaf.entry_id, Leaf.position).where(Leaf.entry_id.in_(entry_ids))
    return {entry: place for entry, place in db.session().execute(wanted) if entry is not None}


def proof(of: Tree, spans: Sequence[merkle.Span]) -> list[bytes]:
    """The roots of the spans, from stored subtrees alone."""
    return merkle.proof(spans, _subtrees(of, merkle.places_of(spans)))


def audit(of: Tree) -> list[str]:
    """Recompute every hash of the tree and each of its signed heads; the faults, in plain words."""
    found: list[str] = []
    wanted = sa.select(Head.size, Head.root).where(Head.tree_id == of.id)
    heads = {size: root for size, root in db.session().execute(wanted)}  # noqa: C416
    growing = merkle.Growing()
    rows = sa.select(Leaf.position, Leaf.data, Leaf.hash).where(Leaf.tree_id == of.id)
    rows = rows.order_by(Leaf.position).execution_options(yield_per=1000)
    for position, data, hashed in db.session().execute(rows):
        if position != growing.size:
            return [*found, f"{of.name}: leaf {growing.size} is missing"]
        if merkle.leaf_hash(data.encode("utf-8")) != hashed:
            found.append(f"{of.name}: leaf {position} is not what was hashed")
        growing.add(hashed)
        if growing.size in heads and heads.pop(growing.size) != growing.root():
            found.append(f"{of.name}: the head of {growing.size} leaves has another root")
    found += [f"{of.name}: the head of {size} leaves has lost leaves" for size in sorted(heads)]
    return found


def _subtrees(of: Tree, places: Iterable[merkle.Place]) -> dict[merkle.Place, bytes]:
    wanted = sorted(places)
    found: dict[merkle.Place, bytes] = {}
    session = db.session()
    bottom = [position for level, position in wanted if level == 0]
    for start in range(0, len(bottom), _CHUNK):
        chosen = sa.select(Leaf.position, Leaf.hash).where(
            Leaf.tree_id == of.id, Leaf.position.in_(bottom[start : start + _CHUNK])
        )
        found.update({(0, position): hashed for position, hashed in session.execute(chosen)})
    above = [place for place in wanted if place[0] > 0]
    for start in range(0, len(above), _CHUNK):
        nodes = sa.select(Node.level, Node.position, Node.hash).where(
            Node.tree_id == of.id,
            sa.tuple_(Node.level, Node.position).in_(above[start : start + _CHUNK]),
        )
        found.update({(lv, position): hashed for lv, position, hashed in session.execute(nodes)})
    if len(found) != len(wanted):
        raise Refusal("ledger-damaged", _l("The log has lost a part of its tree."))
    return found


def _restored(of: Tree, size: int) -> merkle.Growing:
    places = merkle.cover((0, size))
    known = _subtrees(of, places)
    return merkle.Growing(size=size, edge=[known[place] for place in places])


def _check_root(growing: merkle.Growing, last: Head | None) -> None:
    if last is not None and growing.root() != last.root:
        raise Refusal("ledger-damaged", _l("The log's tree does not give its last signed root."))


def _check_size(of: Tree, size: int) -> None:
    last = head(of)
    if size < 1 or last is None or size > last.size:
        raise Refusal("ledger-no-such-head", _l("The log had no tree of this size."))


def _sign(of: Tree, growing: merkle.Growing, last: Head | None) -> Head:
    if last is not None and last.size == growing.size:
        return last
    at = clock.now().replace(microsecond=0)
    if last is not None:
        at = max(at, last.at)
    checkpoint = notes.Checkpoint(origin(of), growing.size, growing.root(), at)
    note = notes.signed(
        checkpoint, public=keys.public_key(), signature=keys.sign(checkpoint.body().encode())
    )
    new = Head(tree_id=of.id, size=growing.size, root=checkpoint.root, at=at, note=note)
    db.session().add(new)
    db.session().flush()
    return new
