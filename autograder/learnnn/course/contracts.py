"""The contract of a module: its public signatures and docstrings, read from the text. Stub and reference must agree."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator


def contract(source: str) -> dict[str, str]:
    """`name(arguments) -> type` with its docstring, for every public function, class and method."""
    return dict(_public(ast.parse(source).body, ""))


def differences(stub: str, reference: str) -> list[str]:
    """What the reference does not keep of the stub's contract, as sentences."""
    try:
        wanted, given = contract(stub), contract(reference)
    except SyntaxError as error:
        return [f"stub and reference cannot be compared, one is not Python: {error.msg} (line {error.lineno})"]
    missing = [f"the reference does not define `{name}`" for name in wanted if name not in given]
    other = [
        f"`{name}` has another signature or docstring in the reference"
        for name in wanted
        if name in given and given[name] != wanted[name]
    ]
    return missing + other


def written(source: str) -> list[str]:
    """The public functions and methods of a stub that are not left to be written. Raises SyntaxError."""
    return list(_written(ast.parse(source).body, ""))


def _written(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _written(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_public(node.name):
            last = node.body[-1]
            if not (
                isinstance(last, ast.Raise) and last.exc and ast.unparse(last.exc).startswith("NotImplementedError")
            ):
                yield f"{prefix}{node.name}"


def _public(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_public(node.name):
            returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            kind = "".join(f"@{ast.unparse(decorator)} " for decorator in node.decorator_list)
            yield f"{prefix}{node.name}", f"{kind}({ast.unparse(node.args)}){returns}\n{_docstring(node)}"
        elif isinstance(node, ast.ClassDef) and _is_public(node.name):
            bases = ", ".join(map(ast.unparse, node.bases))
            yield f"{prefix}{node.name}", f"({bases})\n{_docstring(node)}"
            yield from _public(node.body, f"{prefix}{node.name}.")


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    return inspect.cleandoc(ast.get_docstring(node) or "")
