"""How long fuzzers look, and what they must not cost. LEARNNN_FUZZ=50000 in the environment: as many inputs for each."""

from __future__ import annotations

import os
import resource
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings

PER_INPUT = timedelta(seconds=5)
MAY_GROW_MB = 400  # an answer may hold 64 MB, and there are a few copies of it
ASKED = os.environ.get("LEARNNN_FUZZ", "")


def bounded(usual: int) -> Any:
    """Settings of a fuzzer that looks at `usual` inputs where nobody has asked for more."""
    return settings(
        max_examples=int(ASKED or usual),
        deadline=PER_INPUT,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
        database=None,
    )


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
