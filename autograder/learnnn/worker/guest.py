"""The student's side: loads their module and answers the judge's questions about it, one at a time.

Requests are headers with an `op`; `on` names an object by its handle (0 is the student's module):

    compile {source, filename, rules: {imports, banned} | None}
    load    {source, code, filename, name, imports, stage: {source, code, filename} | None, shared, traced}
    device  {name}                        figure  {value}
    get     {on, name}                    set     {on, name, value}
    call    {on, name | None, args, kwargs, watch, inputs}
    keep    {value}                       item    {on, key}
    call_each {on, name, calls: [args, ...], watch, inputs}
    length  {on}                          items   {on}
    plain   {on}                          stage   {}
    device_report {}                      ran     {}

`load` is answered with the names of the functions and classes of the module, which need not be asked for one by one. A worker
that is `shared` loads the module anew for each of several checks; where something of the last check is left
(`learnnn.worker.traces`) it loads nothing and answers False. Of a module that is `traced` it tells which definitions `ran`
(`learnnn.worker.footprint`). `call_each` is answered with a list of the answers, up to the first call that raises, and then with
that error as `error_after`.
`watch` lists the buffers of arrays that a call must not change. Where buffers are `inputs`, places in the memory of the worker's
inputs (`learnnn.worker.inputs`), the judge looks at them itself; else `changed` says which of those watched are not the same.
`compile` is asked of a worker that has not run their code, so that what it says can be believed: the line that breaks the
exercise's rules, if any, and the `code` for the workers to come.

The reply is `{"value": node, "changed": [...]}` or `{"error": {type, bases, message, frames}}`. While it works on a call the
guest may send `{"callback": k, "args": [...]}` and waits for `{"value": node}` or `{"refused": text}`.

Everything a student can reach lives here, so nothing here is believed: the judge checks each reply. This module imports
the standard library, NumPy and the protocol only (torch when it is already there).
"""

from __future__ import annotations

import contextlib
import importlib
import random
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from learnnn.core import cells
from learnnn.worker import inputs, modules, values
from learnnn.worker.channel import Message, Node, Unsendable
from learnnn.worker.footprint import Footprint
from learnnn.worker.protocol import Decoder, Encoder
from learnnn.worker.traces import Traces

MAX_HANDLES = 100_000
MAX_ITEMS = 100_000
MAX_NAMES = 1000
_ATTRIBUTES = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, type)
_Operation = Callable[[dict[str, Node], Decoder], Any]


