"""Recipes of every shape, as hypothesis draws them; their parts need not exist."""

from hypothesis import strategies as st

from provender.core.anchor import SPLITS
from provender.core.recipe import DEFAULT_SPLITS, Limits, Loop, Price, Recipe, Use, Watch
from provender.core.verdict import Grade

words = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True)
part_names = st.lists(words, min_size=1, max_size=3).map("/".join)
run_names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
text = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=20)
labels = text.filter(bool)
tricky = st.sampled_from(
    ["no", "yes", "null", "~", "1", "010", "1e3", "0x1f", "1:30", "- a", "a: b", "#", "'", '"', "\\"]
)
finite = st.floats(allow_nan=False, allow_infinity=False)
shares = st.floats(0, 1)
integers = st.integers(-(10**30), 10**30)

scalars = st.none() | st.booleans() | integers | finite | text | tricky
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(labels | tricky, inner, max_size=3),
    max_leaves=6,
)
dials = st.dictionaries(labels | tricky, values, max_size=3)
uses = st.builds(Use, name=part_names, dials=dials)
generators = st.builds(Use, name=part_names, dials=dials, weight=st.floats(1e-6, 1e6))
prices = st.none() | st.builds(Price, prompt=st.floats(0, 1e6), completion=st.floats(0, 1e6))
teachers = st.builds(Use, name=part_names, dials=dials, price=prices)
whole = st.integers(1, 2**62)

limits = st.builds(
    Limits,
    teacher_share=shares,
    teacher_share_because=text,
    depth=st.integers(0, 100),
    anchor_share=shares,
    near_repeats=st.none() | st.floats(0.5, 1),
    false_accepts=st.none() | st.floats(0.001, 0.5),
    decontaminate=st.sampled_from([(), ("exam.fp",), ("a/b.fp", "exam.fp")]),
    drift=st.none() | st.floats(0, 10),
    epsilon=st.none() | st.floats(0.001, 100),
    max_candidates=st.none() | whole,
    max_cost=st.none() | st.floats(0, 1e9),
)
inside = st.floats(0.001, 0.999)
watches = st.builds(
    Watch,
    error=st.none() | inside,
    by=st.lists(labels, max_size=2).map(tuple),
    missing=st.none() | inside,
    false_alarm=inside,
)
ways = st.sampled_from(["gain", "thompson", "weakness", "uniform"])
loops = st.builds(
    Loop,
    cycles=st.integers(1, 9999),
    floor=shares,
    target=st.none() | shares,
    max_cost=st.none() | st.floats(0, 1e9),
    patience=st.none() | st.integers(1, 9999),
    dial=ways,
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """A recipe that YAML can say: splits only with an anchor."""
    anchor = draw(st.none() | uses)
    splits = draw(st.dictionaries(st.sampled_from(SPLITS), shares)) if anchor else DEFAULT_SPLITS
    return Recipe(
        name=draw(run_names),
        count=draw(st.none() | st.integers(1, 10**10)),
        seed=draw(st.integers(0, 2**62)),
        generators=tuple(draw(st.lists(generators, min_size=1, max_size=3))),
        verifiers=tuple(draw(st.lists(uses, max_size=2))),
        audits=tuple(draw(st.lists(uses, max_size=2))),
        exports=tuple(draw(st.lists(uses, max_size=2))),
        teachers=draw(st.dictionaries(labels | tricky, teachers, max_size=2)),
        mix=draw(st.dictionaries(st.tuples(labels, labels | tricky), shares, max_size=4)),
        anchor=anchor,
        student=draw(st.none() | uses),
        accept=draw(st.sampled_from(Grade)),
        limits=draw(limits),
        watch=draw(watches),
        loop=draw(loops),
        splits=splits,
    )
