"""Which tasks a student wants to hear of first: those that the edit can have changed, then those that failed before it.

An edit has changed a task if one of its checks speaks of a definition that differs, or of one that speaks of it, and so on:
that is read from the texts, before and after, and from the file of checks. Which definitions a check really runs only the
student's worker could say; that takes time with every check, and what it said would be worth no more. For it decides the order
alone: a verdict is over all checks, whatever comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnnn.core.model import FAILING, CheckResult
from learnnn.course.definitions import Definitions, mentioned

LONGEST = 100_000  # characters of a text that is looked into: longer ones are none that a person writes


@dataclass(frozen=True, slots=True)
class Before:
    """The text of the last verdict, and how its checks went."""

    source: str
    checks: Sequence[CheckResult]


def urgent(before: Before, source: str, checks: Sequence[bytes]) -> tuple[str, ...]:
    """The tasks to hear of first, by name. `checks` are the texts of the files of checks."""
    failed = [check.task for check in before.checks if check.status in FAILING]
    if max(len(before.source), len(source)) > LONGEST:
        return tuple(dict.fromkeys(failed))
    try:
        old, new = Definitions.of(before.source), Definitions.of(source)
        spoken = _spoken_of([Definitions.of(text) for text in checks])
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the verdict will say so
        return tuple(dict.fromkeys(failed))
    differing = old.differences(new)
    affected = old.affected_by(differing) | new.affected_by(differing)
    changed = [check.task for check in before.checks if spoken.get(check.function, set()) & affected]
    return tuple(dict.fromkeys((*changed, *failed)))


def _spoken_of(files: Sequence[Definitions]) -> Mapping[str, set[str]]:
    """What each check speaks of, its helpers included."""
    return {name: _words(name, file, set()) for file in files for name in file.by_name if name.startswith("test_")}


def _words(name: str, file: Definitions, known: set[str]) -> set[str]:
    known.add(name)
    words = mentioned(*file.by_name[name])
    helpers = [word for word in words if word in file.by_name and word not in known]
    return words.union(*(_words(helper, file, known) for helper in helpers if helper not in known))
