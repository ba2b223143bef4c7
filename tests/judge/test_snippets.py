"""A snippet is text that a student pastes: it runs, and repeats the calls of the check."""

from __future__ import annotations

import ast
import importlib.util
import sys
import types

import numpy as np
import pytest

from learnnn.core.model import Device
from learnnn.core.outcomes import StudentRaised
from learnnn.core.tensor import Tensor
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle, Method
from learnnn.judge.record import Exchange, Kind
from learnnn.judge.snippets import MAX_ENTRIES, MAX_LINES, snippet

NOBODY = Conversation(lambda message, _: message, cpu_seconds=lambda: 0.0)


def call(expression, *args, answer=None, **kwargs) -> Exchange:
    return Exchange(Kind.CALL, expression, args, kwargs, answer)


def read(expression, answer) -> Exchange:
    return Exchange(Kind.READ, expression, (), {}, answer)


def handle(name) -> Handle:
    return Handle(NOBODY, 1, name.title(), name)


class Recorder:
    """Stands for everything a student's module may hold: keeps what it is called with."""

    def __init__(self, calls: list) -> None:
        self.__dict__["calls"] = calls

    def __call__(self, *args, **kwargs):
        self.calls.append((args, kwargs))
        return Recorder(self.calls)

    def __getattr__(self, name):
        return Recorder(self.calls)

    def __getitem__(self, key):
        return Recorder(self.calls)

    def __setattr__(self, name, value):
        self.calls.append(((name, value), {}))


@pytest.fixture
def pasted(monkeypatch):
    """Runs a snippet and gives back the calls that arrived."""

    def paste(text: str) -> list[tuple[tuple, dict]]:
        calls: list[tuple[tuple, dict]] = []
        for name in ("scaling", "stage_scaling"):
            module = types.ModuleType(name)
            module.__getattr__ = lambda _: Recorder(calls)
            monkeypatch.setitem(sys.modules, name, module)
        exec(compile(text, "snippet", "exec"), {})
        return calls

    return paste


VALUES = [
    None, True, np.True_, 3, -1.5, np.float64(0.1), np.float32(0.5), np.int64(7), float("inf"), "it's", [[1], [2.5]], (1,), (1, 2), (), [],
    np.array([1.0, 0.5]), np.array([[1, 2], [3, 4]]), np.array([True, False]), np.array(3.5), np.array([1e-9, -2e20]),
    np.array([0.5, 2.0], np.float32), np.array([1, 2], np.uint8), np.array([np.inf, -np.inf, np.nan]),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_call_arrives_as_it_was_made(value, pasted):
    text = snippet("scaling", [call("double", value, n=value)])

    ((args, kwargs),) = pasted(text)

    np.testing.assert_array_equal(args[0], value)
    np.testing.assert_array_equal(kwargs["n"], value)


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "int64", "int32", "uint8", "bool"])
def test_an_array_keeps_its_dtype(dtype, pasted):
    ((args, _),) = pasted(snippet("scaling", [call("double", np.ones((2, 2), dtype))]))

    assert args[0].dtype == dtype


def test_numbers_are_short_and_nearly_the_same(pasted):
    array = np.random.default_rng(0).normal(size=5) * 10.0 ** np.arange(-10, 15, 5)

    text = snippet("scaling", [call("double", array)])

    np.testing.assert_allclose(pasted(text)[0][0][0], array, rtol=1e-5)
    assert len(text.splitlines()[-1]) < 100


def test_not_a_number_is_written_so_that_python_reads_it(pasted):
    ((args, _),) = pasted(snippet("scaling", [call("double", float("nan"))]))

    assert np.isnan(args[0])


def test_a_fresh_generator_gives_the_same_numbers(pasted):
    ((args, _),) = pasted(snippet("scaling", [call("double", np.random.default_rng([1, 2]))]))

    assert args[0].random() == np.random.default_rng([1, 2]).random()


def test_a_generator_that_was_used_cannot_be_written_down():
    rng = np.random.default_rng(1)
    rng.random()

    assert snippet("scaling", [call("double", rng)]) == ""


def test_of_several_calls_the_last_is_the_one_that_failed(pasted):
    text = snippet("scaling", [call("double", 1), call("double", 2)])

    assert text.splitlines()[-1] == "double(2)  # after this one the check failed"
    assert pasted(text) == [((1,), {}), ((2,), {})]


