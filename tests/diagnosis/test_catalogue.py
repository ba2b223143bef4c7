"""What known-wrong solutions say is recorded for the seed it was said with, and nobody's recording undoes another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from learnnn.course import course_file
from learnnn.course import submission as submissions
from learnnn.course.layout import Layout
from learnnn.diagnosis.catalogue import Catalogue
from learnnn.diagnosis.causes import explain, failing_names, judged_names
from learnnn.judge.bench import Bench
from learnnn.judge.grading import judge
from learnnn.judge.recordings import record
from learnnn.judge.trials import Job, Plan
from learnnn.worker.launch import Launchers
from tests.conftest import Toy

HIDDEN = {"with_hidden": True, "hidden_seed": "a secret"}
DOUBLES, SUMS = "test_doubles_every_entry", "test_sums_secret_numbers"


@pytest.fixture(scope="module")
def launchers() -> Iterator[Launchers]:
    launchers = Launchers()
    yield launchers
    launchers.close()


@pytest.fixture
def plan(toy: Toy, launchers: Launchers) -> Iterator[Plan]:
    """A plan for the toy course. Its bench is emptied, not closed: its launchers serve all tests."""
    bench = Bench(Layout(toy.root), launchers=launchers)
    yield Plan(course_file.load(toy.root), bench, [])
    bench.empty()


def catalogue(plan: Plan, **changes) -> Catalogue:
    return Catalogue(plan.course.exercises[0], replace(plan, **changes))


def asked(catalogue: Catalogue, *names: str) -> dict[str, set[str]]:
    """The checks that each candidate is known to answer."""
    entries = catalogue.entries_for(frozenset(names), frozenset(names))
    return {entry.misconception.name: set(entry.sayings) for entry in entries}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, frozenset[str]]]:
    """The known-wrong solutions that are judged from now on, with the checks they are judged by."""
    seen: list[tuple[str, frozenset[str]]] = []

    def noting(plan: Plan):
        seen.extend((job.submission.path.stem, job.checks) for job in plan.jobs)
        return judge(plan)

    monkeypatch.setattr("learnnn.diagnosis.catalogue.judge", noting)
    return seen


def test_what_was_recorded_is_there_the_next_time(plan, judged):
    first = asked(catalogue(plan), DOUBLES)
    del judged[:]

    assert asked(catalogue(plan), DOUBLES) == first
    assert first["squares"] == {DOUBLES}
    assert judged == []


def test_hidden_checks_are_asked_with_the_secret_seed(toy, plan):
    wrong = toy.root / "solutions" / "scaling" / "wrong" / "squares.py"
    text = wrong.read_text().replace(f"    {DOUBLES}\n", f"    {DOUBLES}\n    {SUMS}\n")
    wrong.write_text(f"{text}\n\ndef total(x):\n    return float(x.max())\n")
    sums = {seed: catalogue(plan, with_hidden=True, hidden_seed=seed) for seed in ("one", "two")}

    said = {
        seed: {
            entry.misconception.name: entry.sayings[SUMS].signature
            for entry in one.entries_for(frozenset([SUMS]), frozenset())
        }
        for seed, one in sums.items()
    }

    assert said["one"].keys() == said["two"].keys() == {"squares"}
    assert not said["one"]["squares"].matches(said["two"]["squares"])


def test_seeds_and_public_runs_do_not_overwrite_each_other(plan, judged):
    plans = [{}, HIDDEN, HIDDEN | {"hidden_seed": "another"}]
    for changes in plans:
        asked(catalogue(plan, **changes), DOUBLES)
    del judged[:]

    for changes in plans:
        asked(catalogue(plan, **changes), DOUBLES)

    assert judged == []


def test_a_change_to_hidden_checks_counts_where_they_are_run(toy, plan, judged):
    for changes in ({}, HIDDEN):
        asked(catalogue(plan, **changes), DOUBLES)
    hidden = toy.root / "solutions" / "scaling" / "test_scaling_hidden.py"
    hidden.write_text(hidden.read_text() + "\n# changed\n")
    del judged[:]

    asked(catalogue(plan), DOUBLES)
    assert judged == []
    asked(catalogue(plan, **HIDDEN), DOUBLES)
    assert judged != []


def test_what_others_recorded_meanwhile_is_kept_and_used(plan, judged):
    ours, theirs = catalogue(plan), catalogue(plan)
    asked(theirs, DOUBLES)
    del judged[:]

    asked(ours, "test_counter_keeps_its_count")
    known = asked(ours, DOUBLES)

    assert [name for name, checks in judged if DOUBLES in checks] == []
    assert asked(catalogue(plan), DOUBLES) == known
    del judged[:]
    asked(catalogue(plan), "test_counter_keeps_its_count")
    assert judged == []


def test_an_answer_that_is_no_number_can_be_kept(toy, plan, judged):
    wrong = toy.root / "solutions" / "scaling" / "wrong" / "squares.py"
    wrong.write_text(wrong.read_text().replace("return x**2", "return x * np.nan"))
    asked(catalogue(plan), DOUBLES)
    del judged[:]

    asked(catalogue(plan), DOUBLES)

    assert judged == []


@pytest.mark.parametrize("damage", [b"", b"\x00", b'{"key": "x"}'])
def test_a_damaged_file_is_made_again(damage, toy, plan):
    before = asked(catalogue(plan), DOUBLES)
    (path,) = (toy.root / ".learnnn" / "catalogue").iterdir()
    path.write_bytes(damage)

    assert asked(catalogue(plan), DOUBLES) == before


def test_known_wrong_solutions_are_asked_with_the_recordings(toy, plan, monkeypatch):
    exercise = plan.course.exercises[0]
    recordings = record(plan.course, exercise, plan.bench, "a secret")

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("the reference was started")

    monkeypatch.setattr(Bench, "open_reference", refuse)
    toy.write("def double(x): return x**2")
    job = Job(exercise, submissions.read(toy.stub, "scaling"), tasks=frozenset(["double"]))
    recorded = replace(plan, jobs=[job], recordings={"scaling": recordings}, **HIDDEN)
    (trials,) = judge(recorded)

    entries = Catalogue(exercise, recorded).entries_for(failing_names(trials), judged_names(trials))

    told = {trial.result.feedback.misconception for trial in explain(trials, entries) if trial.result.feedback}
    assert "squares" in told
