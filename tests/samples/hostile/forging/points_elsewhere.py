"""Answers with handles and methods of objects that it was never asked for, and of none."""
# checks: test_counter_keeps_its_count, test_doubles_every_entry, test_steps_are_counted

import sys

channel = sys.modules["learnnn.worker.channel"]
send = channel.Channel.send
NODES = [
    {"t": "handle", "i": 0, "n": "ndarray", "c": True},
    {"t": "handle", "i": -1, "n": "Counter", "c": True},
    {"t": "handle", "i": 10**9, "n": "Reference", "c": False},
    {"t": "method", "on": -5, "name": "__class__"},
    {"t": "method", "on": 10**30, "name": "double"},
]


def forged(self, message, max_bytes=None):
    if message.header.get("value") is not None and type(message.header["value"]) is not str:
        NODES.append(NODES.pop(0))
        message = channel.Message({"value": NODES[0], "changed": []})
    send(self, message, max_bytes)


channel.Channel.send = forged
