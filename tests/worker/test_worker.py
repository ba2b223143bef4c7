"""A worker from outside: values there and back, and every way it can end. Real processes, both ways of starting them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from learnnn.checks import assert_close, plain
from learnnn.core.errors import WorkerError
from learnnn.core.model import Isolation, Limits
from learnnn.core.outcomes import StudentCrashed, StudentRaised, StudentTimeout
from learnnn.judge.conversation import Conversation
from learnnn.judge.handles import Handle, Module
from learnnn.worker.channel import Message
from learnnn.worker.forks import ForkServerLauncher
from learnnn.worker.host import Worker
from learnnn.worker.interpreters import SubprocessLauncher
from learnnn.worker.process import Launcher, Setup

LIMITS = Limits(wall_s=5, cpu_s=4, memory_mb=300, output_kb=64, answer_mb=8, processes=4)
SETUP = Setup(packages=("numpy",), limits=LIMITS)
LEVELS = [Isolation.NAMESPACES, Isolation.LANDLOCK, Isolation.PROCESS]

Open = Callable[..., Module]


def _way(level: Isolation | None) -> str:
    return f"forked-{level.value}" if level else "interpreter"


@pytest.fixture(scope="module", params=[*(LEVELS if sys.platform == "linux" else []), None], ids=_way)
def launcher(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    launcher = ForkServerLauncher(SETUP, request.param) if request.param else SubprocessLauncher(SETUP)
    try:
        launcher.start().dispose()
    except WorkerError as error:
        if request.param is Isolation.PROCESS:
            raise
        pytest.skip(f"this machine has no such level: {error.what}")
    yield launcher
    launcher.close()


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    started: list[Worker] = []
    yield started
    for worker in started:
        worker.close()


@pytest.fixture
def open_module(launcher: Launcher, workers: list[Worker]) -> Open:
    """Loads a module's source in a fresh worker."""

    def open_module(source: str, *, stage: str | None = None, limits: Limits = LIMITS) -> Module:
        worker = Worker(launcher.start(), limits)
        workers.append(worker)
        beside = {"source": stage, "filename": "stage_demo.py"} if stage is not None else None
        names = {"filename": "demo.py", "name": "demo", "imports": ["numpy"], "stage": beside}
        worker.ask(Message({"op": "load", "source": source, **names}))
        return Module(Conversation(worker.ask, cpu_seconds=worker.cpu_seconds))

    return open_module


# -- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, -(2**70), 2.5, float("inf"), 1 + 2j, "grüße\n", b"\0\xff",
        [1, [2.0, "x"]], (1, (None,)), {"a": 1, 2: (3,)}, np.float32(1.5), np.int64(-4), np.bool_(True),
    ],
    ids=repr,
)  # fmt: skip
def test_plain_values_come_back_as_they_were(value: object, open_module: Open) -> None:
    answer = open_module("def same(x): return x").same(value)

    assert type(answer) is type(value)
    assert answer == value


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=np.int16).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0).reshape(3, 4)[:, ::2],
        np.zeros((0, 3)),
        np.array(4.0),
        np.array([True, False]),
        np.arange(3, dtype=">f4"),
    ],
    ids=lambda a: f"{a.dtype}{a.shape}",
)
def test_arrays_keep_dtype_and_shape(array: np.ndarray, open_module: Open) -> None:
    answer = open_module("def same(x): return x").same(array)

    assert answer.shape == array.shape
    assert answer.dtype == array.dtype.newbyteorder("=")
    assert np.array_equal(answer, array)


def test_a_worker_sees_the_layout_of_an_array(open_module: Open) -> None:
    flags = "def flags(x): return [x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable]"
    strided, fortran, frozen = np.ones((4, 4))[:, ::2], np.ones((2, 3), order="F"), np.ones(3)
    frozen.setflags(write=False)

    answers = [open_module(flags).flags(array) for array in (strided, fortran, frozen)]

    assert answers == [[False, False, True], [False, True, True], [True, True, False]]