def test_an_object_is_made_before_it_is_used(pasted):
    net = handle("net")
    record = [call("Net", 3, answer=net), call("net.forward", np.ones(2)), call("step", net, [net])]

    text = snippet("scaling", record)

    assert text.splitlines()[0:2] == ["import numpy as np", "from scaling import Net, step"]
    assert text.splitlines()[-3:] == ["net = Net(3)", "net.forward(np.array([1.0, 1.0]))", "step(net, [net])"]
    assert len(pasted(text)) == 3


def test_an_object_that_was_read_is_named_before_it_is_used(pasted):
    record = [call("Net", answer=handle("net")), read("net.layers[0]", handle("layer")), call("layer.forward", 1)]

    text = snippet("scaling", record)

    assert text.splitlines()[-3:] == ["net = Net()", "layer = net.layers[0]", "layer.forward(1)"]
    assert len(pasted(text)) == 2


def test_an_attribute_that_was_set_is_set(pasted):
    record = [
        call("Net", answer=handle("net")),
        Exchange(Kind.WRITE, "net.W1", (np.ones(1),), {}),
        call("net.forward", 1),
    ]

    text = snippet("scaling", record)

    assert "net.W1 = np.array([1.0])" in text
    assert [args for args, _ in pasted(text)][1][0] == "W1"


def test_a_number_that_was_read_is_left_out():
    text = snippet("scaling", [call("Net", answer=handle("net")), read("net.lr", 0.5), call("net.step")])

    assert "lr" not in text


def test_the_stage_is_imported(pasted):
    text = snippet("scaling", [call("stage.make", 2, answer=handle("model")), call("train", handle("model"))])

    assert "import stage_scaling as stage" in text
    assert len(pasted(text)) == 2


def test_a_function_of_theirs_may_be_an_argument(pasted):
    text = snippet("scaling", [call("apply", Method(NOBODY, 0, "relu", "relu"), 1)])

    assert "from scaling import apply, relu" in text
    assert len(pasted(text)) == 1


def test_a_call_that_raised_is_repeated(pasted):
    text = snippet("scaling", [Exchange(Kind.CALL, "double", (1,), {}, outcome=StudentRaised("ValueError", ""))])

    assert pasted(text) == [((1,), {})]


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch is not installed")
@pytest.mark.parametrize(
    ("tensor", "written"),
    [
        (Tensor(np.array([1.5], np.float32), "float32"), "torch.tensor([1.5])"),
        (Tensor(np.array([1.5]), "float64"), "torch.tensor([1.5], dtype=torch.float64)"),
        (Tensor(np.array(2), "int64"), "torch.tensor(2)"),
        (Tensor(np.array([1.5], np.float32), "float32", requires_grad=True), "torch.tensor([1.5], requires_grad=True)"),
    ],
)
def test_a_tensor_keeps_what_matters(tensor, written):
    text = snippet("scaling", [call("double", tensor)])

    assert text.splitlines()[0] == "import torch"
    assert text.splitlines()[-1] == f"double({written})"


@pytest.mark.parametrize(
    "record",
    [
        [],
        [read("LIMIT", 3)],
        [call("double", 1)] * (MAX_LINES + 1),
        [call("double", np.ones(MAX_ENTRIES + 1))],
        [call("double", [0] * (MAX_ENTRIES + 1))],
        [call("double", np.zeros((0, 3)))],
        [call("double", {"a": 1})],
        [call("double", lambda x: x)],
        [call("double", Device.CPU)],
        [call("double", [object()])],
        [call("double", Tensor(np.ones(1), "float64", device="phantom:0"))],
        [call("double", handle("kept"))],
        [call("double", [handle("kept")])],
        [call("kept.forward", 1)],
        [call("Lambda", answer=handle("lambda")), call("lambda.forward", 1)],
        [call("Odd", answer=handle("3d")), call("3d.forward", 1)],
    ],
    ids=lambda record: str([exchange.expression for exchange in record])[:40],
)
def test_what_cannot_be_written_down_is_not(record):
    assert snippet("scaling", record) == ""


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_snippet_is_python(value):
    ast.parse(snippet("scaling", [call("double", value)]))


def test_what_is_at_hand_need_not_be_imported():
    text = snippet("scaling", [call("double", np.ones(2))], is_at_hand=True)

    assert text == "import numpy as np\n\ndouble(np.array([1.0, 1.0]))"
    assert snippet("scaling", [call("double", 1)], is_at_hand=True) == "double(1)"
