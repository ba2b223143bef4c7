"""A report is bounded in whole: whatever a student's code has a check say, print and raise, and in however many checks.

Texts are measured as they are kept, in JSON. What is cut is said where it was. A report that is small enough, as that on any
honest work, stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from learnnn.core.model import FAILING, CheckResult, Feedback, Withheld

MAX_REPORT = 256 << 10  # bytes of a whole report
MAX_TEXT = 32 << 10  # of one text
FRAME = 16 << 10  # of a report, for what is not of any check
LEAST = 1024  # of each check whose texts are cut, as far as there is room: what happened, and that the rest was cut
_NOTICE = 48


def of_check(result: CheckResult) -> CheckResult:
    """The verdict, no text of it longer than any check needs: those of all checks are kept until the report is made."""
    holds_nothing_of_theirs = result.feedback is None and not result.output
    if holds_nothing_of_theirs or _size(result) <= MAX_TEXT:
        return result
    return _with_texts(result, lambda text, _: _cut(text, MAX_TEXT))


def of_report(results: Sequence[CheckResult]) -> list[CheckResult]:
    """The verdicts, with texts that a report has room for: of what failed first most, and of every check a little."""
    sizes = list(map(_size, results))
    room = MAX_REPORT - FRAME
    if sum(sizes) <= room:
        return list(results)
    room -= sum(_size(_with_texts(result, lambda *_: "")) for result in results)
    least = max(0, min(LEAST, room // len(results)))
    room -= least * len(results)
    kept = list(results)
    for i in sorted(range(len(results)), key=lambda i: results[i].status not in FAILING):
        kept[i], used = _within(results[i], least + max(0, room))
        room -= max(0, used - least)
    return kept


def _within(result: CheckResult, room: int) -> tuple[CheckResult, int]:
    """The verdict with texts of at most so many bytes together, the most important ones first; and how many they are."""
    left = room

    def fitted(text: str, behind: int) -> str:
        nonlocal left
        short = _cut(text, max(0, left - behind * _NOTICE))
        left -= _size(short)
        return short

    return _with_texts(result, fitted), room - left


def _with_texts(result: CheckResult, change: Callable[[str, int], str]) -> CheckResult:
    """The verdict with each text changed, in the order of their importance; `change` is told how many come behind."""
    told, withheld = result.feedback, result.withheld
    texts = [result.exception or ""]
    texts += [told.happened, told.look_at, told.evidence, "\n".join(told.traceback), told.snippet] if told else []
    texts += [result.output]
    if withheld:
        texts += [withheld.evidence, withheld.note, "\n".join(withheld.traceback), withheld.snippet, withheld.output]
    behind = len(texts) - 1
    new = iter([change(text, behind - i) for i, text in enumerate(texts)])
    exception = next(new) if result.exception is not None else next(new) and None
    if told:
        happened, look_at, evidence, traceback, snippet = (next(new) for _ in range(5))
        told = Feedback(happened, evidence, look_at, _as_before(told.traceback, traceback), snippet, told.misconception)
    output = next(new)
    if withheld:
        evidence, note, traceback, snippet, printed = new
        withheld = Withheld(evidence, snippet, _as_before(withheld.traceback, traceback), printed, note)
    return replace(result, exception=exception, feedback=told, output=output, withheld=withheld)


def _as_before(lines: tuple[str, ...], changed: str) -> tuple[str, ...]:
    """The lines as they were, or what is left of them, as one text: one that is cut may be of empty lines alone."""
    return lines if changed == "\n".join(lines) else (changed,)


def _cut(text: str, limit: int) -> str:
    """The text, or its beginning with a note on the rest, in at most so many bytes; nothing where not even the note fits."""
    if len(text) <= limit and _size(text) <= limit:
        return text
    if limit < _NOTICE + 2:
        return ""
    kept = text[:limit]
    while _size(kept) > limit - _NOTICE:  # each turn leaves half of what is too much, or less
        kept = kept[: min(len(kept) - 1, len(kept) * (limit - _NOTICE) // _size(kept))]
    return f"{kept}… (cut: {len(text) - len(kept):,} more characters)"


def _size(what: str | CheckResult) -> int:
    """How many bytes it takes to keep."""
    return len(json.dumps(what if isinstance(what, str) else asdict(what), default=str))
