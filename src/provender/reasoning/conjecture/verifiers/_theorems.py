"""What must be written under a theorem that was found, by language."""

from collections.abc import Mapping

WRITTEN: Mapping[str, str] = {
    "en": "proved, new to this library",
    "sw": "imethibitishwa, ni mpya katika maktaba hii",
    "fr": "démontré, nouveau pour cette bibliothèque",
    "es": "demostrado, nuevo para esta biblioteca",
    "de": "bewiesen, neu für diese Bibliothek",
}