class Guest:
    """Holds one loaded module, and the objects the judge has handles for."""

    def __init__(self, ask_judge: Callable[[Message], Message], memory: memoryview | None = None) -> None:
        self._ask_judge = ask_judge
        self._memory = memory  # of its inputs
        self._objects: list[Any] = []
        self.files: set[str] = set()
        self._stage: dict[str, Node] | None = None
        self._stage_module: types.ModuleType | None = None
        self._phantom: Any = None
        self._footprint = Footprint()
        self._traces: Traces | None = None
        self._failures = modules.Failures()
        self._operations: dict[str, _Operation] = {
            "device": self._device, "compile": self._compile, "load": self._load, "get": self._get, "set": self._set, "call": self._call, "call_each": self._call_each, "item": self._item,
            "length": self._length, "keep": self._keep, "items": self._items, "plain": self._plain, "stage": self._load_stage, "figure": self._figure,
            "device_report": self._device_report, "ran": self._ran,
        }  # fmt: skip

    def answer(self, request: Message) -> Message:
        """The reply to one request. Whatever the student's code raises becomes part of the reply."""
        header = request.header
        decoder = self._decoder(request)
        self._changed: list[int] = []
        try:
            value = self._operations[header["op"]](header, decoder)
            if type(value) is Message:
                return value
            encoder = Encoder(self._node_of)
            return Message({"value": encoder.encode(value), "changed": self._changed}, encoder.buffers)
        except BaseException as error:  # SystemExit and KeyboardInterrupt of theirs are answers too  # noqa: BLE001  # all of them
            return Message({"error": values.described(error, self.files)})
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(BaseException):  # they may have put anything there
                    stream.flush()

    # -- operations ---------------------------------------------------------------------------------------------------

    def _device(self, header: dict[str, Node], _: Decoder) -> str | None:
        """Switch a device on; why that is impossible here, or None."""
        if header["name"] == "phantom":
            self._phantom = importlib.import_module("learnnn.worker.phantom").enable()
            return None
        return None if importlib.import_module("torch").cuda.is_available() else "torch finds no CUDA device here"

    def _compile(self, header: dict[str, Node], decoder: Decoder) -> Any:
        """The first line that breaks a rule and what it says, or None; and the text as code where no rule is broken."""
        source, filename, rules = _source(header, decoder), header["filename"], header["rules"]
        self.files = {filename}
        broken, code = modules.compiled(source, filename, rules)
        if broken is not None:
            return [broken.line, values.shortened(broken.message, values.MAX_TEXT)], None
        return None, code

    def _load(self, header: dict[str, Node], decoder: Decoder) -> Any:
        """Run the module's code; the names of its functions and classes, or False where a trace of the last check is left."""
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
        self._objects.clear()
        if self._traces is not None and not self._traces.are_gone():
            return False
        self.files = {header["filename"]}
        self._stage, self._stage_module = _decoded_stage(header["stage"], decoder), None
        _reseed()
        modules.guard_imports(header["name"], set(header["imports"]))
        if header.get("traced"):
            self._footprint.start(header["filename"])
        if header.get("shared") and self._traces is None:
            self._traces = Traces()
        module = types.ModuleType(header["name"])
        self._objects.append(module)
        source, code = _source(header, decoder), decoder.decode(header.get("code"))
        self._failures = modules.execute(module, source, header["filename"], code)
        kinds = module.__dict__.items()  # by type: what an object of theirs says of itself is code of theirs
        return [name for name, value in kinds if issubclass(type(value), _ATTRIBUTES) and type(name) is str][:MAX_NAMES]

    def _ran(self, *_: Any) -> list[str]:
        return self._footprint.names()

    def _load_stage(self, *_: Any) -> Any:
        if self._stage is None:
            raise RuntimeError("this exercise has no stage")
        if self._stage_module is None:
            module = types.ModuleType("stage")
            modules.execute(module, self._stage["source"], self._stage["filename"], self._stage["code"])
            self._stage_module = module
        return self._stage_module

    def _get(self, header: dict[str, Node], _: Decoder) -> Any:
        owner, name = self._objects[header["on"]], header["name"]
        if header["on"] == 0 and not hasattr(owner, name):
            if (failure := self._failures.about(name)) is not None:
                raise failure
            what = "notebook" if any(file.endswith(cells.ENDING) for file in self.files) else "file"
            raise AttributeError(f"the {what} does not define `{name}`")
        value = getattr(owner, name)
        return _Attribute(header["on"], name, value) if isinstance(value, _ATTRIBUTES) else value

    def _set(self, header: dict[str, Node], decoder: Decoder) -> None:
        setattr(self._objects[header["on"]], header["name"], decoder.decode(header["value"]))

    def _call(self, header: dict[str, Node], decoder: Decoder) -> Any:
        function = self._objects[header["on"]]
        if header["name"] is not None:
            function = getattr(function, header["name"])
        args = [decoder.decode(node) for node in header["args"]]
        kwargs = {name: decoder.decode(node) for name, node in header["kwargs"].items()}
        if not header["watch"] or "inputs" in header:
            return function(*args, **kwargs)
        with values.Watched(decoder.arrays) as watched:
            value = function(*args, **kwargs)
        self._changed = watched.changed
        return value

    def _call_each(self, header: dict[str, Node], decoder: Decoder) -> Message:
        function = getattr(self._objects[header["on"]], header["name"])
        encoder, answers = Encoder(self._node_of), list[Node]()
        error: dict[str, Node] | None = None
        is_watching = bool(header["watch"]) and "inputs" not in header
        for nodes in header["calls"]:
            n_arrays, n_buffers = len(decoder.arrays), len(encoder.buffers)
            args = [decoder.decode(node) for node in nodes]
            try:
                with values.Watched(decoder.arrays[n_arrays:] if is_watching else []) as watched:
                    answer = function(*args)
                answers.append(encoder.encode(answer))
                self._changed += [n_arrays + number for number in watched.changed]
            except BaseException as raised:  # noqa: BLE001  # as in `answer`
                error = values.described(raised, self.files)
                break
            # As it is now: the next call may write into what this one gave.
            encoder.buffers[n_buffers:] = map(bytes, encoder.buffers[n_buffers:])
        return Message({"value": answers, "changed": self._changed, "error_after": error}, encoder.buffers)

    def _keep(self, header: dict[str, Node], decoder: Decoder) -> Any:
        return _Kept(decoder.decode(header["value"]))

    def _item(self, header: dict[str, Node], decoder: Decoder) -> Any:
        return self._objects[header["on"]][decoder.decode(header["key"])]

    def _length(self, header: dict[str, Node], _: Decoder) -> int:
        return len(self._objects[header["on"]])

    def _items(self, header: dict[str, Node], _: Decoder) -> list[Any]:
        items: list[Any] = []
        for item in self._objects[header["on"]]:
            if len(items) == MAX_ITEMS:
                raise Unsendable(f"iterating over the object gives more than {MAX_ITEMS:,} items")
            items.append(item)
        return items

    def _plain(self, header: dict[str, Node], _: Decoder) -> Any:
        """By what its kind inherits: what a class of theirs makes of iterating is another question."""
        match value := self._objects[header["on"]]:
            case tuple():
                return tuple(tuple.__iter__(value))
            case list():
                return list(list.__iter__(value))
            case dict():
                return dict(dict.items(value))
        return value

    def _figure(self, header: dict[str, Node], decoder: Decoder) -> Any:
        return importlib.import_module("learnnn.worker.figures").describe(decoder.decode(header["value"]))

    def _device_report(self, *_: Any) -> Any:
        return self._phantom.report() if self._phantom is not None else {}

    # -- values -------------------------------------------------------------------------------------------------------

    def _node_of(self, value: Any, encoder: Encoder) -> Node:
        if isinstance(value, _Attribute):
            return {"t": "method", "on": value.on, "name": value.name}
        if isinstance(value, _Kept):
            return self._handle(value.value)
        torch = sys.modules.get("torch")
        if torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter):
            return values.tensor_node(torch, value, encoder)
        return self._handle(value)

    def _handle(self, value: Any) -> Node:
        if len(self._objects) >= MAX_HANDLES:
            raise Unsendable(f"the answers hold more than {MAX_HANDLES:,} objects")
        self._objects.append(value)
        return {"t": "handle", "i": len(self._objects) - 1, "n": values.type_name(value), "c": callable(value)}

    def _decoder(self, request: Message) -> Decoder:
        places = request.header.get("inputs")
        return Decoder(
            inputs.found(self._memory, places) if places is not None and self._memory is not None else request.buffers,
            {
                "handle": lambda node, _: self._objects[node["i"]],
                "method": lambda node, _: getattr(self._objects[node["on"]], node["name"]),
                "callback": lambda node, _: self._callback(node["i"]),
                "rng": lambda node, _: values.generator(node["v"]),
                "device": lambda node, _: importlib.import_module("torch").device(node["v"]),
                "tensor": lambda node, decoder: values.torch_tensor(decoder.tensor(node)),
            },
        )

    def _callback(self, index: int) -> Callable[..., Any]:
        """A function of the judge's, as the student's code sees it."""

        def ask(*args: Any) -> Any:
            encoder = Encoder(self._node_of)
            request = Message({"callback": index, "args": [encoder.encode(arg) for arg in args]}, encoder.buffers)
            reply = self._ask_judge(request)
            if "refused" in reply.header:
                raise TypeError(reply.header["refused"])
            return self._decoder(reply).decode(reply.header["value"])

        return ask


class _Attribute:
    """A function, method or class found on an object: the judge calls it by the object and the name."""

    def __init__(self, on: int, name: str, value: Any) -> None:
        self.on, self.name, self.value = on, name, value


class _Kept:
    """A value that stays here although it could cross."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _source(header: dict[str, Node], decoder: Decoder) -> str:
    """A text travels beside the header, which must stay short; one that is written into it is welcome too."""
    source = decoder.decode(header["source"])
    return source.decode("utf-8", "surrogatepass") if isinstance(source, bytes) else str(source)


def _decoded_stage(stage: dict[str, Node] | None, decoder: Decoder) -> dict[str, Any] | None:
    if stage is None:
        return None
    return stage | {"source": _source(stage, decoder), "code": decoder.decode(stage.get("code"))}


def _reseed() -> None:
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  # the generator a student may still use
    if (torch := sys.modules.get("torch")) is not None:
        # A torch that has no other device spares us what it prepares for them: it takes a picture of the stack for each.
        has_devices = torch.version.cuda is not None or torch.version.hip is not None or torch.backends.mps.is_built()
        (torch.manual_seed if has_devices else torch.default_generator.manual_seed)(0)
