"""Keys that sign (Ed25519, RFC 8032), in files as OpenSSL reads them: PKCS #8 and SubjectPublicKeyInfo in PEM.

A secret key is only ever an argument: no record, ledger, report or message holds any of it. What is told of a key is
its fingerprint, the SHA-256 of its 32 public bytes.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provender.core.errors import InputError, MissingExtra
from provender.store.disk import machine_error, write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MOST = 65_536  # bytes of a key file; whoever names a larger one is told that it holds no key
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who may have signed: 32 bytes.

    Raises:
        MissingExtra: (any method that computes) the package `cryptography` is not installed.
    """

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """By which people compare keys: "ed25519:" and 64 hex digits."""
        return f"ed25519:{sha256(self.raw).hexdigest()}"

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether this key's owner signed `message`."""
        from cryptography.exceptions import InvalidSignature

        try:
            _library().Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):  # ValueError: no 32 bytes, so nobody's key
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A secret key. Its `repr` shows nothing of it."""

    _secret: "Ed25519PrivateKey" = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """What may be given to everybody."""
        return PublicKey(self._secret.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes, the same for the same message."""
        return self._secret.sign(message)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a signing key stays in its process")


def make(path: Path) -> tuple[PublicKey, Path]:
    """Write a fresh secret key to `path`, for its owner's eyes alone, and its public half beside it (`.pub`).

    Raises:
        InputError: either file is there already, or the folder is not.
        MissingExtra: the package `cryptography` is not installed.
        MachineError: the disk refused.
    """
    from cryptography.hazmat.primitives import serialization as form

    library = _library()
    beside = path.with_name(f"{path.name}.pub")
    for taken in (path, beside):
        if taken.exists() or taken.is_symlink():
            mend = "name another file; a key that is lost signs nothing any more"
            raise InputError(f"{taken} is there already", where=str(taken), mend=mend)
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {path.parent}", where=str(path), mend="make it first")
    secret = library.Ed25519PrivateKey.generate()
    _write_private(path, secret.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    public = secret.public_key()
    write_whole(beside, public.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo))
    return PublicKey(public.public_bytes_raw()), beside


def read_secret(path: Path) -> SigningKey:
    """The secret key in a file.

    Raises:
        InputError: others may read the file, or it holds no unencrypted Ed25519 key. Nothing of its content is told.
        MissingExtra: the package `cryptography` is not installed.
        MachineError: the disk refused.
    """
    kind = _library().Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data, mode = _read(path)
    if mode & _OTHERS:
        what = f"others may read the key in {path}: its permissions are {stat.S_IMODE(mode):o}"
        raise InputError(
            what, where=str(path), mend=f"chmod 600 {path}; if others were on this machine, make a new key"
        )
    return SigningKey(_parsed(lambda: load_pem_private_key(data, None), kind, path, "secret"))


def read_public(path: Path) -> PublicKey:
    """The public key in a file.

    Raises:
        InputError: there is no such file, or it holds no Ed25519 public key.
        MissingExtra: the package `cryptography` is not installed.
    """
    kind = _library().Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data, _ = _read(path)
    key: Ed25519PublicKey = _parsed(lambda: load_pem_public_key(data), kind, path, "public")
    return PublicKey(key.public_bytes_raw())


def _library() -> Any:
    """The module of Ed25519 keys.

    Raises:
        MissingExtra: the package is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        what = "signatures need the package cryptography, which is not installed"
        raise MissingExtra(what, where="the command line", mend="pip install 'provender[judge]'") from None
    return ed25519


def _parsed(load: Callable[[], object], kind: type, path: Path, half: str) -> Any:
    """The key that `load` finds, if it is of that kind; the library's own words may show content and are dropped."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        key = load()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if isinstance(key, kind):
        return key
    other = "the file ending in .pub" if half == "public" else "the file without .pub"
    mend = f"give {other} that `provender keygen` wrote, or an Ed25519 key in PEM, unencrypted"
    raise InputError(f"{path} holds no Ed25519 {half} key", where=str(path), mend=mend)


def _read(path: Path) -> tuple[bytes, int]:
    """A key file's bytes and its mode, of one and the same file."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_MOST)
    except (FileNotFoundError, IsADirectoryError):
        raise InputError(f"there is no key file {path}", where=str(path), mend="`provender keygen` makes one") from None
    except OSError as error:
        raise machine_error(error, str(path), "reading a key") from error
    return data, mode


def _write_private(path: Path, data: bytes) -> None:
    """A new file that its owner alone may read, from its first moment."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(number)
    except OSError as error:
        raise machine_error(error, str(path), "writing a key") from error
