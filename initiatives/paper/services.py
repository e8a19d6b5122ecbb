"""Acts of paper: issue forms, take a batch, key it, seal a scan, key a sample anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commons.access import Actor
from commons.errors import Refusal
from commons.i18n import _l
from initiatives.models import Initiative
from initiatives.paper import policies
from initiatives.policies import is_member
from signatures import paper
from signatures.paper import BatchKind, BatchView, FormHolder, FormPurpose, FormRun, KeyedRow


def print_forms(
    actor: Actor,
    initiative: Initiative,
    many: int,
    *,
    purpose: FormPurpose = FormPurpose.SUPPORT,
    region: str | None = None,
) -> FormRun:
    """Issue numbered forms: one to anybody, runs to initiators and the office.

    `region` is the State or district of which they are, where the law counts by them.

    A number is given at each download, so that each one is known and comes back once at most; what
    was never issued is refused. It says nothing of whoever took it.
    """
    holder = _holder(actor, initiative)
    if holder is FormHolder.CITIZEN and many != 1:
        raise Refusal("not-permitted", _l("Runs are printed for initiators and the office."))
    if purpose is FormPurpose.WITHDRAWAL and holder is not FormHolder.OFFICE:
        raise Refusal("not-permitted", _l("Withdrawals on paper are made at the office."))
    known = None if holder is FormHolder.CITIZEN else actor
    return paper.print_forms(
        initiative.sheet_id or 0,
        many,
        holder=holder,
        purpose=purpose,
        region=region,
        actor=known,
    )


def receive(
    actor: Actor, initiative: Initiative, forms: Mapping[str, int], kind: BatchKind
) -> BatchView:
    """Take originals that were delivered."""
    _check(actor, initiative)
    return paper.receive_batch(initiative.sheet_id or 0, forms, actor=actor, kind=kind)


def key(
    actor: Actor,
    initiative: Initiative,
    batch: BatchView,
    number: str,
    rows: Sequence[KeyedRow],
    *,
    region: str | None = None,
) -> BatchView:
    """Key one form as one of the two, or as the third; `region` as it is read on the form."""
    _check(actor, initiative)
    return paper.key_batch(batch.id, number, rows, actor=actor, region=region)


def seal_scan(
    actor: Actor, initiative: Initiative, batch: BatchView, number: str, data: bytes
) -> str:
    """Seal the scan of a form to the authority's key."""
    _check(actor, initiative)
    return paper.seal_scan(batch.id, number, data, actor=actor)


def recheck(
    actor: Actor,
    initiative: Initiative,
    number: str,
    keyed: KeyedRow,
    *,
    region: str | None = None,
) -> None:
    """Key a row of the sample anew; `region` as it is read on the form."""
    _check(actor, initiative)
    paper.recheck(initiative.sheet_id or 0, number, keyed, actor=actor, region=region)


def _check(actor: Actor, initiative: Initiative) -> None:
    if not policies.may_register(actor, initiative):
        raise Refusal("not-permitted", _l("Only a registrar who is not concerned may do this."))


def _holder(actor: Actor, initiative: Initiative) -> FormHolder:
    if policies.may_register(actor, initiative):
        return FormHolder.OFFICE
    return FormHolder.INITIATORS if is_member(actor, initiative) else FormHolder.CITIZEN
