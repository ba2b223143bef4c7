"""Public checks: what is timed in other ways than by one call."""

import pytest

from learnnn.checks import assert_as_fast, assert_close


@pytest.mark.task("weigh")
@pytest.mark.timing
def test_a_load_needs_no_loop(student, reference):
    """A load is weighed at once."""

    def work(module, rng):
        load = module.stage.Load(int(rng.integers(1 << 30)))
        return lambda: load.put_on(module.weigh)

    assert_as_fast(student, reference, work, at_most=10)


@pytest.mark.task("weigh")
@pytest.mark.timing
def test_scales_need_no_loop(student, reference):
    """Scales weigh at once what is put on them."""

    def work(module, rng):
        pieces = module.keep(rng.normal(size=200_000))
        return lambda: module.Scales(pieces)

    def agree(scales, others):
        assert_close(scales.weight, others.weight, what="the weight", rtol=1e-6)

    assert_as_fast(student, reference, work, at_most=10, agree=agree)
