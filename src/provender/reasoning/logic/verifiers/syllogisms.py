"""Proves what follows from statements about groups, or that it does not: by regions of Venn's diagram."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.logic.verifiers._statements import MANY, ONE, STATEMENTS, Statement
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_PREMISES, _MOST_GROUPS = 20, 12


class _Task(NamedTuple):
    """Premises and conclusion, and whether it is said that no group is empty."""

    premises: Sequence[Statement]
    claim: Statement
    peopled: bool


@lru_cache(maxsize=16)
def _within(groups: int) -> tuple[int, ...]:
    """For each of so many groups the regions that lie within it."""
    regions = range(1 << groups)
    return tuple([sum(1 << region for region in regions if region >> place & 1) for place in range(groups)])


class Venn:
    """The regions of a diagram of some groups: region r lies within group i when bit i of r is set.

    A set of regions is an integer with one bit a region. A statement empties a set of regions ("all", "no") or puts
    somebody into one ("some", "some_not").
    """

    __slots__ = ("empty", "inhabited", "within")

    def __init__(self, statements: Sequence[Statement], *, groups: Sequence[str], peopled: bool) -> None:
        self.within = dict(zip(groups, _within(len(groups)), strict=True))
        self.empty = 0
        for said in statements:
            if said[0] in ("all", "no"):
                self.empty |= self.regions(said)
        self.inhabited = [self.regions(said) for said in statements if said[0] in ("some", "some_not")]
        self.inhabited += self.within.values() if peopled else []

    def regions(self, said: Statement) -> int:
        """The regions that a statement is about: both groups' for "no" and "some", the first alone's for the others."""
        form, x, y = said
        overlap = self.within[x] & self.within[y]
        return overlap if form in ("no", "some") else self.within[x] ^ overlap

    @property
    def possible(self) -> bool:
        """Whether all of it can be true together."""
        return all(regions & ~self.empty for regions in self.inhabited)

    def shows(self, said: Statement) -> bool:
        """Whether a statement is true of every diagram like this one."""
        regions = self.regions(said)
        if said[0] in ("all", "no"):
            return not regions & ~self.empty
        return any(not where & ~self.empty & ~regions for where in self.inhabited)


def _groups(statements: Sequence[Statement]) -> list[str]:
    """The groups that statements name."""
    return list(dict.fromkeys(group for said in statements for group in said[1:]))


def _true(said: Statement, people: Sequence[Sequence[str]]) -> bool:
    """Whether a statement is true of just these people."""
    form, x, y = said
    seen = {y in person for person in people if x in person}
    return {"all": False not in seen, "no": True not in seen, "some": True in seen, "some_not": False in seen}[form]


_WORLDS = {
    "en": ("A group may be empty.", "Every group named has at least one member."),
    "sw": ("Kundi linaweza kuwa halina mtu.", "Kila kundi lililotajwa lina angalau mtu mmoja."),
    "fr": ("Un groupe peut être vide.", "Chaque groupe nommé compte au moins une personne."),
    "es": ("Un grupo puede estar vacío.", "Cada grupo nombrado tiene al menos una persona."),
    "de": ("Eine Gruppe kann leer sein.", "Jede genannte Gruppe hat mindestens eine Person."),
}
_ASKED = {
    "en": ("{text:body} {world} Does this follow? {c:said}.",
           "Given: {text:body} {world} Is this a consequence? {c:said}."),
    "sw": ("{text:body} {world} Je, hili linafuata? {c:said}.",
           "Taarifa: {text:body} {world} Je, haya ni matokeo? {c:said}."),
    "fr": ("{text:body} {world} Ceci en découle-t-il ? {c:said}.",
           "On sait : {text:body} {world} Est-ce une conséquence ? {c:said}."),
    "es": ("{text:body} {world} ¿Se deduce esto? {c:said}.",
           "Se sabe: {text:body} {world} ¿Es esto una consecuencia? {c:said}."),
    "de": ("{text:body} {world} Folgt dies? {c:said}.",
           "Gegeben: {text:body} {world} Ist dies eine Folgerung? {c:said}."),
}  # fmt: skip
_TOLD = {
    "en": {
        "syllogism": "{one:said}; {two:said}; so {c:said}.",
        "existence": "{one:said}; there are {xs:many}; so {c:said}.",
        "model": "Suppose there are just these people: {people:people}.",
        "holds": "True here: {one:said}.",
        "fails": "False here: {c:said}; so it does not follow.",
    },
    "sw": {
        "syllogism": "{one:said}; {two:said}; kwa hiyo {c:said}.",
        "existence": "{one:said}; kuna {xs:many}; kwa hiyo {c:said}.",
        "model": "Tuseme kuna watu hawa tu: {people:people}.",
        "holds": "Ni kweli hapa: {one:said}.",
        "fails": "Si kweli hapa: {c:said}; kwa hiyo haifuati.",
    },
    "fr": {
        "syllogism": "{one:said} ; {two:said} ; donc {c:said}.",
        "existence": "{one:said} ; il y a des {xs:many} ; donc {c:said}.",
        "model": "Supposons qu'il n'y ait que ces personnes : {people:people}.",
        "holds": "Vrai ici : {one:said}.",
        "fails": "Faux ici : {c:said} ; donc cela n'en découle pas.",
    },
    "es": {
        "syllogism": "{one:said}; {two:said}; así que {c:said}.",
        "existence": "{one:said}; hay {xs:many}; así que {c:said}.",
        "model": "Supongamos que solo hay estas personas: {people:people}.",
        "holds": "Verdadero aquí: {one:said}.",
        "fails": "Falso aquí: {c:said}; así que no se deduce.",
    },
    "de": {
        "syllogism": "{one:said}; {two:said}; also gilt: {c:said}.",
        "existence": "{one:said}; es gibt {xs:many}; also gilt: {c:said}.",
        "model": "Angenommen, es gibt nur diese Personen: {people:people}.",
        "holds": "Wahr ist hier: {one:said}.",
        "fails": "Falsch ist hier: {c:said}; also folgt es nicht.",
    },
}
_ANSWERS = {
    "en": {"yes": "yes", "no": "no"},
    "sw": {"yes": "ndiyo", "no": "hapana"},
    "fr": {"yes": "oui", "no": "non"},
    "es": {"yes": "sí", "no": "no"},
    "de": {"yes": "ja", "no": "nein"},
}


def _people(language: str) -> Slot:
    """People, each by the groups that they belong to."""
    person = f"(?:{'|'.join(ONE[language])})"
    several = f"{person}(?:, {person}){{0,{_MOST_GROUPS}}}"

    def convert(text: str) -> tuple[tuple[str, ...], ...]:
        return tuple([tuple([ONE[language][noun] for noun in part.strip().split(", ")]) for part in text.split(";")])

    return f"{several}(?: ?; {several}){{0,40}}", convert


_SLOTS: Mapping[str, Slot] = {
    **STATEMENTS,
    "body": (r"[^?¿:;\n]{1,3000}", str),
    **{f"people{language}": _people(language) for language in _TOLD},
    **{f"many{language}": ("|".join(MANY[language]), MANY[language].get) for language in _TOLD},
}


def _complete(form: str, language: str) -> str:
    """The form with its slots of the language."""
    for kind in ("said", "people", "many"):
        form = form.replace(f":{kind}}}", f":{kind}{language}}}")
    return form


_ASKS = Forms(
    {
        language: {
            kind: [_complete(form.replace("{world}", _WORLDS[language][place]), language) for form in forms]
            for place, kind in enumerate(("perhaps_empty", "nonempty"))
        }
        for language, forms in _ASKED.items()
    },
    slots=_SLOTS,
)
_SAYS = Forms(
    {language: {kind: _complete(form, language) for kind, form in kinds.items()} for language, kinds in _TOLD.items()},
    slots=_SLOTS,
)


def _known(task: _Task, said: Statement, before: Sequence[Said]) -> bool:
    """Whether a statement is a premise or the conclusion of a step that is rested on."""
    return said in task.premises or any(
        other.kind in ("syllogism", "existence") and other.values["c"] == said for other in before
    )


def _follows(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What two statements about three groups show without supposing that any of them has members, and neither alone."""
    both = (v["one"], v["two"])
    groups = _groups((*both, v["c"]))
    if len(groups) != 3 or not all(_known(task, said, before) for said in both):
        return False
    return Venn(both, groups=groups, peopled=False).shows(v["c"]) and not any(
        Venn([said], groups=groups, peopled=False).shows(v["c"]) for said in both
    )