def test_a_generator_arrives_in_the_state_it_has(open_module: Open) -> None:
    rng = np.random.default_rng(5)
    rng.random(3)

    drawn = open_module("def draw(rng): return rng.random(4)").draw(rng)

    assert np.array_equal(drawn, rng.random(4))


def test_an_object_stays_in_the_worker(open_module: Open) -> None:
    module = open_module(
        "class Net:\n"
        "    def __init__(self): self.layers, self.rate = ['a', 'b'], 0.5\n"
        "    def double(self): return 2 * self.rate\n"
        "    def __getitem__(self, i): return self.layers[i]\n"
        "    def __len__(self): return len(self.layers)\n"
    )

    net = module.Net()
    net.rate = 4.0

    assert isinstance(net, Handle)
    assert (net.rate, net.double(), net[1], len(net), list(net)) == (4.0, 8.0, "b", 2, ["a", "b"])


def test_an_object_can_be_handed_back(open_module: Open) -> None:
    module = open_module("class Net: pass\ndef same(a, b): return a is b")
    net = module.Net()

    assert module.same(net, net) is True


def test_a_subclass_of_a_plain_type_is_not_plain(open_module: Open) -> None:
    module = open_module("class Five(int):\n    def __eq__(self, other): return True\ndef five(): return Five(5)")

    assert isinstance(module.five(), Handle)


def test_what_derives_from_a_plain_kind_can_be_had_as_that_and_goes_back_as_it_is(open_module: Open) -> None:
    module = open_module(
        "from collections import defaultdict, namedtuple\n"
        "class Rows(list):\n    def __iter__(self): return iter(())\n"
        "class Other: pass\n"
        "Pair = namedtuple('Pair', 'loss accuracy')\n"
        "def pair(): return Pair(0.5, 1.0)\n"
        "def lists(): return defaultdict(list, a=[1])\n"
        "def rows(): return Rows([1, 2])\n"
        "def other(): return Other()\n"
        "def accuracy(pair): return pair.accuracy\n"
    )

    pair = module.pair()

    assert (plain(pair), type(plain(pair))) == ((0.5, 1.0), tuple)
    assert plain(module.lists()) == {"a": [1]} and plain(module.rows()) == [1, 2]
    assert isinstance(plain(module.other()), Handle) and plain(3) == 3
    assert module.accuracy(pair) == 1.0
    assert_close(pair, (0.5, 1.0), what="the pair")


def test_a_function_of_ours_is_called_back(open_module: Open) -> None:
    module = open_module("def slope(f, x): return (f(x + 1) - f(x)) / 1")

    assert module.slope(lambda x: float(x**2), 3.0) == 7.0


def test_a_function_of_ours_that_fails_is_their_error(open_module: Open) -> None:
    module = open_module("def call(f): return f('text')")

    with pytest.raises(StudentRaised, match="cannot take these arguments"):
        module.call(lambda x: x**2)


@pytest.mark.parametrize("function", [np.cos, lambda x: x * 2, lambda x: x.T])
@pytest.mark.parametrize("kind", ["longdouble", "matrix"])
def test_what_stays_with_them_is_nothing_for_a_function_of_ours(open_module: Open, function, kind: str) -> None:
    module = open_module(
        "import numpy as np\n"
        "def longdouble(f): return f(np.ones(3, dtype=np.longdouble))\n"
        "def matrix(f): return f(np.asmatrix(np.ones((2, 2))))\n"
        "def usual(f): return f(np.zeros(3))"
    )

    with pytest.raises(StudentRaised, match=rf"one is an object of type (ndarray of dtype float128|{kind}); numbers"):
        getattr(module, kind)(function)
    np.testing.assert_array_equal(module.usual(lambda x: x + 1), np.ones(3))


def test_a_stage_runs_beside_the_module(open_module: Open) -> None:
    module = open_module("def size(model): return model.size", stage="class Model:\n    size = 3\n")

    assert module.size(module.stage.Model()) == 3


