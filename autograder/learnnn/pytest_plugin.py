"""The pytest plugin: the fixtures and markers of checks. It costs a pytest run nothing until a check asks for a fixture.

With plain `pytest exercises/perceptron` the student's file is the stub beside the checks. `learnnn.judge.grading` puts its own
`Judging` in place, with the submission to grade.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from learnnn.judge.stash import JUDGING

if TYPE_CHECKING:
    import numpy as np

    from learnnn.core.model import Device
    from learnnn.judge.conversation import Module

MARKERS = (
    "task(name): the task the check belongs to",
    "weight(number): the check's share of its task's points (default 1)",
    "visibility(name): `public` or `hidden` (default: by folder)",
    "device(*names): run on these devices (default: cpu, phantom, cuda)",
    "timing: the check measures time",
    "fresh: the check begins in a worker that no other check has used",
)
DEVICES = ("cpu", "phantom", "cuda")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("learnnn")
    group.addoption(
        "--learnnn-in-process",
        action="store_true",
        help="run the student's code in this process, for pdb and coverage (not a grade)",
    )


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_unconfigure(config: pytest.Config) -> None:
    if JUDGING in config.stash:
        config.stash[JUDGING].close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A check that asks for `device` runs once on each."""
    if "device" in metafunc.fixturenames and "learnnn_check" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("device")
        metafunc.parametrize("device", (marker.args if marker else None) or DEVICES, indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Show a student what a student needs: the message, without the judge's own frames."""
    report = yield
    if call.excinfo is not None and JUDGING in item.config.stash:
        text, is_verdict = item.config.stash[JUDGING].explain_plainly(item, call.excinfo.value)
        if text is not None and is_verdict:
            report.longrepr = text
        elif text is not None:
            report.outcome, report.longrepr = "skipped", (str(item.path), item.location[1] or 0, text)
    return report


@pytest.fixture
def learnnn_check(request: pytest.FixtureRequest) -> pytest.Function:
    """The check that runs, in a course that is being judged; if nobody has said which, it is the one around the check."""
    from learnnn.judge.judging import Judging

    config = request.config
    if JUDGING not in config.stash:
        config.stash[JUDGING] = Judging.of_course_around(
            request.path, is_in_process=config.getoption("--learnnn-in-process")
        )
    check: pytest.Function = request.node
    return check


@pytest.fixture
def device(request: pytest.FixtureRequest, learnnn_check: pytest.Function) -> Device:
    """The device to run on; raises NotRun where this machine lacks it."""
    from learnnn.core.model import Device

    chosen = Device(request.param)
    learnnn_check.config.stash[JUDGING].require_device(chosen)
    return chosen


@pytest.fixture
def needs_files(learnnn_check: pytest.Function) -> None:
    """Raises NotRun where the student's code, and the stage beside it, can make no files."""
    learnnn_check.config.stash[JUDGING].require_files(learnnn_check)


@pytest.fixture
def student(learnnn_check: pytest.Function) -> Iterator[Module]:
    """A conversation with the student's module, loaded for this check."""
    yield from learnnn_check.config.stash[JUDGING].student(learnnn_check)


@pytest.fixture
def reference(learnnn_check: pytest.Function) -> Iterator[Module]:
    """A conversation with the reference solution, in a worker of its own."""
    yield from learnnn_check.config.stash[JUDGING].reference(learnnn_check)


@pytest.fixture
def rng(learnnn_check: pytest.Function) -> np.random.Generator:
    """Random numbers of this check's own: the same for every submission, secret in hidden checks."""
    return learnnn_check.config.stash[JUDGING].generator(learnnn_check)
