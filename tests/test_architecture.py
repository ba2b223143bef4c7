"""The house: which room may know which. Arrows point one way; the guest knows nothing of the judge."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import LONGEST, ROOT

PACKAGE = ROOT / "autograder" / "learnnn"

# From the top down. A wing, or a module that stands by itself, may import from its own floor's wings never, from those below always.
WINGS = [
    {"cli"},
    {"watch", "nbgrader", "notebook"},
    {"authoring"},
    {"classroom", "desk"},
    {"diagnosis"},
    {"pytest_plugin", "checks"},
    {"judge", "drawing"},
    {"worker", "compare", "course"},
    {"system", "data", "report"},
    {"core"},
]
GUEST_SIDE = [
    "worker/guest.py",
    "worker/values.py",
    "worker/serving.py",
    "worker/traces.py",
    "worker/footprint.py",
    "worker/modules.py",
    "worker/source_rules.py",
    "worker/counted_cells.py",
    "worker/fork_server.py",
    "worker/protocol.py",
    "worker/channel.py",
    "worker/limits.py",
    "core/tensor.py",
    "core/cells.py",
]
PUBLIC = {
    "checks",
    "data",
    "drawing",
    "notebook",
    "pytest_plugin",
}  # what teachers and students write; it stands at the top
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


def _wing(module: str) -> str:
    return module.removeprefix("learnnn.").split(".")[0]


def _floor(wing: str) -> int:
    return next(number for number, wings in enumerate(WINGS) if wing in wings)


def _own_wing(name: str) -> str:
    return name.removesuffix(".py").split("/")[0]


def _wings_imported(path: Path) -> set[str]:
    return {_wing(name) for name in _imports(path) if name.startswith("learnnn.") and name != "learnnn.__version__"}


def _wrong_ways(own: str, imported: set[str]) -> set[str]:
    """The wings that a module of this one may not import from: those above, and its neighbours."""
    return {wing for wing in imported - {own} if _floor(wing) <= _floor(own)}


@pytest.mark.parametrize("name", [name for name in _modules() if name != "__init__.py"])
def test_imports_between_wings_run_one_way(name: str) -> None:
    own = _own_wing(name)

    wrong = _wrong_ways(own, _wings_imported(_modules()[name]))

    assert not wrong, f"{name} imports from {', '.join(sorted(wrong))}: not below {own}"


def test_an_import_that_runs_the_wrong_way_is_found() -> None:
    assert _wrong_ways("judge", {"core", "desk", "drawing"}) == {"desk", "drawing"}
    assert _wrong_ways("desk", {"core", "judge", "desk"}) == set()


def test_every_wing_has_its_place() -> None:
    wings = {_own_wing(name) for name in _modules()} - {"__init__"}

    assert wings == set().union(*WINGS)


def test_tests_stand_in_the_wing_of_what_they_test() -> None:
    tests = ROOT / "tests"
    folders = {path.name for path in tests.iterdir() if path.is_dir() and list(path.glob("test_*.py"))}

    assert folders <= set().union(*WINGS)
    assert {path.stem.removeprefix("test_") for path in tests.glob("test_*.py")} <= PUBLIC | {
        "architecture",
        "benchmarks",
        "docs",
        "wheel",
    }


def test_the_tests_that_run_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []


@pytest.mark.parametrize("name", GUEST_SIDE)
def test_the_guest_knows_only_the_standard_library_numpy_and_the_protocol(name: str) -> None:
    import sys

    roots = {module.split(".")[0] for module in _imports(PACKAGE / name)} - {"learnnn"}
    ours = {module for module in _imports(PACKAGE / name) if module.startswith("learnnn")}

    assert roots <= sys.stdlib_module_names | {"numpy"}
    allowed = ("learnnn.worker", "learnnn.core.cells", "learnnn.core.tensor")
    assert all(module.startswith(allowed) or module == "learnnn.core" for module in ours)


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
    assert [name for name, path in _modules().items() if "yaml" in _imports(path)] == ["course/course_file.py"]


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
