"""Seeds: each hidden check has its own, one gives no other, and the secret is nowhere to be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learnnn.core.model import Layer
from learnnn.core.report_json import to_dict
from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.judge import seeds
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge, report
from learnnn.judge.trials import Job, Plan
from learnnn.report.render import plain, report_lines
from learnnn.report.render_html import report_html
from tests.conftest import ROOT

SECRET = "0123456789abcdef-the-secret-of-this-assignment"


def test_every_hidden_check_has_a_seed_of_its_own():
    named = [
        (secret, path.parent.name, check)
        for secret in ("one", "two")
        for path in (ROOT / "solutions").glob("*/test_*.py")
        for check in ("test_any_shape", "test_timing")
    ]

    assert len({seeds.of_hidden(*name) for name in named}) == len(named) > 100


def test_a_seed_is_as_wide_as_a_key():
    drawn = [seeds.of_hidden(SECRET, "exercise", f"test_{i}") for i in range(200)]

    assert max(drawn).bit_length() == seeds.BITS >= 128
    for bit in range(seeds.BITS):  # each of them says something, in a way that the name does not tell
        assert 60 < sum(seed >> bit & 1 for seed in drawn) < 140


def test_a_name_is_not_another_cut_elsewhere():
    assert seeds.of_hidden(SECRET, "a", "bc") != seeds.of_hidden(SECRET, "ab", "c")


def test_what_one_check_shows_does_not_key_another():
    shown = seeds.of_hidden(SECRET, "losses", "test_a")

    made_of_it = {seeds.of_hidden(key, "losses", "test_b") for key in (str(shown), f"{shown:x}", f"{shown:032x}")}

    assert seeds.of_hidden(SECRET, "losses", "test_b") not in made_of_it


def test_public_streams_are_what_they_have_always_been():
    assert seeds.of_public("losses", "test_a") == [1001664029, 724428801, 1564985826]


@pytest.fixture(scope="module")
def judged():
    """Wrong functions that are given generators and numbers, judged with hidden checks of the secret seed."""
    course = course_file.load(ROOT)
    exercise, bench = course.exercise("dropout"), Bench(Layout(course.root))
    wrong = "def _(*a, **k): return 0\ndropout_forward = dropout_backward = dropout_mask = _\n"
    submission = submissions.from_bytes(wrong.encode(), Path("dropout.py"), exercise.slug, start_again="")
    job = Job(exercise, submission)
    try:
        plan = Plan(course, bench, [job], with_hidden=True, hidden_seed=SECRET, is_blocking=False)
        (trials,) = judge(plan)
        yield report(job, trials, course, bench, SECRET)
    finally:
        bench.close()


@pytest.mark.parametrize("layer", Layer)
def test_the_secret_is_read_at_no_layer(judged, layer):
    told = [
        json.dumps(to_dict(judged, layer)),
        plain(report_lines(judged, root=ROOT, layer=layer)),
        report_html(judged),
    ]

    assert all(SECRET not in text for text in told)


def test_a_call_that_is_shown_when_the_work_is_due_holds_its_own_checks_seed_alone(judged):
    hidden = [check for check in judged.checks if check.withheld and check.withheld.snippet]
    of_others = {check.name: str(seeds.of_hidden(SECRET, "dropout", check.function)) for check in judged.checks}

    told = {check.name: check.withheld.snippet for check in hidden}

    assert any("default_rng(" in snippet for snippet in told.values())
    for name, snippet in told.items():
        own = of_others[name]
        assert not any(seed in snippet for seed in of_others.values() if seed != own)
