"""Teacher shares: no lineage makes too much of what nobody proved."""

from hypothesis import given
from hypothesis import strategies as st

from provender.stages.shares import over_share


@given(
    lineages=st.lists(st.sampled_from(["a", "b", None]), max_size=60),
    share=st.floats(0.05, 1.0),
    more=st.lists(st.sampled_from(["a", "b", "c", None]), max_size=60),
)
def test_over_share_keeps_every_lineage_within_its_share(lineages, share, more):
    drop, made, others = over_share(lineages, share=share, made={}, others=0)
    dropped_later, made, others = over_share(more, share=share, made=made, others=others)

    kept = [lineage for at, lineage in enumerate(lineages) if at not in drop]
    kept += [lineage for at, lineage in enumerate(more) if at not in dropped_later]
    assert len(kept) == others + sum(made.values())
    for name, count in made.items():
        assert kept.count(name) == count
        if count > kept[: len(lineages) - len(drop)].count(name):
            assert count <= share * len(kept) + 1e-6
