"""The process around a guest: warms up, serves one channel until the judge hangs up. Run as a module where none can be forked."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Iterable

from learnnn.worker import limits, values
from learnnn.worker.channel import Channel, Message, ProtocolError, Unsendable
from learnnn.worker.guest import Guest


def serve(channel: Channel, max_answer_bytes: int, memory: memoryview | None = None) -> None:
    """Answer requests until the judge hangs up. `memory` is that of its inputs, where it has some."""

    def ask_judge(message: Message) -> Message:
        channel.send(message, max_answer_bytes)
        return channel.receive()

    guest = Guest(ask_judge, memory)
    while True:
        try:
            reply = guest.answer(channel.receive())
        except (EOFError, ProtocolError, OSError):
            return
        try:
            channel.send(reply, max_answer_bytes)
        except Unsendable as error:
            channel.send(Message({"error": values.described(error, guest.files)}))


def main() -> None:
    """Serve over standard input and output, which the student's code then no longer sees."""
    channel = Channel(os.dup(0), os.dup(1))
    redirect(2)  # what they print joins standard error, which the judge collects
    settings = channel.receive().header
    warm_up(settings["preload"], settings["packages"])
    limits.apply(memory_mb=settings["memory_mb"], cpu_s=settings["cpu_s"], image=limits.image())
    channel.send(Message({"ready": True}))
    serve(channel, settings["answer_bytes"])


def redirect(output: int) -> None:
    """Standard input is empty from now on; standard output and standard error go to this descriptor."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(output, 1)
    os.dup2(output, 2)


def warm_up(preload: Iterable[str], packages: Iterable[str]) -> None:
    """Import what the exercise needs and load an empty module once, so that what comes after is quick.

    All of the packages it allows are imported, as far as they are installed: with them comes all that they import, which
    tells what a confined worker must be able to read.
    """
    for name in (*packages, *preload):
        if name in preload or importlib.util.find_spec(name) is not None:
            importlib.import_module(name)
    guest = Guest(lambda message: message)
    guest.answer(Message({"op": "load", "source": "", "filename": "", "name": "warm_up", "imports": [], "stage": None}))
    del sys.modules["warm_up"]


if __name__ == "__main__":
    main()
