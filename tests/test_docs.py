"""What is written down is so: commands, helpers and markers that the documentation names exist, and the other way round."""

from __future__ import annotations

import re

from learnnn import checks
from learnnn.cli import COMMANDS
from learnnn.core.model import Status
from learnnn.course import course_file
from learnnn.pytest_plugin import MARKERS
from learnnn.report.render import WORDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
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
    for page in (ROOT / "README.md", ROOT / "docs" / "writing-a-course.md"):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
