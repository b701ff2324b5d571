"""The gallery: one problem of every generator that needs nothing handed in, in each of its languages, judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from provender.core import registry
from provender.core.dials import dial_types, has_default
from provender.core.errors import MissingExtra
from provender.core.protocols import Judged, Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Grade
from provender.stages.verify import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """One generator and what it makes.

    Attributes:
        name: of the generator.
        told: the first paragraph of its description.
        by_language: language (or "" where it has none) -> its first record there, judged.
    """

    name: str
    told: str
    by_language: Mapping[str, Judged]

    @property
    def branch(self) -> str:
        """The path up to its last part, e.g. "reasoning/arithmetic"."""
        return self.name.rpartition("/")[0]


def specimens(*, seed: int = 7) -> Iterator[Specimen]:
    """Every generator whose dials all have defaults and that needs neither teachers nor fitting, by name."""
    for name in registry.names("generator"):
        try:
            part = registry.find("generator", name, where="the gallery")
        except MissingExtra:
            continue
        if _complete(part) and "bind" not in dir(part) and "restore" not in dir(part):
            told = " ".join((part.__doc__ or "").partition("\n\n")[0].split())
            yield Specimen(name=name, told=told, by_language=_examples(name, part, seed=seed))


def _complete(part: type) -> bool:
    """Whether a part may be made without setting a dial."""
    return all(has_default(field) for field in part.__dataclass_fields__.values() if field.init)  # type: ignore[attr-defined]


def _examples(name: str, part: type, *, seed: int) -> dict[str, Judged]:
    """The first record in each language, judged by the verifiers of its wing."""
    makes: Mapping[str, tuple[str, ...]] = part.makes  # type: ignore[attr-defined]
    spoken = makes.get("language", ("",)) if "language" in dial_types(part) else ("",)
    found = {}
    for language in spoken:
        generator = registry.load("generator", name, {"language": language} if language else {})
        records = [made for made in generator(Shard(seed=seed, start=0, count=1)) if isinstance(made, Record)]
        (found[language],) = verify(records, _verifiers(name.partition("/")[0]), accept=Grade.SCREENED, depth=0).judged
    return found


@lru_cache(maxsize=8)
def _verifiers(wing: str) -> Mapping[str, Verifier]:
    """The verifiers of a wing that need nothing handed in and whose extras are installed."""
    found = {}
    for name in registry.names("verifier"):
        if name.partition("/")[0] != wing:
            continue
        try:
            part = registry.find("verifier", name, where="the gallery")
        except MissingExtra:
            continue
        if _complete(part) and "bind" not in dir(part):
            found[name] = registry.load("verifier", name)
    return found
