"""The phantom accelerator: right programs give the CPU's bits, device bugs are refused, and waiting is noticed.

The programs are in `samples/devices`; they run in processes of their own, since a device stays once it is there.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from learnnn.worker import phantom
from tests.conftest import SAMPLES

DEVICES = SAMPLES / "devices"
Outcome = dict[str, Any]
Outcomes = dict[str, dict[str, Outcome]]

MIXED = "RuntimeError: Expected all tensors to be on the same device, but"
TWO_DEVICES = f"{MIXED} found at least two devices, DEVICE and cpu!"
TO_NUMPY = (
    "TypeError: can't convert DEVICE device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory"
)

# What each wrong program is told; DEVICE stands for phantom:0 or cuda:0, KIND for phantom or cuda.
REFUSALS = {
    "batch_left_on_the_cpu": f"{MIXED} got mat1 is on cpu, different from other tensors on DEVICE",
    "result_of_to_thrown_away": f"{MIXED} got mat1 is on cpu, different from other tensors on DEVICE",
    "model_left_on_the_cpu": f"{MIXED} got mat1 is on DEVICE, different from other tensors on cpu",
    "images_left_on_the_cpu": "Input type (torch.FloatTensor) and weight type (torch.KIND.FloatTensor) should be the same",
    "convolution_left_on_the_cpu": "Input type (torch.KIND.FloatTensor) and weight type (torch.FloatTensor) should be",
    "targets_left_on_the_cpu": f"{MIXED} got target is on cpu, different from other tensors on DEVICE",
    "regression_targets_left_on_the_cpu": TWO_DEVICES,
    "class_weights_left_on_the_cpu": f"{MIXED} got weight is on cpu, different from other tensors on DEVICE",
    "words_left_on_the_cpu": f"{MIXED} got index is on cpu, different from other tensors on DEVICE",
    "attention_mask_made_on_the_cpu": "expected self and mask to be on the same device, but got mask on cpu",
    "dropout_mask_made_on_the_cpu": TWO_DEVICES,
    "condition_made_on_the_cpu": TWO_DEVICES,
    "values_written_by_index_from_the_cpu": TWO_DEVICES,
    "matrix_multiplied_by_a_cpu_matrix": f"{MIXED} got mat2 is on cpu, different from other tensors on DEVICE",
    "noise_made_on_the_cpu": TWO_DEVICES,
    "hidden_state_made_on_the_cpu": "Input and hidden tensors are not at the same device, found input tensor at DEVICE",
    "sum_kept_on_the_cpu": TWO_DEVICES,
    "batches_joined_across_devices": f"{MIXED} got tensors is on cpu, different from other tensors on DEVICE",
    "compared_across_devices": TWO_DEVICES,
    "offset_that_is_no_buffer": TWO_DEVICES,
    "layers_in_a_plain_list": f"{MIXED} got mat1 is on DEVICE, different from other tensors on cpu",
    "numpy_without_cpu": TO_NUMPY,
    "asarray_of_a_device_tensor": TO_NUMPY,
    "list_of_device_losses_to_numpy": TO_NUMPY,
    "numpy_function_on_a_device_tensor": TO_NUMPY,
    "cpu_table_with_device_indices": "indices should be either on cpu or on the same device as the indexed tensor (cpu)",
    "optimizer_stepped_before_the_move": TWO_DEVICES,
    "adagrad_made_before_the_move": TWO_DEVICES,
    "leaf_lost_by_to": "ValueError: can't optimize a non-leaf Tensor",
    "device_that_is_not_there": "invalid device ordinal",
    "model_moved_to_a_device_that_is_not_there": "invalid device ordinal",
    "cpu_generator_for_a_device_tensor": "Expected a 'KIND' device type for generator but found 'cpu'",
    "device_used_in_a_forked_loader": "Cannot re-initialize CUDA in forked subprocess.",
}

# The costs of each training loop, on average from one step to the next.
COSTS = {
    "clean_loop": {"h2d": 2, "d2h": 0, "sync": 0},
    "reads_the_loss_now_and_then": {"h2d": 2, "d2h": 0, "sync": pytest.approx(4 / 19)},
    "reads_the_loss_in_every_step": {"h2d": 2, "d2h": 0, "sync": 1},
    "branches_on_the_loss_in_every_step": {"h2d": 2, "d2h": 0, "sync": 1},
    "prints_the_loss_in_every_step": {"h2d": 2, "d2h": 0, "sync": 1},
    "selects_by_mask_in_every_step": {"h2d": 2, "d2h": 0, "sync": 2},
    "synchronizes_in_every_step": {"h2d": 2, "d2h": 0, "sync": 1},
    "computes_the_loss_on_the_cpu": {"h2d": 2, "d2h": 1, "sync": 0},
    "sends_the_same_table_in_every_step": {"h2d": 3, "d2h": 0, "sync": 0},
    "ignores_the_device": {"h2d": 0, "d2h": 0, "sync": 0},
}


def programs_in(file: str) -> dict[str, ast.FunctionDef]:
    """The public functions of a sample file, read without importing torch."""
    tree = ast.parse((DEVICES / f"{file}.py").read_text())
    return {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def run_programs(*devices: str) -> Outcomes:
    """Every sample program on each of `devices`: what it raised, a digest of what it returned, and the phantom's report."""
    done = run_python("run_programs.py", *devices)
    assert done.returncode == 0, done.stderr
    outcomes: Outcomes = json.loads(done.stdout)
    return outcomes


