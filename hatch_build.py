"""Puts the course into the wheel, where one was released for it: `learnnn release build/course`, or `make wheel`."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RELEASED = "build/course"


class CourseHook(BuildHookInterface):
    """A checkout is installed without: it has the course itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = Path(self.root, RELEASED)
        if version == "standard" and (folder / ".course" / "manifest.json").is_file():
            build_data["force_include"][str(folder)] = "learnnn/_course"
