"""Reads `course.yml`: the one module that reads YAML. A mistake in it is reported with its line and what to write."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import yaml

from learnnn.core.errors import CourseError
from learnnn.core.model import Course, Exercise, Limits, NotRunPolicy, Reflection, Task
from learnnn.course.layout import COURSE_FILE, Layout

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Positive = Annotated[float, msgspec.Meta(gt=0)]
Count = Annotated[int, msgspec.Meta(gt=0)]
Filled = msgspec.Meta(min_length=1)


KINDS = {"float": "a number", "int": "a whole number", "str": "text", "array": "a list", "object": "a mapping"}
ALLOWED = {"format": "1", "not_run": "excused, zero"}


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One mapping of the file; what it does not know is a mistake."""


class _Limits(_Entry, frozen=True):
    wall_s: Positive | None = None
    cpu_s: Positive | None = None
    memory_mb: Count | None = None
    output_kb: Count | None = None
    answer_mb: Count | None = None
    processes: Count | None = None


class _Task(_Entry, frozen=True):
    name: Name
    title: str
    points: Positive
    needs: list[Name] = []


class _Reflection(_Entry, frozen=True):
    name: Name
    title: str
    points: Positive


class _Exercise(_Entry, frozen=True):
    slug: Name
    title: str
    tasks: Annotated[list[_Task], Filled]
    imports: list[str] = []
    banned: list[str] = []
    preload: list[str] = []
    limits: _Limits = _Limits()
    reflections: list[_Reflection] = []
    predict: list[Name] = []
    module: str = ""
    prerequisites: list[Name] = []


class _Policies(_Entry, frozen=True):
    not_run: NotRunPolicy = NotRunPolicy.EXCUSED


class _Course(_Entry, frozen=True):
    title: str
    format: Literal[1]
    exercises: Annotated[list[_Exercise], Filled]
    limits: _Limits = _Limits()
    policies: _Policies = _Policies()


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
    tree, content = _parse(text, path)
    try:
        raw = msgspec.convert(content, _Course)
    except msgspec.ValidationError as error:
        raise _explain(str(error), tree, path) from None
    _check_names(raw, tree, path)
    _check_modules(raw, tree, path)
    return Course(raw.title, root, tuple(_exercise(e, raw.limits) for e in raw.exercises), raw.policies.not_run)


def _exercise(raw: _Exercise, defaults: _Limits) -> Exercise:
    limits = Limits(**(msgspec.to_builtins(defaults) | msgspec.to_builtins(raw.limits)))
    tasks = tuple(Task(task.name, task.title, task.points, tuple(task.needs)) for task in raw.tasks)
    imports, banned, preload = tuple(raw.imports), tuple(raw.banned), tuple(raw.preload)
    reflections = tuple(Reflection(one.name, one.title, one.points) for one in raw.reflections)
    return Exercise(
        raw.slug, raw.title, tasks, imports, banned, limits, preload, reflections, tuple(raw.predict),
        module=raw.module, prerequisites=tuple(raw.prerequisites),
    )  # fmt: skip


