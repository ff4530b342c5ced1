import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.measure import percentile, ratios, resident_bytes, resident_in

FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (0.05, 1), (0.5, 10), (0.51, 11), (0.95, 19), (1, 20)]
)
def test_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile(list(range(20, 0, -1)), share) == expected


@pytest.mark.parametrize(("samples", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_percentile_refuses_nonsense(samples: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="percentile"):
        percentile(samples, share)


@given(st.lists(FLOATS, min_size=1), st.floats(0, 1))
def test_a_percentile_is_a_sample_that_enough_do_not_exceed(
    samples: list[float], share: float
) -> None:
    found = percentile(samples, share)
    assert found in samples
    assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9


def test_ratios_go_round_by_round_and_skip_nothing() -> None:
    assert ratios([1, 6, 5], [2, 3, 0]) == (0.5, 2)


def test_resident_memory_is_read_in_kib() -> None:
    assert resident_in("Name:\tx\nVmRSS:\t    2048 kB\n") == 2 * 1024 * 1024
    with pytest.raises(ValueError, match="VmRSS"):
        resident_in("Name:\tx\n")


def test_this_process_weighs_something_plausible() -> None:
    assert 5e6 < resident_bytes() < 1e11
