"""Containers that are not what they should be: each is refused by its own word, and nothing is kept."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from signatures import _containers, _signers, _trust, _xades
from signatures._containers import BadContainer
from signatures._manifest import Level
from signatures._signers import Form
from signatures._trust import TrustList
from signatures.commands import signatures as commands
from tests.signatures import cards as made
from tests.signatures.cards import Card, Cards

FILES = {"declaration.txt": b"I declare", "sheet.json": b"{}", "text.txt": b"Section 1"}
NOW = datetime.now(UTC)


@dataclass
class Bench:
    """Cards, one of which is the signer's, and the list that trusts them."""

    cards: Cards
    card: Card
    trust: TrustList

    def sign(self, card: Card | None = None, **said: object) -> bytes:
        said = {"at": NOW, **said}
        return made.sign(FILES, card or self.card, self.cards, **said)  # type: ignore[arg-type]

    def container(self, card: Card | None = None, **said: object) -> bytes:
        return made.packed(FILES, self.sign(card, **said))

    def refused(self, container: bytes) -> str:
        with pytest.raises(BadContainer) as refused:
            _signers.signer(container, FILES, self.trust)
        return refused.value.code


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    cards = Cards()
    folder = cards.trust(tmp_path_factory.mktemp("trust") / "lists")
    trust = _trust.load(folder, "ee-riigikogu")
    assert trust is not None
    yield Bench(cards, cards.card("voter-1"), trust)


def test_the_signer_and_what_was_found_are_stated(bench: Bench) -> None:
    for form in Form:
        found = _signers.signer(bench.container(form=form.value), FILES, bench.trust)

        assert (found.level, found.form) == (Level.QUALIFIED, form)
        assert found.identifier.kind == "ee-isikukood"
        assert found.born is not None
        assert bool(found.stamped_by) is (form is not Form.B)
        assert _signers.is_enough(found, Level.QUALIFIED) is (form is Form.LT)
        assert _signers.is_enough(found, Level.ADVANCED)


def test_a_card_without_a_device_or_a_list_that_says_less_is_only_advanced(
    bench: Bench, tmp_path: Path
) -> None:
    soft = bench.cards.card("voter-2", qualified=False)
    lesser = _trust.load(bench.cards.trust(tmp_path, level="advanced"), "ee-riigikogu")

    assert lesser is not None
    for trust, card in ((bench.trust, soft), (lesser, bench.card)):
        found = _signers.signer(bench.container(card), FILES, trust)
        assert found.level is Level.ADVANCED
        assert not _signers.is_enough(found, Level.QUALIFIED)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("certificate-expired", {"until": NOW - timedelta(days=1)}),
        ("certificate-expired", {"since": NOW + timedelta(days=1)}),
        ("certificate-not-for-signing", {"signs": False}),
    ],
)
def test_a_card_that_may_not_sign_now_is_refused(bench: Bench, word: str, said: dict) -> None:
    assert bench.refused(bench.container(bench.cards.card("voter-3", **said))) == word


def test_foreign_self_signed_and_revoked_cards_are_refused(bench: Bench) -> None:
    stranger = Cards()
    alone = made.issue(made.person("A", "B", "PNOEE-38001085718"), signs=True)
    lent = made.issue(made.person("A", "B", "PNOEE-38001085718"), bench.card, signs=True)
    unnamed = made.issue("Nobody", bench.cards.issuing, signs=True)
    wrong = made.issue(made.person("A", "B", "PNOEE-38001085719"), bench.cards.issuing, signs=True)
    gone = bench.cards.answer(bench.card, revoked_at=NOW - timedelta(days=2))

    foreign = made.sign(FILES, stranger.card("voter-1"), stranger, at=NOW, form="B")
    assert bench.refused(made.packed(FILES, foreign)) == "certificate-untrusted"
    for card in (alone, lent):
        assert bench.refused(bench.container(card, form="B")) == "certificate-untrusted"
    for card in (unnamed, wrong):
        assert bench.refused(bench.container(card, form="B")) == "identifier-missing"
    assert bench.refused(bench.container(answer=gone)) == "certificate-revoked"


def test_false_proofs_of_time_are_refused(bench: Bench) -> None:
    other = bench.cards.card("voter-4")
    stranger = Cards()
    foreign_answer = Cards.answer(stranger, stranger.card("voter-1"))
    mixed = Cards()
    mixed.issuing, mixed.responder = bench.cards.issuing, bench.cards.responder

    about_another = bench.container(answer=bench.cards.answer(other))
    by_another = bench.container(answer=foreign_answer)
    untrusted_time = made.packed(FILES, made.sign(FILES, bench.card, mixed, at=NOW))
    document = bench.sign()
    start = document.index(b"<xades:EncapsulatedTimeStamp>") + 29
    mine = document[start : document.index(b"</xades:EncapsulatedTimeStamp>")]
    second = bench.sign()
    at = second.index(b"<xades:EncapsulatedTimeStamp>") + 29
    taken = second[:at] + mine + second[second.index(b"</xades:EncapsulatedTimeStamp>") :]

    assert bench.refused(about_another) == bench.refused(by_another) == "ocsp-false"
    assert bench.refused(untrusted_time) == "time-stamp-untrusted"
    assert bench.refused(made.packed(FILES, taken)) == "time-stamp-false"


def _renamed(name: str) -> Callable[[Bench], bytes]:
    return lambda bench: made.packed({**FILES, name: b"x"}, bench.sign())


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as given:
        for name, said in members:
            given.writestr(name, said)
    return out.getvalue()


