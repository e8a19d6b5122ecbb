"""The one XAdES signature of a container: its shape, what it covers, and that it holds; pure.

Signatures by reference to other places, transforms of what is signed, elements that stand twice and
algorithms that are no longer believed are all refused before anything is computed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

from signatures._containers import BadContainer
from signatures._signedwords import Signed

DS = "{http://www.w3.org/2000/09/xmldsig#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
ROOT = "{http://uri.etsi.org/02918/v1.2.1#}XAdESSignatures"
PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
METHODS = frozenset(
    {
        SignatureMethod.ECDSA_SHA256,
        SignatureMethod.ECDSA_SHA384,
        SignatureMethod.ECDSA_SHA512,
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
    }
)
DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})
CANONICAL = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
    "http://www.w3.org/2006/12/xml-c14n11": False,
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
}
"""The canonical forms that are understood, and whether each is the exclusive one."""
_FALSE = "container-signature-false"


def verified(document: bytes, files: Mapping[str, bytes]) -> Signed:
    """The signature of this document over exactly these files.

    Raises BadContainer: "container-unreadable", "container-unsigned", "container-signed-twice",
    "container-uncovered" (a file that is not signed, or a reference to elsewhere),
    "container-algorithm", "container-signature-false".
    """
    signature = _one(document)
    _check_references(signature, files)
    certificates = _certificates(signature, f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")
    if not certificates:
        raise BadContainer(_FALSE)
    claimed = _text(_signed_properties(signature), f".//{XADES}SigningTime")
    _check_digests(signature, certificates[0], files)
    value = _part(signature, f"{DS}SignatureValue")
    info = _part(signature, f"{DS}SignedInfo")
    below = f"{DS}Object/{XADES}QualifyingProperties/{XADES}UnsignedProperties/"
    below += f"{XADES}UnsignedSignatureProperties"
    more = _certificates(signature, f"{below}/{XADES}CertificateValues/*")
    method = _part(info, f"{DS}SignatureMethod")
    return Signed(
        certificate=certificates[0],
        between=(*certificates[1:], *more),
        claimed_at=_instant(claimed),
        method=str(method.get("Algorithm")),
        signed_info=_canonical(info, _form(signature)),
        signature=_bytes(value.text),
        stamped=_canonical(value, _stamp_form(signature, below)),
        time_stamps=_all(
            signature, f"{below}/{XADES}SignatureTimeStamp/{XADES}EncapsulatedTimeStamp"
        ),
        responses=_all(
            signature,
            f"{below}/{XADES}RevocationValues/{XADES}OCSPValues/{XADES}EncapsulatedOCSPValue",
        ),
    )


def _one(document: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadContainer("container-unreadable") from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype or root.tag != ROOT:
        raise BadContainer("container-unreadable")
    found = list(root.iter(f"{DS}Signature"))
    if len(found) != 1:
        raise BadContainer("container-signed-twice" if found else "container-unsigned")
    if found[0].getparent() is not root or len(root) != 1:
        raise BadContainer(_FALSE)
    ids = [
        value for e in root.iter(etree.Element) for name, value in e.attrib.items() if _is_id(name)
    ]
    if len(set(ids)) < len(ids):
        raise BadContainer(_FALSE)
    # The signature is read alone from here on; nothing outside it can stand in for a part of it.
    return etree.fromstring(etree.tostring(found[0], with_tail=False), parser)


def _part(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path)
    if found is None:
        raise BadContainer(_FALSE)
    return found


def _is_id(name: str | bytes) -> bool:
    return etree.QName(name).localname.lower() == "id"


def _check_references(signature: etree._Element, files: Mapping[str, bytes]) -> None:
    """Exactly one reference for each file, and one for the signed properties, none transformed freely."""
    properties = _signed_properties(signature)
    names: list[str] = []
    own = 0
    for reference in signature.findall(f"{DS}SignedInfo/{DS}Reference"):
        uri = reference.get("URI")
        if uri == f"#{properties.get('Id')}" and reference.get("Type") == PROPERTIES:
            own += 1
            _check_transforms(reference)
        elif uri is None or uri.startswith("#") or reference.find(f"{DS}Transforms") is not None:
            raise BadContainer("container-uncovered")
        else:
            names.append(unquote(uri))
    if own != 1 or sorted(names) != sorted(files):
        raise BadContainer("container-uncovered")


def _check_transforms(reference: etree._Element) -> None:
    said = [t.get("Algorithm") for t in reference.findall(f"{DS}Transforms/{DS}Transform")]
    if len(said) > 1 or any(one not in CANONICAL for one in said):
        raise BadContainer("container-algorithm")


def _signed_properties(signature: etree._Element) -> etree._Element:
    found = list(signature.iter(f"{XADES}SignedProperties"))
    path = f"{DS}Object/{XADES}QualifyingProperties/{XADES}SignedProperties"
    right = signature.findall(path)
    around = signature.findall(f"{DS}Object/{XADES}QualifyingProperties")
    if len(found) != 1 or right != found or len(around) != 1 or not found[0].get("Id"):
        raise BadContainer(_FALSE)
    if around[0].get("Target") != f"#{signature.get('Id')}":
        raise BadContainer(_FALSE)
    return found[0]


def _check_digests(
    signature: etree._Element, certificate: x509.Certificate, files: Mapping[str, bytes]
) -> None:
    _check_algorithms(signature)
    config = XAdESSignatureConfiguration(
        location="./",
        expect_references=len(files) + 1,
        signature_methods=METHODS,
        digest_algorithms=DIGESTS,
        verification_time=certificate.not_valid_before_utc,  # its dates are judged by the list
    )
    try:
        XAdESVerifier().verify(
            signature,
            x509_cert=certificate,
            expect_config=config,
            uri_resolver=lambda uri: files[unquote(uri)],
            id_attribute="Id",
        )
    except (SignXMLException, InvalidSignature, UnsupportedAlgorithm):
        raise BadContainer(_FALSE) from None
    except (KeyError, TypeError, ValueError, AttributeError, etree.LxmlError):
        raise BadContainer(_FALSE) from None


def _check_algorithms(signature: etree._Element) -> None:
    methods = [e.get("Algorithm") for e in signature.iter(f"{DS}SignatureMethod")]
    digests = [e.get("Algorithm") for e in signature.iter(f"{DS}DigestMethod")]
    if not set(methods) <= {one.value for one in METHODS}:
        raise BadContainer("container-algorithm")
    if not set(digests) <= {one.value for one in DIGESTS} or _form(signature) not in CANONICAL:
        raise BadContainer("container-algorithm")


def _form(signature: etree._Element) -> str:
    method = signature.find(f"{DS}SignedInfo/{DS}CanonicalizationMethod")
    if method is None or len(method):
        raise BadContainer("container-algorithm")
    return str(method.get("Algorithm"))


def _stamp_form(signature: etree._Element, below: str) -> str:
    said = signature.find(f"{below}/{XADES}SignatureTimeStamp/{DS}CanonicalizationMethod")
    form = next(iter(CANONICAL)) if said is None else str(said.get("Algorithm"))
    if form not in CANONICAL:
        raise BadContainer("container-algorithm")
    return form


def _canonical(element: etree._Element, form: str) -> bytes:
    return etree.tostring(
        element, method="c14n", exclusive=CANONICAL[form], with_comments=False, with_tail=False
    )


def _certificates(signature: etree._Element, path: str) -> list[x509.Certificate]:
    try:
        return [x509.load_der_x509_certificate(raw) for raw in _all(signature, path)]
    except (ValueError, UnsupportedAlgorithm):
        raise BadContainer(_FALSE) from None


def _all(signature: etree._Element, path: str) -> tuple[bytes, ...]:
    return tuple(_bytes(element.text) for element in signature.findall(path))


def _bytes(said: str | None) -> bytes:
    try:
        return base64.b64decode("".join((said or "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadContainer(_FALSE) from None


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _instant(said: str) -> datetime:
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        raise BadContainer(_FALSE) from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
