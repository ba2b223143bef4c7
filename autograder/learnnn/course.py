"""Reads `course.yml`: the one module that reads YAML. A mistake in it is reported with its line and what to write."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from learnnn.errors import CourseError
from learnnn.layout import COURSE_FILE, Layout
from learnnn.model import Course, Exercise, Limits, NotRunPolicy, Task

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(gt=0)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Limits(_Entry):
    wall_s: Positive | None = None
    cpu_s: Positive | None = None
    memory_mb: Count | None = None
    output_kb: Count | None = None
    answer_mb: Count | None = None
    processes: Count | None = None


class _Task(_Entry):
    name: Name
    title: str
    points: Positive
    needs: list[Name] = []


class _Exercise(_Entry):
    slug: Name
    title: str
    imports: list[str] = []
    banned: list[str] = []
    limits: _Limits = _Limits()
    tasks: Annotated[list[_Task], Field(min_length=1)]


class _Policies(_Entry):
    not_run: Literal["excused", "zero"] = "excused"


class _Course(_Entry):
    title: str
    format: Literal[1]
    limits: _Limits = _Limits()
    policies: _Policies = _Policies()
    exercises: Annotated[list[_Exercise], Field(min_length=1)]


def load(root: Path) -> Course:
    """The course in this folder. Raises CourseError with file, line and what to write instead."""
    path = Layout(root).course_file
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(
            f"there is no {COURSE_FILE} here",
            path=path,
            next_step="Run learnnn inside a course's folder, or name one: `learnnn --course DIR …`.",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{COURSE_FILE} cannot be read: {error}", path=path, next_step="Check the file.") from None
    tree = _parse(text, path)
    try:
        raw = _Course.model_validate(yaml.load(text, yaml.CSafeLoader))
    except ValidationError as error:
        raise _explain(error.errors()[0], tree, path) from None
    _check_names(raw, tree, path)
    return Course(raw.title, root, tuple(_exercise(e, raw.limits) for e in raw.exercises), NotRunPolicy(raw.policies.not_run))


def _exercise(raw: _Exercise, defaults: _Limits) -> Exercise:
    limits = Limits(**(defaults.model_dump(exclude_none=True) | raw.limits.model_dump(exclude_none=True)))
    tasks = tuple(Task(task.name, task.title, task.points, tuple(task.needs)) for task in raw.tasks)
    return Exercise(raw.slug, raw.title, tasks, tuple(raw.imports), tuple(raw.banned), limits)


def _parse(text: str, path: Path) -> yaml.Node:
    """The tree of YAML nodes, which know their lines."""
    try:
        tree = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CourseError(
            f"this is not valid YAML: {error.problem or 'unreadable'}", path=path, line=line, next_step="Mend that line."
        ) from None
    except yaml.YAMLError as error:
        raise CourseError(f"this is not valid YAML: {error}", path=path, next_step="Mend the file.") from None
    if not isinstance(tree, yaml.MappingNode):
        raise CourseError("the file is not a mapping", path=path, line=1, next_step="Start it with `title:` and `format: 1`.")
    return tree


def _explain(detail: ErrorDetails, tree: yaml.Node, path: Path) -> CourseError:
    where, line = detail["loc"], _line(tree, detail["loc"])
    field = ".".join(str(part) for part in where)
    match detail["type"]:
        case "extra_forbidden":
            known = _known_fields(where)
            near = difflib.get_close_matches(str(where[-1]), known, 1)
            step = f"Write `{near[0]}`." if near else f"Known here: {', '.join(known)}."
            return CourseError(f"unknown entry `{where[-1]}`", path=path, line=line, next_step=step)
        case "missing":
            return CourseError(f"`{where[-1]}` is missing", path=path, line=line, next_step=f"Add `{where[-1]}: …` here.")
        case "string_pattern_mismatch":
            step = "Write a name of lower-case letters, digits and underscores, starting with a letter."
            return CourseError(f"`{detail['input']}` cannot be a name", path=path, line=line, next_step=step)
    step = f"Write a value for `{field}` of which this is true: {detail['msg'][0].lower()}{detail['msg'][1:]}."
    return CourseError(f"`{field}` cannot be {detail['input']!r}", path=path, line=line, next_step=step)


def _known_fields(where: tuple[int | str, ...]) -> list[str]:
    """What may stand beside an unknown entry."""
    names = [part for part in where[:-1] if isinstance(part, str)]
    entry: type[_Entry] = _Course
    by_name: dict[str, type[_Entry]] = {
        "limits": _Limits, "policies": _Policies, "exercises": _Exercise, "tasks": _Task,
    }  # fmt: skip
    for name in names:
        entry = by_name.get(name, entry)
    return list(entry.model_fields)


def _line(tree: yaml.Node, where: tuple[int | str, ...]) -> int:
    """The line of the entry at this place, or of the nearest one around it."""
    node, line = tree, tree.start_mark.line
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return int(line) + 1


def _check_names(raw: _Course, tree: yaml.Node, path: Path) -> None:
    """Names are unique, and every task that is needed exists and comes earlier."""
    seen: set[str] = set()
    for i, exercise in enumerate(raw.exercises):
        if exercise.slug in seen:
            line = _line(tree, ("exercises", i, "slug"))
            raise CourseError(f"`{exercise.slug}` is listed twice", path=path, line=line, next_step="Remove one of the two.")
        seen.add(exercise.slug)
        _check_tasks(exercise, ("exercises", i), tree, path)


def _check_tasks(exercise: _Exercise, where: tuple[int | str, ...], tree: yaml.Node, path: Path) -> None:
    earlier: list[str] = []
    for j, task in enumerate(exercise.tasks):
        place: tuple[Any, ...] = (*where, "tasks", j)
        if task.name in earlier:
            raise CourseError(
                f"`{exercise.slug}` has two tasks `{task.name}`",
                path=path,
                line=_line(tree, place),
                next_step="Give one of them another name.",
            )
        for needed in task.needs:
            if needed not in earlier:
                raise CourseError(
                    f"`{task.name}` needs `{needed}`, which is not an earlier task of `{exercise.slug}`",
                    path=path,
                    line=_line(tree, (*place, "needs")),
                    next_step=f"Earlier tasks: {', '.join(earlier) or 'none'}.",
                )
        earlier.append(task.name)