def run_python(*args: str) -> subprocess.CompletedProcess[str]:
    library = str(Path(phantom.__file__).parents[3])
    environment = os.environ | {"PYTHONPATH": library}
    return subprocess.run(
        [sys.executable, *args], cwd=DEVICES, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    if not phantom.supported():
        pytest.skip("this torch cannot carry the phantom")
    return run_programs("cpu", "phantom")


@pytest.fixture(scope="module")
def on_cuda() -> Outcomes:
    if not pytest.importorskip("torch").cuda.is_available():
        pytest.skip("torch finds no CUDA device here")
    return run_programs("cuda")


# -- right programs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", programs_in("correct"))
def test_right_program_gives_the_bits_of_the_cpu(name: str, outcomes: Outcomes) -> None:
    outcome = outcomes[f"correct.{name}"]

    assert [outcome["cpu"]["raised"], outcome["phantom"]["raised"]] == [None, None]
    assert outcome["phantom"]["digest"] == outcome["cpu"]["digest"]


@pytest.mark.parametrize("name", programs_in("correct"))
def test_right_program_runs_on_cuda_too(name: str, on_cuda: Outcomes) -> None:
    assert on_cuda[f"correct.{name}"]["cuda"]["raised"] is None


# -- device bugs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REFUSALS)
def test_device_bug_is_refused(name: str, outcomes: Outcomes) -> None:
    raised = outcomes[f"wrong.{name}"]["phantom"]["raised"]

    assert REFUSALS[name].replace("DEVICE", "phantom:0").replace("KIND", "phantom") in str(raised)


@pytest.mark.parametrize("name", REFUSALS)
def test_device_bug_is_silent_on_the_cpu(name: str, outcomes: Outcomes) -> None:
    assert outcomes[f"wrong.{name}"]["cpu"]["raised"] is None


@pytest.mark.parametrize("name", REFUSALS)
def test_cuda_refuses_in_the_same_words(name: str, on_cuda: Outcomes) -> None:
    raised = on_cuda[f"wrong.{name}"]["cuda"]["raised"]

    assert REFUSALS[name].replace("DEVICE", "cuda:0").replace("KIND", "cuda") in str(raised)


def test_every_sample_is_expected() -> None:
    assert REFUSALS.keys() == programs_in("wrong").keys()
    assert COSTS.keys() == programs_in("waiting").keys()


# -- waiting for the device -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COSTS)
def test_transfers_and_waits_are_counted_per_step(name: str, outcomes: Outcomes) -> None:
    outcome = outcomes[f"waiting.{name}"]["phantom"]

    assert outcome["raised"] is None
    assert outcome["report"]["per_step"] == COSTS[name]


@pytest.mark.parametrize("name", COSTS)
def test_lines_that_wait_in_every_step_are_named(name: str, outcomes: Outcomes) -> None:
    report = outcomes[f"waiting.{name}"]["phantom"]["report"]

    assert [where for _, where in report["every_step"]] == [f"waiting.py:{line}" for line in waiting_lines(name)]


def waiting_lines(name: str) -> list[int]:
    """The lines of the program that say `# waits`."""
    program = programs_in("waiting")[name]
    lines = enumerate((DEVICES / "waiting.py").read_text().splitlines(), start=1)
    within = range(program.lineno, (program.end_lineno or 0) + 1)
    return [number for number, text in lines if number in within and text.endswith("# waits")]


def test_report_says_what_happened_where(outcomes: Outcomes) -> None:
    report = outcomes["waiting.computes_the_loss_on_the_cpu"]["phantom"]["report"]

    assert report["steps"] == 10
    assert report["total"]["d2h"] == 10
    assert {"step": 0, "kind": "d2h", "operation": "copy_", "where": report["every_step"][0][1]} in report["events"]


def test_nothing_is_said_per_step_where_there_were_no_steps(outcomes: Outcomes) -> None:
    report = outcomes["correct.views_share_memory"]["phantom"]["report"]

    assert (report["steps"], report["per_step"], report["every_step"]) == (0, {}, [])


def test_events_are_bounded() -> None:
    ledger_module = pytest.importorskip("learnnn.worker.phantom.ledger")
    ledger = ledger_module.Ledger()

    for _ in range(ledger_module.MAX_EVENTS + 10):
        ledger.record("sync", "read")

    assert ledger.report()["total"]["sync"] == ledger_module.MAX_EVENTS + 10
    assert len(ledger.report()["events"]) == ledger_module.MAX_EVENTS


def test_reads_of_the_worker_itself_are_not_counted() -> None:
    ledger = pytest.importorskip("learnnn.worker.phantom.ledger").Ledger()
    guest = Path(phantom.__file__).parents[1] / "guest.py"

    exec(compile("ledger.record('d2h', 'copy_')", str(guest), "exec"), {"ledger": ledger})

    assert ledger.report()["total"]["d2h"] == 0


# -- switching it on --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_enabling_again_starts_a_new_report() -> None:
    if not phantom.supported():
        pytest.skip("this torch cannot carry the phantom")
    reads = "import torch; torch.ones(1, device='phantom').item()"
    program = f"from learnnn.worker.phantom import enable; enable(); {reads}; print(enable().report()['total']['sync'])"

    done = run_python("-c", program)

    assert (done.stderr, done.stdout.strip()) == ("", "0")


@pytest.mark.slow
def test_enabling_does_not_import_the_compiler() -> None:
    if not phantom.supported():
        pytest.skip("this torch cannot carry the phantom")
    program = "import sys; from learnnn.worker.phantom import enable; enable(); print('torch._dynamo' in sys.modules)"

    done = run_python("-c", program)

    assert (done.stderr, done.stdout.strip()) == ("", "False")  # which would take longer than all the rest


def test_importing_the_module_does_not_import_torch() -> None:
    done = run_python("-c", "import sys, learnnn.worker.phantom; print('torch' in sys.modules)")

    assert (done.stderr, done.stdout.strip()) == ("", "False")


def test_supported_where_torch_takes_devices_made_in_python() -> None:
    source = Path(importlib.util.find_spec("torch").origin).parent / "utils/backend_registration.py"  # type: ignore[union-attr, arg-type]
    takes_python_devices = re.search(r"def _setup_privateuseone_for_python_backend\b", source.read_text()) is not None

    assert phantom.supported() == takes_python_devices


def test_not_supported_where_the_trial_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-python"))

    assert not phantom.supported.__wrapped__()
