"""A recipe's parts, made and bound to what they need: the same in the driver and in every worker."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, TypeVar, cast

from provender.core.anchor import Anchor, split
from provender.core.artefact import Artefact, Behind, Dialled
from provender.core.dials import dial_types
from provender.core.errors import RecipeError, discreet
from provender.core.files import beside, locate
from provender.core.protocols import Make, Teacher, Tools, Verifier
from provender.core.recipe import Recipe, Use, wing_of
from provender.core.record import Codec, Record
from provender.core.registry import find, load
from provender.run.ledger.tables import NO_PAYLOAD
from provender.stages import balance
from provender.stages.balance import Cell, Maker
from provender.stages.exams.files import exams_in
from provender.stages.exams.fingerprint import Fingerprint, fingerprint
from provender.stages.exams.index import Exams

T = TypeVar("T")
LANGUAGES = "languages"  # the dial of a verifier that wants to know which languages are made
CASE = "case"  # the dial and tag of a generator with cases
ANCHOR = "anchor"  # in limits.decontaminate: what the anchor holds back

_cache: dict[tuple[object, ...], Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Loads, dials and binds a recipe's parts; picklable, and cheap to ask twice.

    Attributes:
        recipe: whose parts.
        teachers: doors to the language models, by the recipe's names.
        fitted: generator position -> what it learned.
        reasons: generator position -> the name that the recipe's limits chose for it, and why.
    """

    recipe: Recipe
    teachers: Mapping[str, Teacher] = field(default_factory=dict)
    fitted: Mapping[int, Artefact] = field(default_factory=dict)
    reasons: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def wings(self) -> dict[str, "Workshop"]:
        """The workshop of each of the recipe's wings, for what they have of their own: anchor, mix, student, grade."""
        return {name: self.wing(name) for name in sorted(self.recipe.wings)} or {"": self}

    def wing(self, name: str) -> "Workshop":
        """The workshop of a wing; where the recipe names none, this one."""
        return replace(self, recipe=self.recipe.seen_by(name)) if self.recipe.wings else self

    def of(self, part: str) -> "Workshop":
        """The workshop of the wing that a part is of."""
        return self.wing(wing_of(part))

    def cells(self, count: int | None = None) -> tuple[Cell, ...]:
        """What is wanted of each generator and mix; with a `count`, so much of each wing, whatever cases there are."""
        found: list[Cell] = []
        for name, one in self.wings().items():
            places = [at for at, use in enumerate(self.recipe.generators) if not name or wing_of(use.name) == name]
            mix, wanted = (one.mix(), one.recipe.count) if count is None else (one.recipe.mix, count)
            asked = balance.cells(one.makers(), mix, wanted)
            found += [replace(cell, maker=places[cell.maker]) for cell in asked]
        return tuple(found)

    def part(self, kind: str, use: Use, tags: tuple[tuple[str, str], ...] = ()) -> Any:
        """The part of a use, with the tags that are dials set."""
        found = find(kind, use.name, where=self.recipe.name)
        known = (
            {} if hasattr(found, "behind") else dial_types(found)
        )  # there a tag is a column, whatever dials are called
        dials = {**use.dials, **{tag: value for tag, value in tags if tag in known}}
        if getattr(found, "keeps_epsilon", False):
            dials |= {"epsilon": self.recipe.limits.epsilon, "delta": self.recipe.limits.delta}
        return load(kind, use.name, dials, where=self.recipe.name)

    def generator(self, cell: Cell) -> Make:
        """The generator of a cell, fitted and bound."""
        return self._once(("generator", cell.maker, cell.tags), lambda: self._generator(cell))

    def _generator(self, cell: Cell) -> Make:
        part, own = self.part("generator", self.recipe.generators[cell.maker], cell.tags), self.of(cell.name)
        if hasattr(part, "asked") and (tags := {tag: value for tag, value in cell.tags if value}):
            part = part.asked(tags, own.among())
        if cell.maker in self.fitted:
            return part.restore(self.fitted[cell.maker])  # type: ignore[no-any-return]
        return part.bind(own.tools()) if hasattr(part, "bind") else part  # type: ignore[no-any-return]

    def verifiers(self) -> dict[str, Verifier]:
        """Every verifier by name, in the recipe's order; bound where they need tools."""
        return self._once(("verifiers",), self._verifiers)

    def _verifiers(self) -> dict[str, Verifier]:
        parts = {use.name: self.part("verifier", self._told_languages(use)) for use in self.recipe.verifiers}
        return {name: part.bind(self.tools()) if hasattr(part, "bind") else part for name, part in parts.items()}

    def _told_languages(self, use: Use) -> Use:
        """A verifier's use, told the languages that are made where it wants to know them."""
        if LANGUAGES not in dial_types(find("verifier", use.name, where=self.recipe.name)) or LANGUAGES in use.dials:
            return use
        made = {value for maker in self.makers() for value in maker.makes.get("language", ())}
        return replace(use, dials={**use.dials, LANGUAGES: tuple(sorted(made))})

    def makers(self) -> tuple[Maker, ...]:
        """What balance needs to know of each generator."""
        return tuple(self.of(use.name)._maker(use) for use in self.recipe.generators)

    def _maker(self, use: Use) -> Maker:
        part = self.part("generator", use)
        if hasattr(part, "behind") and (self.recipe.mix or part.where):
            return self._dialled(use, part)
        makes = {
            tag: (str(use.dials[tag]),) if tag in use.dials else tuple(values)
            for tag, values in type(part).makes.items()
        }
        if hasattr(part, "cases"):
            makes[CASE] = (str(use.dials[CASE]),) if CASE in use.dials else part.cases()
        size = part.size(self.tools()) if hasattr(part, "size") else None
        return Maker(name=use.name, weight=use.weight, makes=makes, size=size, taught=hasattr(part, "bind"),
                     batch=getattr(part, "batch", 0))  # fmt: skip

    def mix(self) -> Mapping[tuple[str, str], float]:
        """The recipe's mix; the cases of a generator that has some are wanted equally often unless the recipe says."""
        told = dict(self.recipe.mix)
        if any(tag == CASE for tag, _ in told):
            return told
        makers = self.makers()
        whole = sum(maker.weight for maker in makers)
        for maker in makers:
            for case in maker.makes.get(CASE, ()):
                told[CASE, case] = told.get((CASE, case), 0.0) + maker.weight / whole / len(maker.makes[CASE])
        return told

    def _dialled(self, use: Use, part: Dialled) -> Maker:
        """What balance needs to know of a generator whose tags are columns of what it learns."""
        behind = self._once(("behind", use.name, repr(part)), lambda: self._behind(part))
        makes: dict[str, dict[str, None]] = {}
        for tag, value in (pair for pairs in behind for pair in pairs):
            makes.setdefault(tag, {})[value] = None
        told = {tag: tuple(values) for tag, values in makes.items()}
        return Maker(name=use.name, weight=use.weight, makes=told, behind=behind, support=part.support)

    def _behind(self, part: Dialled) -> Behind:
        """The real records behind each combination that the mix may ask for."""
        anchor = self.anchor()
        with discreet(private=anchor.private):
            return part.behind(anchor.reference, self.among())

    def among(self) -> dict[str, tuple[str, ...]]:
        """Tag -> the values that the mix names, in order."""
        found: dict[str, list[str]] = {}
        for tag, value in sorted(self.recipe.mix):
            found.setdefault(tag, []).append(value)
        return {tag: tuple(values) for tag, values in found.items()}

    def tools(self) -> Tools:
        """What taught parts are bound to."""
        sandbox = load("sandbox", "strongest", where=self.recipe.name)  # walls are raised for the first program
        return Tools(teachers=self.teachers, reference=self.anchor().reference, sandbox=sandbox)

    def anchor(self) -> Anchor:
        """Ground truth in its four splits; empty when the recipe names none, or leaves it to its wings."""
        return self._once(("anchor",), self._anchor)

    def _anchor(self) -> Anchor:
        use = self.recipe.anchor
        if use is None:
            return Anchor()
        reader = self.part("reader", use)
        digest = _digest(reader, where=use.name)
        private = bool(getattr(reader, "private", False))
        with discreet(private=private):
            return split(reader(), self.recipe.splits, digest=digest, private=private)

    def exams(self) -> Exams | None:
        """What no record may repeat, as fingerprints; None where the recipe names nothing of the kind.

        Raises:
            InputError: a fingerprint file is missing or broken.
        """
        named = self.recipe.limits.decontaminate
        with self.beside():
            files = [locate(name, where="limits.decontaminate").stat() for name in named if name != ANCHOR]
        states = [(file.st_size, file.st_mtime_ns) for file in files]  # a file made again is read again
        return self._once(("exams", *states), self._exams) if named else None

    def _exams(self) -> Exams | None:
        named = self.recipe.limits.decontaminate
        return exams_in(named, {ANCHOR: self._held_back()} if ANCHOR in named else {})

    def _held_back(self) -> Fingerprint:
        """The fingerprint of what anchors hold back."""
        held = [one.held() for one in self.wings().values()]
        kept = [records for records in held if records and not self.codec(records[0].payload.codec).repeats_allowed]
        if any(held) and not kept:
            what = "the anchor's rows may be alike by chance: refusing such would bend the data"
            mend = "leave anchor out of limits.decontaminate"
            raise RecipeError(what, where=f"{self.recipe.name}: limits.decontaminate", mend=mend)
        return fingerprint({"text": record.payload.text()} for records in kept for record in records)

    def held(self) -> list[Record]:
        """What the anchor holds back from those who make and learn."""
        held = self.anchor()
        return [record for part in (held.control, held.probe, held.exam) for record in part]

    def codec(self, name: str) -> Codec:
        """The codec of a payload; "" is the one of no payload at all."""
        return load("codec", name, where=self.recipe.name) if name else NO_PAYLOAD

    def beside(self) -> AbstractContextManager[None]:
        """Files are looked for beside the recipe first, for as long as this is held."""
        return beside(self.recipe.folder)

    def _once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Make a thing once a process: workers unpickle the workshop with every task."""
        doors = tuple(sorted((name, repr(door)) for name, door in self.teachers.items()))
        full = (self.recipe.digest, self.recipe.folder, doors, *key)
        if full not in _cache:
            with self.beside():
                _cache[full] = make()
        return cast("T", _cache[full])


def _digest(reader: Any, *, where: str) -> str:
    """Of the file that a reader reads; of several, of their names and digests; "" where it reads none."""
    if hasattr(reader, "files"):
        several = sha256()
        for name, file in sorted(reader.files().items()):
            several.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\0".encode())
        return several.hexdigest()
    path = getattr(reader, "path", "")
    return sha256(locate(path, where=where).read_bytes()).hexdigest() if path else ""
