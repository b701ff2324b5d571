"""The bench of corruptions at small size: it finds nothing that the verifiers let through."""

import json

import pytest

from bench import corruptions


@pytest.mark.parametrize("family", ["arithmetic/fractions", "logic/syllogisms"])
def test_every_planted_error_is_caught_and_nothing_sound_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, family: str
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--planted", "400", "--sound", "300", "--only", family])

    corruptions.main()

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])["figures"]
    assert figures["planted"] == figures["caught"] > 0
    assert figures["false_alarms"] == 0 < figures["sound"]
