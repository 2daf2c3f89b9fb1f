"""A certificate authority made on the spot, and PDFs signed with it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
FAR_OFF = dt.datetime(2050, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Authority:
    """A root, and a signer certified by it."""

    root: x509.Certificate
    signer: signers.SimpleSigner

    def keep_root(self, directory: Path) -> str:
        """Write the root where the product looks for trusted ones. Output: the directory's name."""
        (directory / "root.pem").write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        return str(directory)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject, issuer, key, signing_key, *, is_root):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(LONG_AGO)
        .not_valid_after(FAR_OFF)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                content_commitment=not is_root,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_root,
                crl_sign=is_root,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    return builder.sign(signing_key, hashes.SHA256())


def make_authority(person: str = "Nguyễn Xuân Trọng", root: str = "CA thử nghiệm Công đoàn") -> Authority:
    """A fresh authority whose one signer is that person."""
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root_certificate = _certificate(_name(root), _name(root), root_key, root_key, is_root=True)
    certificate = _certificate(_name(person), _name(root), key, root_key, is_root=False)
    der = serialization.Encoding.DER
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()
    store.register(asn1_x509.Certificate.load(root_certificate.public_bytes(der)))
    return Authority(
        root_certificate,
        signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(der)),
            signing_key=asn1_keys.PrivateKeyInfo.load(private),
            cert_registry=store,
        ),
    )


def sign(data: bytes, authority: Authority, field: str = "ChuKy") -> bytes:
    """The PDF signed (PAdES) by the authority's signer, invisible."""
    out = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)),
        signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES),
        signer=authority.signer,
        output=out,
    )
    return out.getvalue()
