"""A signature over a sealed run, in `manifest.sig.json` beside the manifest.

    {"body":{"key":"<64 hex>","recipe":"<sha256>","root":"<sha256>","signature":"<128 hex>"},"sha256":"..."}

What is signed is the Merkle root over all commits and the digest of `recipe.lock.json`, which names that of
`recipe.yaml`: every record, every refusal and what was asked for. Derived files (exports, report) are not signed, since
they can be made from these at any time.
"""

from dataclasses import dataclass
from hashlib import sha256

from provender.core.errors import InputError, IntegrityError
from provender.store import checked, manifest
from provender.store.disk import Disk
from provender.store.names import LOCK, MANIFEST, SIGNATURE
from provender.store.signing.keys import PublicKey, SigningKey
from provender.store.steps import DERIVED
from provender.store.writer import Writer

_DOMAIN = b"provender signed manifest 1\n"  # so that no signature for another purpose passes for one of ours
_AGAIN = "ask whoever signs the dataset for the file, or sign anew: provender sign RUN --key FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed what.

    Attributes:
        key: that signed, as the file says; only a key from elsewhere tells whose it is.
        root: Merkle root that was signed, hex.
        recipe: digest of the recipe's lock that was signed, hex.
        signature: 64 bytes.
    """

    key: PublicKey
    root: str
    recipe: str
    signature: bytes


def sign(disk: Disk, writer: Writer, key: SigningKey) -> Signature:
    """Sign what is sealed, in the place of an older signature.

    Raises:
        InputError: the run is not sealed.
        IntegrityError: what is committed is not what was sealed.
    """
    root, recipe = _sealed(disk)
    made = Signature(key=key.public, root=root, recipe=recipe, signature=key.sign(_message(root, recipe)))
    body = {"key": made.key.raw.hex(), "recipe": recipe, "root": root, "signature": made.signature.hex()}
    writer.replace(SIGNATURE, [checked.dump(body)], DERIVED)
    return made


def read(disk: Disk) -> Signature | None:
    """The signature as it stands in its file, not yet held against anything; None where there is none.

    Raises:
        IntegrityError: a byte of the file differs from what was written.
    """
    data = disk.read(SIGNATURE)
    if data is None:
        return None
    body = checked.load(data, where=SIGNATURE, mend=_AGAIN)
    try:
        key, signature = bytes.fromhex(body["key"]), bytes.fromhex(body["signature"])
        return Signature(key=PublicKey(key), root=str(body["root"]), recipe=str(body["recipe"]), signature=signature)
    except (KeyError, TypeError, ValueError):
        raise IntegrityError("the file is no signature of ours", where=SIGNATURE, mend=_AGAIN) from None


def verify(disk: Disk, trusted: PublicKey | None = None) -> Signature | None:
    """Hold the signature against what lies on disk, and its key against the one that is trusted.

    Args:
        trusted: who must have signed; None takes the key that the file names, which shows that nothing changed since
            its owner signed, and not who that is.

    Raises:
        IntegrityError: there is no signature though a key is trusted, it is by another key, over another root or
            recipe, or it is false.
        MissingExtra: the package `cryptography` is not installed.
    """
    found = read(disk)
    if found is None:
        if trusted is None:
            return None
        raise IntegrityError("the run is not signed", where=SIGNATURE, mend=_AGAIN)
    if trusted is not None and found.key != trusted:
        what = f"the run is signed by another key, {found.key.fingerprint}, not by {trusted.fingerprint}"
        raise IntegrityError(what, where=SIGNATURE, mend="trust it only if you know whose key that is")
    if manifest.read(disk) is None:
        raise IntegrityError("the run was signed and is not sealed any more", where=MANIFEST, mend=_AGAIN)
    root, recipe = _sealed(disk)
    for signed, here, of in ((found.root, root, "root"), (found.recipe, recipe, "recipe")):
        if signed != here:
            what = f"the signature is of another {of}: {signed[:16]}… was signed, here is {here[:16]}…"
            raise IntegrityError(what, where=SIGNATURE, mend=_AGAIN)
    if not found.key.signed(found.signature, _message(root, recipe)):
        raise IntegrityError("the signature is false: the owner of its key never made it", where=SIGNATURE, mend=_AGAIN)
    return found


def _message(root: str, recipe: str) -> bytes:
    """The bytes that are signed."""
    return _DOMAIN + checked.canonical({"recipe": recipe, "root": root})


def _sealed(disk: Disk) -> tuple[str, str]:
    """The root over what lies here, and the digest of the recipe's lock."""
    sealed = manifest.read(disk)
    if sealed is None:
        mend = "let it come to its end with `provender run`, then sign"
        raise InputError("the run is not sealed, so there is nothing to sign", where=MANIFEST, mend=mend)
    if sealed != manifest.root(disk):
        raise manifest.broken()
    return sealed, sha256(disk.read(LOCK) or b"").hexdigest()
