"""Hostile submissions: at a level fit for other people's code, none earns a point, tells a secret, or harms anybody.

What the weakest level does not stop is written down too, and is exactly that: `python -m tests.grounds.isolation_table` measures it
anew, and puts it into `docs/isolation.md`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from learnnn.classroom.batch import ASKED_AGAIN
from learnnn.core.model import Isolation
from tests.conftest import SAMPLES, Run, Toy
from tests.grounds.hostile import FOR_OTHERS, KINDS, LEVELS, Arena, Sample, known_limits, samples
from tests.grounds.isolation_table import DEPENDS, NOT_TRIED, PAGE, RESULTS, measured, outcome_of, with_tables

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the ground is made of what Linux has")

REPRESENTATIVE = frozenset(
    [
        "denial/calls_for_ever", "denial/prints_a_lot", "forging/equals_everything", "forging/forged_frames",
        "forging/quick_and_wrong", "forging/reads_the_solution", "leaking/environment_of_others", "leaking/question_by_line",
        "leaking/question_by_a_file", "network/another_library", "tampering/kills_another", "tampering/writes_scores",
        "sharing/answers_with_an_earlier_question", "sharing/asks_in_an_earlier_check", "sharing/remembers_in_a_module",
        "sharing/takes_the_guests_place",
    ]
)  # fmt: skip
ONE_OF_EACH = frozenset(["leaking/planted_file", "network/tcp", "tampering/kills_another"])  # at every level
# What a student reads at level `process`: the status of the first check that meets the code, and words of its message.
TOLD = {
    "denial/infinite_loop": ("timeout", "no answer within"),
    "denial/sleeps": ("timeout", "no answer within"),
    "denial/loops_at_import": ("timeout", "no answer within"),
    "forging/exits_quietly": ("crashed", "ended the process (exit code 0)"),
    "forging/ends_the_process_at_import": ("crashed", "ended the process (exit code 0)"),
    "forging/exits_at_import": ("error", "tried to end the program"),
    "denial/recurses": ("error", "RecursionError"),
    "denial/allocates": ("error", "MemoryError"),
    "denial/crashes": ("crashed", "segmentation fault"),
    "denial/prints_a_lot": ("crashed", "printed more than"),
    "forging/equals_everything": ("failed", "an object of type Equal"),
    "forging/patches_comparison": ("failed", "zero everywhere"),
    "forging/patches_the_clock": ("failed", "times the reference's computing time"),
    "forging/array_subclass": ("failed", "an object of type Agreeable"),
    "forging/not_a_number": ("failed", "NaN"),
    "denial/huge_answer": ("error", "larger than"),
    "denial/deep_answer": ("error", "nested deeper"),
    "denial/hostile_exception": ("crashed", "ended the process"),
    "denial/many_processes": ("crashed", "processes"),
    "denial/threads_that_start_threads": ("crashed", "more than 512 processes and threads"),
    "denial/stopped": ("timeout", "no answer within"),
    "forging/forged_frames": ("failed", "None"),
    "forging/quick_and_wrong": ("blocked", "its speed says nothing"),
    "denial/answer_of_many_axes": ("error", "more than 8 axes"),
}
UNTOUCHED = ["test_sums_all_entries", "test_counter_keeps_its_count", "test_counter_starts_where_it_is_told"]

Arenas = Callable[[Isolation], Arena]


@pytest.fixture(scope="module")
def arenas() -> Iterator[Arenas]:
    """The arena of a level; one at a time, as each has a judge of its own."""
    standing: list[Arena] = []

    def arena(level: Isolation) -> Arena:
        if not standing or standing[0].level is not level:
            while standing:
                standing.pop().close()
            standing.append(Arena(level))
        if standing[0].problem:
            pytest.skip(f"{level.value}: {standing[0].problem}")
        return standing[0]

    yield arena
    while standing:
        standing.pop().close()


def is_quick(level: Isolation, sample: Sample) -> bool:
    """Whether the fast run has it: a dozen at the strongest level, a few at the others."""
    return sample.name in (REPRESENTATIVE if level is LEVELS[0] else ONE_OF_EACH)


def cases(chosen: tuple[Sample, ...]) -> list[object]:
    """Each sample at each level, level by level; most are for the slow run."""
    return [
        pytest.param(
            level, sample, id=f"{level.value}-{sample.name}", marks=[] if is_quick(level, sample) else pytest.mark.slow
        )
        for level in LEVELS
        for sample in chosen
    ]


@pytest.mark.parametrize(("level", "sample"), cases(samples()))
def test_a_hostile_submission_reaches_no_more_than_is_known(level: Isolation, sample: Sample, arenas: Arenas) -> None:
    if not level.is_at_least(sample.needs):
        pytest.skip(f"not tried below {sample.needs.value}: it would do harm")

    sighting = arenas(level).let_loose(sample)

    if level in FOR_OTHERS:
        assert sighting.breaches == {}
    elif not sample.depends:
        assert sighting.names == measured()[level.value][sample.name], sighting.breaches
    if level is Isolation.PROCESS and sample.name in TOLD:
        status, words = TOLD[sample.name]
        first = sighting.check(sample.checks[0])
        assert (first["status"], words in first["feedback"]["happened"]) == (status, True), first


@pytest.mark.parametrize(("level", "sample"), cases(known_limits()))
def test_a_known_limit_is_still_one(level: Isolation, sample: Sample, arenas: Arenas) -> None:
    sighting = arenas(level).let_loose(sample)

    assert bool(sighting.breaches) == (level in sample.gets_through), sighting.breaches


@pytest.mark.parametrize(
    "sample",
    [
        pytest.param(one, id=one.name, marks=[] if is_quick(LEVELS[0], one) else pytest.mark.slow)
        for one in samples()
        if one.is_about_sharing
    ],
)
def test_what_is_only_noticed_when_it_is_asked_again_is_known(sample: Sample, arenas: Arenas) -> None:
    earned = arenas(LEVELS[0]).earned_by_sharing(sample, asked_again=0)

    assert bool(earned) == sample.is_noticed_when_asked_again, earned


def test_two_passes_that_are_both_asked_again_earn_nothing(arenas: Arenas) -> None:
    sample = next(one for one in samples() if one.name == "sharing/remembers_in_a_module")
    assert len(sample.checks) == ASKED_AGAIN

    assert arenas(LEVELS[0]).earned_by_sharing(sample, asked_again=ASKED_AGAIN) == set()


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.value)
def test_nothing_outlives_the_judge(level: Isolation, arenas: Arenas) -> None:
    assert arenas(level).left_by_the_judge() == []


# -- the command, as a student meets it ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("forging/exits_quietly", "crashed", "ended the process (exit code 0)"),
        ("forging/array_subclass", "failed", "an object of type Agreeable"),
        ("denial/prints_a_lot", "crashed", "printed more than"),
    ],
)
def test_hostile_code_costs_only_its_own_task(name: str, status: str, words: str, toy: Toy, learnnn: Run) -> None:
    toy.write((SAMPLES / "hostile" / f"{name}.py").read_text())

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    double = next(task for task in ran.report["tasks"] if task["name"] == "double")
    first = next(check for check in double["checks"] if check["name"] == "test_doubles_every_entry")
    assert ran.code == 1
    assert first["status"] == status and words in first["feedback"]["happened"]
    assert all(ran.statuses[check] == "passed" for check in UNTOUCHED)
    assert double["points"]["earned"] < double["points"]["possible"]


def test_hostile_code_at_import_earns_nothing(toy: Toy, learnnn: Run) -> None:
    toy.stub.write_text((SAMPLES / "hostile" / "forging" / "ends_the_process_at_import.py").read_text())

    ran = learnnn("check", "scaling", "--json", cwd=toy.root)

    assert ran.code == 1
    assert ran.report["points"]["earned"] == 0
    assert set(ran.statuses.values()) <= {"crashed", "blocked"}


@pytest.mark.slow
def test_a_hang_ends_within_its_limit(toy: Toy, learnnn: Run) -> None:
    toy.write((SAMPLES / "hostile" / "denial" / "sleeps.py").read_text())
    start = time.monotonic()

    learnnn("check", "scaling::double", cwd=toy.root)

    assert time.monotonic() - start < 2 * 3 + 30  # two checks of three seconds each, and a slow machine


# -- what is written down ----------------------------------------------------------------------------------------------


def test_there_are_enough_samples_of_every_kind() -> None:
    assert {sample.kind for sample in samples()} == set(KINDS)
    assert len(samples()) >= 90


@pytest.mark.parametrize("sample", [*samples(), *known_limits()], ids=lambda sample: sample.name)
def test_a_sample_says_in_a_sentence_what_it_attempts(sample: Sample) -> None:
    assert sample.sentence.endswith(".")
    assert sample.sentence[0].isupper() and len(sample.sentence) < 150


def test_every_sample_has_been_tried_at_every_level() -> None:
    names = {sample.name for sample in samples()}

    assert measured().keys() == {level.value for level in LEVELS}
    for found in measured().values():
        assert found.keys() == names


def test_nothing_gets_through_where_other_peoples_code_is_run() -> None:
    for level in FOR_OTHERS:
        assert {name: found for name, found in measured()[level.value].items() if found} == {}


def test_what_was_not_measured_is_said_to_be() -> None:
    for sample in samples():
        found = measured()[Isolation.PROCESS.value][sample.name]
        assert (found == NOT_TRIED) == (sample.needs is not Isolation.PROCESS)
        assert (found == DEPENDS) == bool(sample.depends) or found == NOT_TRIED


def test_the_page_says_what_was_measured() -> None:
    page = PAGE.read_text()

    assert page == with_tables(page)
    assert RESULTS.read_text() == json.dumps(measured(), indent=2, sort_keys=True) + "\n"


def test_an_outcome_is_written_as_what_can_be_repeated() -> None:
    dangerous = Sample("denial/x", '"""X."""\n# needs: landlock\n')
    lucky = Sample("denial/y", '"""Y."""\n# depends: on luck\n')

    assert outcome_of(dangerous, Isolation.PROCESS, []) == NOT_TRIED
    assert outcome_of(lucky, Isolation.PROCESS, ["leaves something behind"]) == DEPENDS
    assert outcome_of(lucky, Isolation.LANDLOCK, []) == []
