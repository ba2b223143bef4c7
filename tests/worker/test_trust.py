"""The page about trust: every word of the protocol that crosses from a worker to the judge is on it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from learnnn.worker.guest import Guest
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "trust.md").read_text()
WORKER = ROOT / "autograder" / "learnnn" / "worker"
SPOKEN = ("guest.py", "protocol.py", "values.py", "serving.py", "channel.py", "fork_server.py", "figures.py")
WORDS = set(re.findall(r"`(\w+)`", PAGE))


def trees() -> Iterator[ast.AST]:
    for name in SPOKEN:
        yield from ast.walk(ast.parse((WORKER / name).read_text()))


def kinds(nodes: Iterator[ast.AST]) -> set[str]:
    """The kinds of nodes: `{"t": "array", …}` where one is written, or matched."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found |= {
                value.value
                for key, value in pairs
                if isinstance(key, ast.Constant) and key.value == "t" and isinstance(value, ast.Constant)
            }
        if isinstance(node, ast.MatchMapping):
            pairs = zip(node.keys, node.patterns, strict=True)
            found |= {
                value.value.value
                for key, value in pairs
                if isinstance(key, ast.Constant)
                and key.value == "t"
                and isinstance(value, ast.MatchValue)
                and isinstance(value.value, ast.Constant)
            }
    return {str(kind) for kind in found}


def fields(nodes: Iterator[ast.AST]) -> set[str]:
    """The fields of messages that are made: `Message({"value": …})`."""
    made = (
        node.args[0]
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message" and node.args
    )
    return {
        str(key.value)
        for header in made
        if isinstance(header, ast.Dict)
        for key in header.keys
        if isinstance(key, ast.Constant)
    }


def test_every_operation_is_on_the_page() -> None:
    operations = set(Guest(lambda message: message)._operations)

    assert len(operations) >= 16
    assert operations - WORDS == set()


def test_every_kind_of_node_is_on_the_page() -> None:
    found = kinds(trees())

    assert {"array", "handle", "tuple"} <= found
    assert found - WORDS == set()


def test_every_field_of_a_message_is_on_the_page() -> None:
    found = fields(trees()) - {"op", "source", "filename", "name", "imports", "stage"}  # of the question that warms up

    assert {"value", "changed", "error", "callback"} <= found
    assert found - WORDS == set()


def test_what_the_page_does_not_name_is_found() -> None:
    new = ast.walk(ast.parse('Message({"confession": 1}); {"t": "cauldron"}'))

    assert fields(iter(list(ast.walk(ast.parse('Message({"confession": 1})'))))) == {"confession"}
    assert kinds(new) - WORDS == {"cauldron"}
