"""The verbs `keygen` and `sign`, `run --sign`, and what `verify` says of signatures on good days and bad ones."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.store import checked

RECIPE = """\
name: sums
count: 20
seed: 3
generators: [{name: reasoning/arithmetic/gcd, dials: {level: 2}}]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a recipe, two keys and a run that was signed at its end."""
    folder = tmp_path_factory.mktemp("signed")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("sums.yaml").write_text(RECIPE)
        assert main(["keygen", "ours"]) == 0
        assert main(["keygen", "theirs"]) == 0
        assert main(["run", "-c", "sums.yaml", "--workers", "0", "--sign", "ours"]) == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of it, to spoil."""
    here = tmp_path / "here"
    shutil.copytree(made, here)
    monkeypatch.chdir(here)
    capsys.readouterr()
    return here


SIGNATURE = Path("runs/sums/manifest.sig.json")


def signed(**changes: str) -> None:
    """Change the signature's body, its checksum made good again."""
    body = checked.load(SIGNATURE.read_bytes(), where="", mend="")
    SIGNATURE.write_bytes(checked.dump({**body, **changes}))


def test_verify_names_who_signed_and_whom_one_trusts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "runs/sums"]) == 0
    assert "signature: good, by ed25519:" in capsys.readouterr().out
    assert main(["verify", "runs/sums", "--key", "ours.pub", "--json"]) == 0
    assert "the key that you trust" in json.loads(capsys.readouterr().out)["signed"]


def test_signing_again_gives_the_same_bytes(place: Path) -> None:
    before = SIGNATURE.read_bytes()
    assert main(["sign", "runs/sums", "--key", "ours"]) == 0

    assert before == SIGNATURE.read_bytes()


def test_another_key_is_not_the_one_that_is_trusted(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "runs/sums", "--key", "theirs.pub"]) == 4

    assert "signed by another key" in capsys.readouterr().err


def test_a_missing_signature_fails_whoever_trusts_a_key(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SIGNATURE.unlink()

    assert main(["verify", "runs/sums", "--key", "ours.pub"]) == 4
    assert "not signed" in capsys.readouterr().err
    assert main(["verify", "runs/sums"]) == 0
    assert "signature: none" in capsys.readouterr().out


def test_any_flipped_byte_of_the_signature_is_seen(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = SIGNATURE.read_bytes()
    for at in range(0, len(sound), 37):
        SIGNATURE.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert main(["verify", "runs/sums", "--key", "ours.pub"]) == 4
        assert "manifest.sig.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"signature": "ab" * 64}, "the signature is false"),
        ({"signature": ""}, "the signature is false"),
        ({"root": "0" * 64}, "another root"),
        ({"recipe": "0" * 64}, "another recipe"),
        ({"key": "zz"}, "no signature of ours"),
    ],
)
def test_a_forged_signature_is_refused(
    place: Path, changes: dict[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(**changes)

    assert main(["verify", "runs/sums"]) == 4
    assert told in capsys.readouterr().err


def test_a_short_key_in_the_file_is_nobodys(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed(key="ab")

    assert main(["verify", "runs/sums"]) == 4
    assert "the signature is false" in capsys.readouterr().err


def test_a_run_that_was_made_anew_does_not_bear_the_old_signature(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = SIGNATURE.read_bytes()
    assert main(["run", "-c", "sums.yaml", "--seed", "4", "--workers", "0", "--fresh"]) == 0
    SIGNATURE.write_bytes(old)
    capsys.readouterr()

    assert main(["verify", "runs/sums", "--key", "ours.pub"]) == 4
    assert "the signature is of another root" in capsys.readouterr().err


def test_a_changed_recipe_is_seen_though_its_checksum_was_made_good(place: Path) -> None:
    from hashlib import sha256

    lock = Path("runs/sums/recipe.lock.json")
    body = checked.load(lock.read_bytes(), where="", mend="")
    recipe = Path("runs/sums/recipe.yaml").read_bytes() + b"# who says so?\n"
    Path("runs/sums/recipe.yaml").write_bytes(recipe)
    lock.write_bytes(checked.dump({**body, "recipe": sha256(recipe).hexdigest()}))

    assert main(["verify", "runs/sums", "--key", "ours.pub"]) == 4


def test_a_signed_run_without_its_manifest_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("runs/sums/manifest.json").unlink()

    assert main(["verify", "runs/sums"]) == 4
    assert "not sealed any more" in capsys.readouterr().err
    assert main(["sign", "runs/sums", "--key", "ours"]) == 2


def test_damage_is_never_signed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shard = next(Path("runs/sums/shards").rglob("*.parquet"))
    data = shard.read_bytes()
    shard.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    before = SIGNATURE.read_bytes()

    assert main(["sign", "runs/sums", "--key", "theirs"]) == 4
    assert before == SIGNATURE.read_bytes()


def test_a_key_that_others_may_read_is_refused_before_anything_is_made(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ours").chmod(0o640)

    assert main(["sign", "runs/sums", "--key", "ours"]) == 2
    assert "permissions are 640" in capsys.readouterr().err
    assert main(["run", "-c", "sums.yaml", "--set", "name=other", "--workers", "0", "--sign", "ours"]) == 2
    assert not Path("runs/other").exists()


@pytest.mark.parametrize("name", ["ours.pub", "sums.yaml", "nothing", "runs"])
def test_what_is_no_secret_key_is_refused(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if Path(name).is_file():
        Path(name).chmod(0o600)

    assert main(["sign", "runs/sums", "--key", name]) == 2


def test_what_is_no_public_key_is_refused_and_not_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "runs/sums", "--key", "ours"]) == 2

    told = capsys.readouterr().err
    assert "no Ed25519 public key" in told
    assert not any(line in told for line in Path("ours").read_text().splitlines()[1:-1])


def test_the_secret_is_nowhere_in_the_run(place: Path) -> None:
    lines = [line.encode() for line in Path("ours").read_text().splitlines()[1:-1]]
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    raw = load_pem_private_key(Path("ours").read_bytes(), None).private_bytes_raw()  # type: ignore[union-attr]
    held = b"".join(path.read_bytes() for path in Path("runs").rglob("*") if path.is_file())

    assert not any(secret in held for secret in (*lines, raw, raw.hex().encode()))


def test_keygen_keeps_what_is_there_and_its_key_private(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Path("ours").stat().st_mode & 0o777 == 0o600
    assert main(["keygen", "ours"]) == 2
    assert "there already" in capsys.readouterr().err
    assert main(["keygen", "no/such/folder"]) == 2


def test_without_the_library_one_is_told_plainly(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric", None)

    for words in ("sign runs/sums --key ours", "verify runs/sums --key ours.pub", "keygen x"):
        assert main(words.split()) == 5
        assert "provender[judge]" in capsys.readouterr().err
    assert main(["verify", "runs/sums"]) == 0
    assert "not checked: signatures need the package cryptography" in capsys.readouterr().out


def test_a_file_of_records_has_no_signature(place: Path) -> None:
    Path("file.jsonl").write_text('{"question": "1 + 1 = ?", "answer": "2"}\n')

    assert main(["verify", "file.jsonl", "--key", "ours.pub"]) == 2
