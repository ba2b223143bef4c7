#!/usr/bin/env bash
# msgspec encodes subclasses of dict and list as what they are, and refuses those of str, int and float: np.float64,
# which is a float, cannot be written, while the json module writes it. As the key of a dict a subclass of str is
# welcome.
#
# Versions: msgspec 0.22.0, NumPy 2.4.6.
# Met where a score or a loss comes out of NumPy (`losses.mean()`) and goes into a report.
# The guess that was wrong: what isinstance() calls a float is encoded as one, as for dict and list, and as json does.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs msgspec==0.22.0 numpy==2.4.6
says "msgspec.json takes subclasses of dict and list, and of str as keys, but none of float, int or str as values."
saw "a subclass of dict: b'{}'
a subclass of list: b'[]'
a subclass of str: refused
a subclass of int: refused
a subclass of float: refused
np.float64: refused, json writes 0.5
np.str_ as a key: b'{\"loss\":0.5}'" "$(
    inside - <<'PY'
import json

import msgspec
import numpy as np


def encoded(value):
    try:
        return msgspec.json.encode(value)
    except TypeError:
        return "refused"


for kind in (dict, list, str, int, float):
    print(f"a subclass of {kind.__name__}:", encoded(type("Own", (kind,), {})()))
print(f"np.float64: {encoded(np.float64(0.5))}, json writes {json.dumps(np.float64(0.5))}")
print("np.str_ as a key:", encoded({np.str_("loss"): 0.5}))
PY
)"