def _exists(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Where no group is empty, what all are some are."""
    form, x, y = v["one"]
    weaker = v["c"] == ("some", x, y) and v["xs"] == x
    return task.peopled and form == "all" and weaker and _known(task, v["one"], before)


def _model(before: Sequence[Said]) -> Sequence[Sequence[str]]:
    """The people that are supposed."""
    models = [said.values["people"] for said in before if said.kind == "model"]
    if len(models) != 1:
        raise Wrong("step rests on no single supposition")
    people: Sequence[Sequence[str]] = models[0]
    return people


def _supposed(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """People of the question's groups, in no group twice, in every group where none may be empty."""
    groups = set(_groups((*task.premises, task.claim)))
    inhabited = {group for person in v["people"] for group in person}
    once = all(len(set(person)) == len(person) for person in v["people"])
    filled = inhabited == groups if task.peopled else inhabited <= groups
    return once and filled and not any(said.kind == "model" for said in before)


def _holds(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A premise that is true of the people."""
    return v["one"] in task.premises and _true(v["one"], _model(before))


def _fails(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every premise was shown to be true of the people, and is; the conclusion is not."""
    people = _model(before)
    shown = {said.values["one"] for said in before if said.kind == "holds"}
    true = shown == {*task.premises} and all(_true(said, people) for said in task.premises)
    return v["c"] == task.claim and true and not _true(task.claim, people)


@final
class _Syllogisms(Kind[_Task]):
    """The task is premises, conclusion, and what is said of empty groups."""

    topic = "syllogisms"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar[Mapping[str, Line[_Task]]] = {
        "syllogism": Line(lambda v: Claim(v["c"][0], v["c"][1:]), _follows),
        "existence": Line(lambda v: Claim(v["c"][0], v["c"][1:]), _exists),
        "model": Line(lambda v: Claim("suppose", (("people", *v["people"]),)), _supposed),
        "holds": Line(lambda v: Claim("true", (v["one"],)), _holds),
        "fails": Line(lambda v: Claim("independent", (v["c"],)), _fails),
    }

    def task(self, said: Said) -> _Task:
        """Statements that can be true together, none said twice, each about two groups."""
        read: Callable[[str], Statement | None] = STATEMENTS[f"said{said.language}"][1]
        sentences = said.values["text"].removesuffix(".").split(". ")
        premises = [found for sentence in sentences if (found := read(sentence))]
        claim = said.values["c"]
        if len(premises) < len(sentences) or not said.values["text"].endswith("."):
            raise Wrong("premise cannot be read")
        groups = _groups((*premises, claim))
        if len(premises) > _MOST_PREMISES or len(groups) > _MOST_GROUPS:
            raise Wrong("question is too long", premises=len(premises), groups=len(groups))
        if len({*premises, claim}) <= len(premises) or any(x == y for _, x, y in (*premises, claim)):
            raise Wrong("question repeats itself")
        task = _Task(premises, claim, said.kind == "nonempty")
        if not Venn(premises, groups=groups, peopled=task.peopled).possible:
            raise Wrong("premises contradict each other")
        return task

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The premises, and what is said of empty groups."""
        said = [Claim(form, (x, y)) for form, x, y in task.premises]
        return (*said, Claim("nonempty" if task.peopled else "perhaps_empty", ("groups",)))

    def goal(self, task: _Task) -> Term:
        """Whether the conclusion follows."""
        return ("follows", task.claim)

    def solve(self, task: _Task) -> Term:
        """By the regions of all groups at once."""
        groups = _groups((*task.premises, task.claim))
        return "yes" if Venn(task.premises, groups=groups, peopled=task.peopled).shows(task.claim) else "no"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The conclusion, or that it is independent of the premises."""
        form, x, y = task.claim
        return Claim(form, (x, y)) if answer == "yes" else Claim("independent", (task.claim,))

    def write(self, answer: Term, language: str) -> str:
        """Yes or no."""
        return _ANSWERS[language][str(answer)]


_KIND = _Syllogisms()


@verifier
@dataclass(frozen=True, slots=True)
class Syllogisms:
    """Decides by the regions of Venn's diagram, step by step and for the whole.

    Example:
        "All cooks are poets; some poets are sailors; so some cooks are sailors." fails: other poets may be meant.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Syllogisms.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
