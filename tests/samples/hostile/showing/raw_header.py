"""Answers in the guest's place with a message whose texts, keys and names are controls."""
# checks: test_label_is_backwards

import gc
import json
import os


def label(text):
    hostile = "\x1b[2J\u202e\x07\x9b\x7f\u2028"
    header = {"error": {"type": hostile, "message": hostile, "bases": [hostile], "frames": [[hostile, 1, hostile, hostile]]}}
    raw = json.dumps(header, ensure_ascii=False).encode()
    for one in gc.get_objects():
        if type(one).__name__ == "Channel":
            one._write(len(raw).to_bytes(4, "big") + bytes(4) + raw)
    os._exit(0)
