"""A submission as workers take it: its text, read and compiled once, in a worker of its own.

The judge itself never parses what a student wrote: a text that brings a parser down costs that worker, and is the outcome
of every check. The compiled code is bytes that the judge passes on and never looks into.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learnnn.core.cleaning import one_line
from learnnn.core.errors import CourseError
from learnnn.core.model import Exercise
from learnnn.core.outcomes import Outcome, StudentCrashed
from learnnn.judge.conversation import Ask
from learnnn.worker.channel import Message, Node, ProtocolError, Unsendable
from learnnn.worker.protocol import Decoder, Encoder
from learnnn.worker.source_rules import Violation

MAX_WORDS = 500


@dataclass(frozen=True, slots=True)
class Program:
    """What a worker is asked to load, or the rule that the text breaks."""

    load: Message | None
    violation: Violation | None = None


def compile_program(ask: Ask, exercise: Exercise, source: str, filename: str, stage: Path) -> Program:
    """Have a worker, which has run no code of a student's yet, read the text. Raises the `Outcome` that this leads to."""
    staged = _compile_stage(ask, stage)  # first: after theirs, a worker's word is good for theirs only
    violation, code = _compile(ask, source, filename, exercise.imports, exercise.banned)
    if violation is not None:
        return Program(None, violation)
    encoder = _encoder()
    header = {
        "op": "load",
        "filename": filename,
        "name": exercise.slug,
        "imports": list(exercise.imports),
        **_text(encoder, source, code),
        "stage": {"filename": stage.name, **_text(encoder, *staged)} if staged is not None else None,
    }
    return Program(Message(header, encoder.buffers))


def _compile_stage(ask: Ask, stage: Path) -> tuple[str, bytes] | None:
    if not stage.is_file():
        return None
    source = stage.read_text(encoding="utf-8")
    try:
        _, code = _compile(ask, source, stage.name)
    except Outcome as outcome:
        raise CourseError(f"the stage cannot be compiled: {outcome}", path=stage) from outcome
    return source, code


def _compile(
    ask: Ask, source: str, filename: str, imports: tuple[str, ...] | None = None, banned: tuple[str, ...] = ()
) -> tuple[Violation | None, bytes]:
    """The first violation, or the code. Without `imports` everything may be imported."""
    encoder = _encoder()
    rules = None if imports is None else {"imports": list(imports), "banned": list(banned)}
    header = {"op": "compile", "filename": filename, "rules": rules, "source": _bytes(encoder, source)}
    reply = ask(Message(header, encoder.buffers), None)
    try:
        answer = Decoder(reply.buffers, {}).decode(reply.header["value"])
    except ProtocolError as error:
        raise StudentCrashed(f"its answer could not be accepted: {error}") from None
    match answer:
        case ([int(line), str(message)], None):
            return Violation(line, one_line(message, MAX_WORDS)), b""
        case (None, bytes(code)):
            return None, code
    raise StudentCrashed("its answer could not be accepted: it is no compiled text")


def _text(encoder: Encoder, source: str, code: bytes) -> dict[str, Node]:
    return {"source": _bytes(encoder, source), "code": encoder.encode(code)}


def _bytes(encoder: Encoder, source: str) -> Node:
    """The text as a buffer: a header must stay short. It may hold half a surrogate pair."""
    return encoder.encode(source.encode("utf-8", "surrogatepass"))


def _encoder() -> Encoder:
    def refuse(value: Any, _: Encoder) -> Node:
        raise Unsendable(f"a {type(value).__name__} is no part of a text")

    return Encoder(refuse)