def _edited(old: bytes, new: bytes) -> Callable[[Bench], bytes]:
    def edit(bench: Bench) -> bytes:
        document = bench.sign()
        assert old in document
        return made.packed(FILES, document.replace(old, new))

    return edit


def _wrapped(bench: Bench) -> bytes:
    """The real signature moved aside, a second one with other references in its place."""
    document = bench.sign()
    inner = document[document.index(b"<ds:Signature ") : document.index(b"</asic:")]
    moved = inner.replace(b"<ds:Object>", b"<ds:Object>" + inner, 1)
    return made.packed(FILES, document.replace(inner, moved))


def _twice_the_properties(bench: Bench) -> bytes:
    document = bench.sign()
    start = document.index(b"<xades:SignedProperties")
    properties = document[start : document.index(b"</xades:SignedProperties>") + 25]
    forged = properties.replace(b"20", b"19", 1)
    return made.packed(FILES, document.replace(b"<ds:Object>", b"<ds:Object>" + forged, 1))


BOMB = [("mimetype", made.MIMETYPE.encode()), ("text.txt", b"\0" * 4_100_000)]
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
HOSTILE: list[tuple[str, Callable[[Bench], bytes]]] = [
    ("container-unreadable", lambda _b: b""),
    ("container-unreadable", lambda _b: b"PK\x03\x04 nonsense"),
    ("container-unreadable", lambda b: b.container()[:-30]),
    ("container-unreadable", lambda _b: _zip(("text.txt", b"x"))),
    ("container-unreadable", lambda b: _zip(("mimetype", b"application/zip"))),
    ("container-unreadable", _renamed("../../etc/passwd")),
    ("container-unreadable", _renamed("/etc/passwd")),
    ("container-unreadable", _renamed("a\\b")),
    ("container-unreadable", _renamed("TEXT.TXT")),
    ("container-unreadable", _renamed("META-INF/evil.txt")),
    ("container-unreadable", _renamed("Mimetype")),
    ("container-too-large", lambda _b: _zip(*BOMB)),
    ("container-too-large", lambda _b: b"x" * (_containers.LARGEST + 1)),
    ("container-unsigned", lambda _b: _containers.unsigned(FILES)),
    ("container-signed-twice", lambda b: made.packed(FILES, b.sign(), b.sign())),
    ("container-signed-twice", _wrapped),
    ("other-text", _renamed("extra.txt")),
    ("other-text", lambda b: made.packed({**FILES, "text.txt": b"Section 2"}, b.sign())),
    ("container-signature-false", _edited(b"<xades:SigningTime>20", b"<xades:SigningTime>19")),
    ("container-signature-false", _twice_the_properties),
    ("container-signature-false", _edited(b'Target="#S0"', b'Target="#S1"')),
    ("container-signature-false", _edited(b"<xades:SigningTime>", b"<xades:SigningTime><!--x-->")),
    ("container-uncovered", _edited(b'URI="text.txt"', b'URI="http://example.org/text.txt"')),
    ("container-uncovered", _edited(b'URI="text.txt"', b'URI="file:///etc/passwd"')),
    ("container-uncovered", _edited(b'URI="text.txt"', b'URI=""')),
    ("container-algorithm", _edited(b"ecdsa-sha256", b"ecdsa-sha1")),
    ("container-algorithm", _edited(b"xmlenc#sha256", b"xmlenc#ripemd160")),
    ("container-unreadable", _edited(b'<?xml version="1.0" encoding="UTF-8"?>', XXE)),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_container_is_refused_by_its_own_word(bench: Bench, number: int) -> None:
    word, build = HOSTILE[number]

    assert bench.refused(build(bench)) == word


def test_openssl_agrees_about_signature_chain_and_time_stamp(bench: Bench, tmp_path: Path) -> None:
    inside = _containers.opened(bench.container())
    signed = _xades.verified(inside.signature, inside.files)
    half = len(signed.signature) // 2
    r, s = int.from_bytes(signed.signature[:half]), int.from_bytes(signed.signature[half:])
    pem = Encoding.PEM
    key = signed.certificate.public_key().public_bytes(pem, PublicFormat.SubjectPublicKeyInfo)
    for name, said in {
        "signed": signed.signed_info,
        "signature": encode_dss_signature(r, s),
        "key.pem": key,
        "card.pem": signed.certificate.public_bytes(pem),
        "between.pem": bench.cards.issuing.pem,
        "root.pem": bench.cards.root.pem,
        "token": signed.time_stamps[0],
        "stamped": signed.stamped,
    }.items():
        (tmp_path / name).write_bytes(said)

    for asked in (
        "dgst -sha256 -verify key.pem -signature signature signed",
        "verify -CAfile root.pem -untrusted between.pem card.pem",
        "ts -verify -in token -token_in -data stamped -CAfile root.pem",
    ):
        done = subprocess.run(
            ["openssl", *asked.split()], check=False, cwd=tmp_path, capture_output=True
        )
        assert done.returncode == 0, done.stderr


def test_a_container_is_verified_offline_on_the_command_line(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "signed.asice"
    path.write_bytes(bench.container())
    folder = bench.cards.trust(tmp_path / "lists")
    asked = ["verify-container", str(path), "--trust-lists", str(folder), "--rule-set"]

    said = CliRunner().invoke(commands, [*asked, "ee-riigikogu"])
    unknown = CliRunner().invoke(commands, [*asked, "th-initiative-bill"])
    path.write_bytes(bench.container()[:-9])
    broken = CliRunner().invoke(commands, [*asked, "ee-riigikogu"])

    assert said.exit_code == 0, said.output
    assert "level        qualified, LT" in said.output
    assert (unknown.exit_code, broken.exit_code) == (1, 1)
    assert "container-unreadable" in broken.output
