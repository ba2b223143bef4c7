"""Which definitions of a text are run: its functions and methods by qualified name, noted by the interpreter's profiler.

For course code and right solutions alone. What a submission says of itself is not believed.
"""

from __future__ import annotations

import sys
import threading
from types import CodeType, FrameType
from typing import Any


class Footprint:
    """Notes what is run of the text of one name, from `start` on."""

    def __init__(self) -> None:
        self._filename = ""
        self._codes: set[CodeType] = set()

    def start(self, filename: str) -> None:
        """Forget what was noted, and note what is run of this text."""
        self._filename = filename
        self._codes.clear()
        sys.setprofile(self._note)
        threading.setprofile(self._note)

    def names(self) -> list[str]:
        """What was run; a function in a function counts as the outer one."""
        return sorted({code.co_qualname.partition(".<locals>")[0] for code in self._codes})

    def _note(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename == self._filename:
            self._codes.add(frame.f_code)