def _parse(text: str, path: Path) -> tuple[yaml.Node, Any]:
    """The tree of YAML nodes, which know their lines; and what they hold."""
    try:
        tree = yaml.compose(text, yaml.CSafeLoader)
        content = yaml.load(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CourseError(
            f"this is not valid YAML: {error.problem or 'unreadable'}",
            path=path,
            line=line,
            next_step="Mend that line.",
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that does not exist
        raise CourseError(f"this is not valid YAML: {error}", path=path, next_step="Mend the file.") from None
    if not isinstance(tree, yaml.MappingNode):
        raise CourseError(
            "the file is not a mapping", path=path, line=1, next_step="Start it with `title:` and `format: 1`."
        )
    _check_keys(tree, path)
    return tree, content


def _check_keys(node: yaml.Node, path: Path) -> None:
    """YAML lets a later entry silently replace an earlier one of the same name: here that is a mistake."""
    children = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        children, names = [value for _, value in node.value], [key.value for key, _ in node.value]
        for index, (key, _) in enumerate(node.value):
            line = key.start_mark.line + 1
            if key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"):
                raise CourseError(
                    f"`{key.value}` is not text", path=path, line=line, next_step="Write a name before the colon."
                )
            if key.value in names[:index]:
                raise CourseError(
                    f"`{key.value}` stands here twice", path=path, line=line, next_step="Remove one of the two."
                )
    for child in children:
        _check_keys(child, path)


def _explain(message: str, tree: yaml.Node, path: Path) -> CourseError:
    """The schema library's message, with the line and what to write."""
    what, _, place = message.partition(" - at `$")
    where = _steps(place.rstrip("`"))
    named = re.search(r"(?:unknown|required) field `(.+)`", what)
    field = named[1] if named else ""
    if "unknown field" in what:
        known = _known_fields(where)
        near = difflib.get_close_matches(field, known, 1)
        step = f"Write `{near[0]}`." if near else f"Known here: {', '.join(known)}."
        return CourseError(f"unknown entry `{field}`", path=path, line=_line(tree, (*where, field)), next_step=step)
    line, entry = _line(tree, where), next((part for part in reversed(where) if isinstance(part, str)), "the file")
    if "required field" in what:
        return CourseError(f"`{field}` is missing", path=path, line=line, next_step=f"Add `{field}: …` here.")
    if "matching regex" in what:
        step = "Write a name of lower-case letters, digits and underscores, starting with a letter."
        return CourseError(f"`{entry}` is not a name", path=path, line=line, next_step=step)
    step = (
        f"Write {_in_words(what)}."
        if what.startswith("Expected")
        else f"Allowed: {ALLOWED.get(str(where[-1]), 'see the guide')}."
    )
    return CourseError(f"`{entry}` has a value that is not allowed", path=path, line=line, next_step=step)


def _in_words(expected: str) -> str:
    """`Expected `float` > 0.0, got …` as "a number > 0"."""
    text = expected.removeprefix("Expected ").partition(", got")[0].replace(".0", "").replace(" | null", "")
    for kind, words in KINDS.items():
        text = text.replace(f"`{kind}`", words)
    return text


def _steps(place: str) -> tuple[int | str, ...]:
    """`.exercises[0].points` as ("exercises", 0, "points")."""
    return tuple(int(index) if index else name for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", place))


def _known_fields(where: tuple[int | str, ...]) -> list[str]:
    """What may stand at this place."""
    by_name: dict[int | str, type[_Entry]] = {
        "limits": _Limits, "policies": _Policies, "exercises": _Exercise, "tasks": _Task, "reflections": _Reflection,
    }  # fmt: skip
    entry = next((by_name[name] for name in reversed(where) if name in by_name), _Course)
    return list(entry.__struct_fields__)


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
    """Names are unique, those of tasks and reflections together; what is needed exists and comes earlier."""
    earlier: list[str] = []
    for i, exercise in enumerate(raw.exercises):
        if exercise.slug in earlier:
            line = _line(tree, ("exercises", i, "slug"))
            raise CourseError(
                f"`{exercise.slug}` is listed twice", path=path, line=line, next_step="Remove one of the two."
            )
        for needed in exercise.prerequisites:
            if needed not in earlier:
                raise CourseError(
                    f"`{exercise.slug}` builds on `{needed}`, which is not an earlier exercise",
                    path=path,
                    line=_line(tree, ("exercises", i, "prerequisites")),
                    next_step=f"Earlier exercises: {', '.join(earlier) or 'none'}.",
                )
        earlier.append(exercise.slug)
        _check_tasks(exercise, ("exercises", i), tree, path)
        _check_reflections(exercise, ("exercises", i), tree, path)


def _check_modules(raw: _Course, tree: yaml.Node, path: Path) -> None:
    """Where there are modules, each exercise is in one, and those of one module stand together."""
    done: set[str] = set()
    for i, (before, exercise) in enumerate(pairwise(raw.exercises), start=1):
        if exercise.module == before.module:
            continue
        done.add(before.module)
        place, what = i, ""
        if not before.module:
            place, what = i - 1, f"`{before.slug}` is in no module, and others are"
        elif not exercise.module:
            what = f"`{exercise.slug}` is in no module, and others are"
        elif exercise.module in done:
            what = f"the exercises of the module `{exercise.module}` do not stand together"
        if what:
            step = "Write the exercises in the order of their modules, each with its `module: …`."
            raise CourseError(what, path=path, line=_line(tree, ("exercises", place, "module")), next_step=step)


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


def _check_reflections(exercise: _Exercise, where: tuple[int | str, ...], tree: yaml.Node, path: Path) -> None:
    taken = {task.name: "a task" for task in exercise.tasks}
    for j, reflection in enumerate(exercise.reflections):
        if reflection.name in taken:
            raise CourseError(
                f"`{exercise.slug}` has {taken[reflection.name]} `{reflection.name}` besides this reflection",
                path=path,
                line=_line(tree, (*where, "reflections", j)),
                next_step="Give the reflection another name.",
            )
        taken[reflection.name] = "another reflection"
