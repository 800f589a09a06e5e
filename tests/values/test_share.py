"""Share: an exact fraction in lowest terms."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.share import Share

SHARES = st.builds(Share, st.integers(0, 10**6), st.integers(1, 10**6))


@given(SHARES, SHARES)
def test_shares_count_as_fractions_do(one: Share, two: Share) -> None:
    """Sums, differences and order agree with the standard library's fractions."""
    assert one.fraction + two.fraction == (one + two).fraction
    assert (one.fraction < two.fraction, one.fraction <= two.fraction) == (one < two, one <= two)
    assert (one.fraction > two.fraction, one.fraction >= two.fraction) == (one > two, one >= two)
    assert abs(one.fraction - two.fraction) == (max(one, two) - min(one, two)).fraction
    assert bool(one.fraction) == bool(one)


@given(SHARES)
def test_a_share_is_read_as_it_was_written(share: Share) -> None:
    """Text and repr lead back to the same share."""
    assert share == Share.parse(str(share))
    assert f"Share({share.numerator}, {share.denominator})" == repr(share)


@given(SHARES, st.integers(1, 100))
def test_shares_are_kept_in_lowest_terms(share: Share, times: int) -> None:
    """Two tenths and a fifth are equal, and hash alike."""
    wide = Share(share.numerator * times, share.denominator * times)
    assert (share, hash(share)) == (wide, hash(wide))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10", Fraction(1, 10)), ("12.5", Fraction(1, 8)), ("12,5", Fraction(1, 8)), ("150", 1.5)],
)
def test_percentages_are_read_exactly(text: str, expected: Fraction) -> None:
    """With comma or point, and above a hundred."""
    assert expected == Share.percent(text).fraction


@pytest.mark.parametrize("text", ["", "10%", "-1", "1e2", "NaN", "1.2345678", 10, 0.1, None, "٣"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    """Numbers are refused too: a float has already lost the exact value."""
    with pytest.raises(InvalidValue, match="no percentage"):
        Share.percent(text)


@pytest.mark.parametrize("text", ["", "1", "1/0", "-1/2", "1/2/3", "1.0/2", " 1/2", None, "1/2\n"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """Only two whole numbers around a slash are read."""
    with pytest.raises(InvalidValue, match="allowed"):
        Share.parse(text)


@pytest.mark.parametrize("parts", [(-1, 2), (1, 0), (1, -2), (0.5, 1), (True, 2), (1, None)])
def test_shares_that_cannot_exist_are_refused(parts: tuple[int, int]) -> None:
    """Negative ones, zero denominators, floats and booleans."""
    with pytest.raises(InvalidValue, match="cannot exist"):
        Share(*parts)


def test_a_share_never_falls_below_nothing() -> None:
    """Taking a half from a third is refused."""
    with pytest.raises(InvalidValue, match="cannot exist"):
        Share(1, 3) - Share(1, 2)
    with pytest.raises(TypeError):
        Share(1, 3) + 1  # type: ignore[operator]
