"""Runs the sample programs, on a device each in a fork of its own, as a worker does, and prints what came of them as JSON.

    python run_programs.py DEVICE…

prints `{program: {device: {"raised": text or null, "digest": of what it returned, "report": the phantom's or null}}}`.
torch is imported once, before the forks; the device is switched on in the child. (The CPU is on already, and needs none.)
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import io
import json
import os
import sys
import types
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import torch
import torch._dynamo  # optimizers import it at their first step, which takes a second: once is enough

KINDS = ("correct", "wrong", "waiting")


def main() -> None:
    torch.set_num_threads(1)  # a forked child must not find threads that stayed behind
    gc.freeze()  # nor touch, and so copy, every object of the parent's
    programs = {f"{kind}.{name}": run for kind in KINDS for name, run in _programs_of(importlib.import_module(kind))}
    devices = sorted(sys.argv[1:], key=lambda device: device == "cpu")  # what runs here comes after the last fork
    answers = {
        device: {name: (_run if device == "cpu" else _in_a_child)(run, device) for name, run in programs.items()}
        for device in devices
    }
    print(json.dumps({name: {device: answers[device][name] for device in devices} for name in programs}))


def _programs_of(module: types.ModuleType) -> list[tuple[str, Callable[[torch.device], Any]]]:
    """The module's own public functions."""
    return [
        (name, value)
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__ and not name.startswith("_")
    ]


def _in_a_child(program: Callable[[torch.device], Any], device: str) -> dict[str, Any]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as answer:
            json.dump(_run(program, device), answer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        text = answer.read()
    _, status = os.waitpid(pid, 0)
    return (
        json.loads(text) if status == 0 else {"raised": f"ended with status {status}", "digest": None, "report": None}
    )


def _run(program: Callable[[torch.device], Any], device: str) -> dict[str, Any]:
    warnings.simplefilter("ignore")
    phantom = _enable() if device == "phantom" else None
    torch.manual_seed(1)
    digest, raised = hashlib.sha256(), None
    try:
        with redirect_stdout(io.StringIO()):
            _update(digest, program(torch.device(device)))
    except Exception as error:  # whatever the program does is the answer
        raised = f"{type(error).__name__}: {error}"
    return {"raised": raised, "digest": digest.hexdigest(), "report": phantom and phantom.report()}


def _enable() -> Any:
    from learnnn.worker import phantom

    return phantom.enable()


def _update(digest: Any, value: Any) -> None:
    """Take in every bit of `value`: tensors, and lists of them, of numbers and of text."""
    if isinstance(value, torch.Tensor):
        digest.update(repr((value.dtype, value.shape, value.device.type)).encode())
        digest.update(value.detach().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    elif isinstance(value, (list, tuple)):
        digest.update(f"{len(value)} values".encode())
        for entry in value:
            _update(digest, entry)
    else:
        digest.update(repr(value).encode())


if __name__ == "__main__":
    main()
