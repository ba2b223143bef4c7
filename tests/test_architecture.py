"""The house: which room may know which. Arrows point one way; the guest knows nothing of the judge."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "autograder" / "learnnn"

# From the top floor down. A module may import from its own floor and those below it.
FLOORS = [
    {"cli"},
    {"nbgrader", "notebook", "watch"},
    {"render", "render_html", "report_page", "gallery", "templating"},
    {"judge_server"},
    {"checking", "validation", "doctor", "cohort", "cluster", "pool", "batch", "release", "survivors"},
    {"pictures", "predictions", "bundling", "bundle"},
    {"diagnosis", "catalogue", "recordings"},
    {"grading"},
    {"pytest_plugin", "judging"},
    {"checks", "timing", "drawing", "feedback", "snippets", "signatures", "bench"},
    {"program", "replay", "recorded"},
    {
        "conversation",
        "course",
        "misconceptions",
        "stubs",
        "hints",
        "course_code",
        "mutants",
        "reflections",
        "sections",
        "submission",
        "intake",
        "archive",
        "ipynb",
        "nofollow",
        "store",
        "progress",
        "workspace",
    },
    {"judge_process"},
    {"report_json"},
    {"worker"},
    {
        "layout",
        "state",
        "blocking",
        "scoring",
        "manifest",
        "yardstick",
        "processes",
        "data",
        "tally",
        "compare",
        "gradient_check",
        "relations",
        "contracts",
        "wording",
    },
    {"model", "outcomes", "errors", "tensor"},
]
GUEST_SIDE = [
    "worker/guest.py",
    "worker/modules.py",
    "worker/source_rules.py",
    "worker/cells.py",
    "worker/fork_server.py",
    "worker/protocol.py",
    "worker/channel.py",
    "worker/limits.py",
    "tensor.py",
]
MAY_PRINT = {"cli"}


def _modules() -> dict[str, Path]:
    return {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(path: Path) -> set[str]:
    """Every module of ours, and every top-level package of others, that the file imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _room(module: str) -> str:
    return module.removeprefix("learnnn.").split(".")[0]


def _floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def _rooms_imported(path: Path) -> set[str]:
    return {_room(name) for name in _imports(path) if name.startswith("learnnn.") and name != "learnnn.__version__"}


@pytest.mark.parametrize("name", [name for name in _modules() if name != "__init__.py"])
def test_no_import_points_up(name: str) -> None:
    path = _modules()[name]
    own = name.removesuffix(".py").split("/")[0]

    for room in _rooms_imported(path) - {own}:
        assert _floor(room) >= _floor(own), f"{name} imports {room}, which is on a higher floor"


def test_every_room_is_on_a_floor() -> None:
    rooms = {name.removesuffix(".py").split("/")[0] for name in _modules()} - {"__init__"}

    assert rooms == set().union(*FLOORS)


@pytest.mark.parametrize("name", GUEST_SIDE)
def test_the_guest_knows_only_the_standard_library_numpy_and_the_protocol(name: str) -> None:
    import sys

    roots = {module.split(".")[0] for module in _imports(PACKAGE / name)} - {"learnnn"}
    ours = {module for module in _imports(PACKAGE / name) if module.startswith("learnnn")}

    assert roots <= sys.stdlib_module_names | {"numpy"}
    assert all(
        module.startswith(("learnnn.worker.", "learnnn.tensor")) or module == "learnnn.worker" for module in ours
    )


@pytest.mark.parametrize("name", _modules())
def test_only_the_command_prints_or_exits(name: str) -> None:
    if name.split("/", maxsplit=1)[0] in MAY_PRINT:
        return
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(_modules()[name].read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not calls & {"print", "exit", "quit", "input"}


def test_one_module_reads_yaml() -> None:
    assert [name for name, path in _modules().items() if "yaml" in _imports(path)] == ["course.py"]


def test_the_engine_knows_no_exercise_by_name() -> None:
    slugs = {
        folder.name for folder in (ROOT / "exercises").iterdir() if folder.is_dir() and folder.name != "__pycache__"
    }
    words = {word for path in PACKAGE.rglob("*.py") for word in path.read_text().replace("`", " ").split()}

    assert not slugs & {word for word in words if "_" in word}


def test_nothing_is_unpickled_or_evaluated_in_the_judge() -> None:
    for name, path in _modules().items():
        if name == "worker/modules.py":
            continue
        names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
        assert not names & {"eval", "exec", "__import__"}, name
        assert not {"pickle", "marshal", "shelve", "dill"} & {module.split(".")[0] for module in _imports(path)}, name


def test_there_are_no_import_cycles() -> None:
    graph = {name.removesuffix(".py").replace("/", "."): _of_ours(path) for name, path in _modules().items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module in done:
            return
        for other in graph.get(module, ()):
            visit(other, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())


def _of_ours(path: Path) -> set[str]:
    """Modules of ours imported when this one is: not those imported inside functions."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("learnnn"):
            base = node.module.removeprefix("learnnn").lstrip(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}" if base else alias.name
                is_module = (PACKAGE / (whole.replace(".", "/") + ".py")).exists()
                found.add(whole if is_module else base)
    return found - {""}
