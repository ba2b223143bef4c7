"""Measures what gets through at each level of isolation and writes it into `docs/isolation.md`.

    python -m tests.grounds.isolation_table            let every sample loose at every level that holds here; then the page
    python -m tests.grounds.isolation_table sharing    the samples of these kinds alone
    python -m tests.grounds.isolation_table --page     the page alone, from what was measured last

Results of a level that does not hold on this machine stay as they are.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import Any

from learnnn.core.model import Isolation
from tests.conftest import ROOT
from tests.grounds.hostile import FOLDER, KINDS, LEVELS, Arena, Sample, known_limits, samples

RESULTS = FOLDER / "results.json"
PAGE = ROOT / "docs" / "isolation.md"
NOT_TRIED, DEPENDS = "not tried: it would do harm", "depends on the machine"

Found = list[str] | str  # the breaches, or why none are written down


@cache
def measured() -> dict[str, dict[str, Found]]:
    """What got through, by level and sample."""
    found: dict[str, dict[str, Found]] = json.loads(RESULTS.read_text())
    return found


def outcome_of(sample: Sample, level: Isolation, breaches: list[str]) -> Found:
    """What is written down of a sample that was let loose: only what another machine would find too."""
    if not level.is_at_least(sample.needs):
        return NOT_TRIED
    if sample.depends and level is Isolation.PROCESS:
        return DEPENDS
    return breaches


def measure(level: Isolation, kinds: Collection[str] = KINDS) -> dict[str, Found] | None:
    """Let every sample of these kinds loose; None where the level does not hold."""
    arena = Arena(level)
    try:
        if arena.problem:
            print(f"{level.value}: {arena.problem}", file=sys.stderr)  # noqa: T201  # a script's progress
            return None
        found: dict[str, Found] = {}
        for sample in (one for one in samples() if one.kind in kinds):
            is_tried = level.is_at_least(sample.needs)
            found[sample.name] = outcome_of(sample, level, arena.let_loose(sample).names if is_tried else [])
            print(f"{level.value}: {sample.name}: {found[sample.name] or 'contained'}", file=sys.stderr)  # noqa: T201
        return found
    finally:
        arena.close()


def with_tables(page: str) -> str:
    """The page with its tables as they should be; the rest is left alone."""
    for name, table in (("counts", _counts()), ("process", _process()), ("limits", _limits())):
        marked = f"<!-- {name}: written by tests/grounds/isolation_table.py -->\n"
        end = f"<!-- {name}: end -->"
        page = re.sub(
            f"{re.escape(marked)}.*?{re.escape(end)}", lambda _, t=marked + table + end: t, page, flags=re.DOTALL
        )
    return page


def _counts() -> str:
    """How many samples of each kind are contained at each level."""
    lines = [f"| kind | samples | {' | '.join(level.value for level in LEVELS)} |", "|---|---|---|---|---|"]
    for kind in KINDS:
        chosen = [sample for sample in samples() if sample.kind == kind]
        lines.append(f"| {kind} | {len(chosen)} | {' | '.join(_count(chosen, level) for level in LEVELS)} |")
    lines.append(f"| all | {len(samples())} | {' | '.join(_count(list(samples()), level) for level in LEVELS)} |")
    sharing = [sample for sample in samples() if sample.is_about_sharing]
    unseen = sum(sample.is_noticed_when_asked_again for sample in sharing)
    noted = f"Of the {len(sharing)} that attack the sharing, {unseen} leave no trace: they are found out when they are asked again."
    return "\n".join([*lines, "", noted]) + "\n"


def _count(chosen: list[Sample], level: Isolation) -> str:
    found = [measured()[level.value].get(sample.name, NOT_TRIED) for sample in chosen]
    kinds = Counter("contained" if not one else one if isinstance(one, str) else "get through" for one in found)
    if set(kinds) == {"contained"}:
        return "all contained"
    short = {
        "contained": "contained",
        "get through": "get through",
        DEPENDS: "depend on the machine",
        NOT_TRIED: "not tried",
    }
    return ", ".join(f"{kinds[kind]} {words}" for kind, words in short.items() if kinds[kind])


def _process() -> str:
    """What the weakest level does not stop."""
    lines = ["| a submission that… | at level `process` |", "|---|---|"]
    for sample in samples():
        found = measured()[Isolation.PROCESS.value].get(sample.name, NOT_TRIED)
        if found:
            says = f"may get through; it depends {sample.depends}" if found == DEPENDS else found
            lines.append(f"| {_clause(sample)} | {says if isinstance(says, str) else '; '.join(says)} |")
    return "\n".join(lines) + "\n"


def _limits() -> str:
    rows = [
        f"| {_clause(sample)} | {', '.join(level.value for level in sample.gets_through)} |"
        for sample in known_limits()
    ]
    return "\n".join(["| a submission that… | is not stopped at |", "|---|---|", *rows]) + "\n"


def _clause(sample: Sample) -> str:
    """The sample's sentence, as it goes on after "a submission that"."""
    sentence = sample.sentence.rstrip(".")
    return sentence[0].lower() + sentence[1:]


def main(arguments: list[str]) -> None:
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for level in LEVELS if "--page" not in arguments else ():
        found = measure(level, arguments or KINDS)
        if found is not None:
            results[level.value] = {**results.get(level.value, {}), **found} if arguments else found
    RESULTS.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")
    PAGE.write_text(with_tables(PAGE.read_text()))


if __name__ == "__main__":
    main(sys.argv[1:])