def test_changed_arguments_are_noticed(open_module: Open) -> None:
    module = open_module("def spoil(x, y):\n    y[0] = 9.0")

    module.spoil(np.zeros(2), np.zeros(2))

    assert module._conversation.record[-1].changed == (1,)


# -- endings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("def f(): 1 / 0", StudentRaised, "ZeroDivisionError"),
        ("def f(): raise SystemExit(0)", StudentRaised, "SystemExit"),
        ("def f(): raise KeyboardInterrupt", StudentRaised, "KeyboardInterrupt"),
        ("def f(): return f()", StudentRaised, "RecursionError"),
        ("import os\ndef f(): os._exit(3)", StudentCrashed, "exit code 3"),
        ("import ctypes\ndef f(): ctypes.string_at(0)", StudentCrashed, "segmentation fault"),
        (
            "def f(): print('x' * 1_000_000, flush=True); import time; time.sleep(9)",
            StudentCrashed,
            "printed more than 64 KB",
        ),
        ("import numpy as np\ndef f(): return np.zeros(9 << 20, np.uint8)", StudentRaised, "larger than 8 MB"),
        ("def f(): return [[i] for i in range(400_000)]", StudentRaised, "too many parts"),
        ("def f(): return 1 << 20_000", StudentRaised, "10,000 bits"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_every_ending_has_its_own_message(source: str, kind: type[Exception], words: str, open_module: Open) -> None:
    module = open_module(source)

    with pytest.raises(kind, match=words):
        module.f()


@pytest.mark.parametrize("source", ["while True: pass", "import time; time.sleep(60)"])
def test_a_hang_is_stopped_from_outside(source: str, open_module: Open) -> None:
    module = open_module(f"def f():\n    {source}", limits=Limits(wall_s=0.5))
    start = time.monotonic()

    with pytest.raises(StudentTimeout, match=r"no answer within 0\.5 s"):
        module.f()

    assert time.monotonic() - start < 20


def test_computing_is_limited_by_the_cpu_clock(open_module: Open) -> None:
    module = open_module("def f():\n    while True: pass", limits=Limits(wall_s=60, cpu_s=0.3))

    with pytest.raises(StudentTimeout, match="of computing"):
        module.f()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no limit on address space")
def test_memory_is_limited(open_module: Open) -> None:
    module = open_module("import numpy as np\ndef f(): return float(np.ones(10 << 30, np.uint8).sum())")

    with pytest.raises(StudentRaised, match="MemoryError"):
        module.f()


def test_an_ended_worker_says_why_to_every_later_question(open_module: Open) -> None:
    module = open_module("import os\ndef f(): os._exit(0)\ndef g(): return 1")
    with pytest.raises(StudentCrashed):
        module.f()

    with pytest.raises(StudentCrashed, match="exit code 0"):
        module.g()


def test_a_traceback_shows_the_students_frames_only(open_module: Open) -> None:
    module = open_module(
        "import numpy as np\ndef outer(x):\n    return inner(x)\ndef inner(x):\n    return np.linalg.inv(x)\n"
    )

    with pytest.raises(StudentRaised) as caught:
        module.outer(np.zeros((2, 2)))

    assert [(frame.line, frame.function) for frame in caught.value.frames] == [(3, "outer"), (5, "inner")]
    assert caught.value.frames[-1].text == "return np.linalg.inv(x)"


def test_a_syntax_error_names_its_line(open_module: Open) -> None:
    with pytest.raises(StudentRaised) as caught:
        open_module("def f(:\n    pass\n")

    assert caught.value.type_name == "SyntaxError"
    assert caught.value.frames[-1].line == 1


def test_what_they_print_is_kept_and_bounded(open_module: Open, workers: list[Worker]) -> None:
    open_module("def f():\n    print('hello')\n    print('y' * 20_000)").f()
    workers[-1].close()

    assert workers[-1].output().startswith("hello\n")
    assert "more bytes" in workers[-1].output()


def test_the_cpu_clock_is_the_workers_own(open_module: Open) -> None:
    module = open_module("def f():\n    for _ in range(3_000_000): pass")
    before = module._conversation.cpu_seconds()

    module.f()

    assert module._conversation.cpu_seconds() - before > 0.01


IN_A_THREAD = """
import threading

def f():
    raised = []
    threading.excepthook = lambda what: raised.append(what.exc_value)
    thread = threading.Thread(target=__import__, args=("click",))
    thread.start()
    thread.join()
    raise raised[0]
"""


@pytest.mark.parametrize(
    "source",
    [
        "def f(): return __import__('click')",
        "def f(): return list(map(__import__, ['click']))",
        "def f(): return eval('__import__(name)', {'name': 'click'})",
        "def f(): return eval('__import__(name)', {'name': 'click', '__name__': 'os'})",
        IN_A_THREAD,
    ],
)
def test_forbidden_imports_are_refused_while_it_runs(open_module: Open, source: str) -> None:
    module = open_module(source)

    with pytest.raises(StudentRaised, match="does not use `click`"):
        module.f()


# -- starting ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server is for Linux")
def test_a_dead_fork_server_is_replaced() -> None:
    launcher = ForkServerLauncher(SETUP, Isolation.PROCESS)
    Worker(launcher.start(), LIMITS).close()
    launcher._server.kill()
    launcher._server.wait()

    worker = Worker(launcher.start(), LIMITS)

    assert worker.is_alive
    worker.close()
    launcher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server is for Linux")
def test_workers_do_not_inherit_each_others_descriptors() -> None:
    launcher = ForkServerLauncher(SETUP, Isolation.PROCESS)
    source = "import os\ndef count(): return len(os.listdir('/proc/self/fd')) - 1"
    names = {"filename": "demo.py", "name": "demo", "imports": [], "stage": None}
    workers = [Worker(launcher.start(), LIMITS) for _ in range(2)]

    for worker in workers:
        worker.ask(Message({"op": "load", "source": source, **names}))
    counts = [Module(Conversation(worker.ask, cpu_seconds=worker.cpu_seconds)).count() for worker in workers]

    assert counts == [4, 4]  # the three standard ones and the conversation
    for worker in workers:
        worker.close()
    launcher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_is_left_open_in_the_judge() -> None:
    launcher = ForkServerLauncher(SETUP, Isolation.PROCESS)
    Worker(launcher.start(), LIMITS).close()
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(10):
        Worker(launcher.start(), LIMITS).close()

    deadline = time.monotonic() + 10  # the last pump closes its end when it notices
    while len(os.listdir("/proc/self/fd")) > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(os.listdir("/proc/self/fd")) <= before
    launcher.close()


def test_a_reused_worker_forgets_the_last_module() -> None:
    launcher = SubprocessLauncher(SETUP)
    worker = Worker(launcher.start(), LIMITS)
    names = {"filename": "demo.py", "name": "demo", "imports": [], "stage": None}
    worker.ask(Message({"op": "load", "source": "x = 1", **names}))
    worker.restart_clocks()

    worker.ask(Message({"op": "load", "source": "y = 2", **names}))

    with pytest.raises(StudentRaised, match="does not define `x`"):
        worker.ask(Message({"op": "get", "on": 0, "name": "x"}))
    worker.close()
    launcher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server is for Linux")
def test_a_worker_that_dies_with_its_server_is_not_the_students_fault() -> None:
    launcher = ForkServerLauncher(SETUP, Isolation.PROCESS)
    worker = Worker(launcher.start(), LIMITS)
    launcher._server.kill()
    launcher._server.wait()

    with pytest.raises(WorkerError, match="vanished"):
        worker.ask(Message({"op": "load", "source": "", "filename": "d.py", "name": "d", "imports": [], "stage": None}))

    worker.close()
    launcher.close()
