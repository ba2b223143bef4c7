"""Which exercises a benchmark runs on: `--exercises a,b`, or `all` there are."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from learnnn.core.model import Course
from learnnn.course import course_file
from learnnn.course.layout import Layout

ALL = "all"


def add_option(parser: argparse.ArgumentParser, default: str = ALL) -> None:
    """The option that `slugs` reads."""
    parser.add_argument("--exercises", default=default, metavar="A,B", help=f"by comma, or all (default: {default})")


def slugs(course: Course, asked: str) -> list[str]:
    """Those that were asked for, in the course's order. Ends the program where one is none of the course's."""
    known = [exercise.slug for exercise in course.exercises]
    names = known if asked == ALL else asked.split(",")
    if strange := set(names) - set(known):
        raise SystemExit(f"no exercise of this course: {', '.join(sorted(strange))}")
    return [slug for slug in known if slug in names]


def keep_only(root: Path, wanted: Sequence[str]) -> Course:
    """Take all other exercises out of a copy's list; what is left builds on nothing."""
    file = Layout(root).course_file
    head, *entries = re.split(r"^(?=  - slug: )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = [entry for entry in entries if entry.partition("\n")[0].removeprefix("  - slug: ").strip() in wanted]
    file.write_text(head + re.sub(r"(?m)^    prerequisites: .*\n", "", "".join(kept)), encoding="utf-8")
    return course_file.load(root)
