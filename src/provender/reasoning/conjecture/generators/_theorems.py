"""What is said of a theorem that was found: proved, and new to this library; never new to mathematics."""

from collections.abc import Mapping

ANSWERS: Mapping[str, str] = {
    "en": "proved, new to this library",
    "sw": "imethibitishwa, ni mpya katika maktaba hii",
    "fr": "démontré, nouveau pour cette bibliothèque",
    "es": "demostrado, nuevo para esta biblioteca",
    "de": "bewiesen, neu für diese Bibliothek",
}
