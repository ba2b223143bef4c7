"""What is written down is so: commands, helpers and markers that the documentation names exist, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

from learnnn import checks
from learnnn.cli import COMMANDS
from learnnn.core.model import Status
from learnnn.course import course_file
from learnnn.pytest_plugin import MARKERS
from learnnn.report.render import WORDS
from tests.conftest import ROOT
from tests.test_architecture import WINGS

README = (ROOT / "README.md").read_text()
MAPS = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md"]
PATH = re.compile(r"(?<![\w./<-])[\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|yml|toml|json)\b)")
MADE = (".venv", ".learnnn")  # by `make`, and by the command
GUIDE = (ROOT / "docs" / "writing-a-course.md").read_text()


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`?learnnn (\w+)", README)) - {"with"}

    assert named == set(COMMANDS)


def test_the_readme_explains_every_status() -> None:
    for status in Status:
        assert f"| {WORDS[status][0]} |" in README


def test_the_readme_lists_the_exercises_by_module() -> None:
    table = README.partition("| module | exercises |")[2].partition("\n\n")[0]

    listed = {
        title: re.findall(r"`(\w+)`", names)
        for title, names in re.findall(r"^\| ([^|`]+) \| (`.+) \|$", table, re.MULTILINE)
    }

    assert listed == {title: [one.slug for one in members] for title, members in course_file.load(ROOT).modules}


def test_the_guide_names_every_helper_for_checks() -> None:
    for name in set(checks.__all__) - {"Tensor"}:
        assert f"`{name}" in GUIDE, name


def test_the_guide_names_every_marker() -> None:
    for marker in MARKERS:
        assert f"`{marker.partition('(')[0].partition(':')[0]}" in GUIDE, marker


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "writing-a-course.md", *MAPS):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_the_maps_name_exists() -> None:
    for page in MAPS:
        named = _paths(page.read_text())

        assert named, page.name
        assert [name for name in named if not _exists(name, page.parent)] == [], page.name


def test_a_path_that_is_nowhere_is_found() -> None:
    assert _paths("see `judge/nothing.py`, and `.venv/bin/python tests/nowhere/test_x.py`") == [
        "judge/nothing.py",
        "tests/nowhere/test_x.py",
    ]
    assert not _exists("judge/nothing.py", ROOT)
    assert _exists("judge/scoring.py", ROOT)


def test_the_map_draws_the_wings_as_they_are_held() -> None:
    drawn = MAPS[0].read_text().partition("```\n")[2].partition("```")[0]

    names = [re.split(r"\s{2,}", row)[0] for row in drawn.splitlines() if row.strip(" │")]

    assert [set(row.split(" · ")) for row in names] == WINGS


def _paths(text: str) -> list[str]:
    """What is written as code and looks like a file or a folder of ours, without what is filled in (`<slug>`)."""
    spans = re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    words = [word for span in spans for word in "".join(span).split() if "<" not in word]
    return [word for word in words if PATH.fullmatch(word) and not word.startswith(MADE)]


def _exists(name: str, beside: Path) -> bool:
    return any((place / name).exists() for place in (ROOT, ROOT / "autograder" / "learnnn", beside))
