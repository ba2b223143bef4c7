"""Limits the kernel keeps on a worker, put in place before the student's code is known.

They are the second line: the judge's watchdog (`learnnn.worker.watchdog`) stops a worker from outside, on every platform.
Where the platform has no resource limits this module does nothing.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource

SPARE_MB = 256  # address space beyond the memory allowed: thread stacks, mapped libraries

# One thread each, so that CPU time means work. Some libraries ask when they are imported, scikit-learn's at every call.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LOKY_MAX_CPU_COUNT"), "1")

Image = tuple[int, int]  # MB of address space and of data segment


def apply(*, memory_mb: int, cpu_s: float, image: Image) -> None:
    """Cap memory (beyond what the warm worker's image uses already), CPU seconds, files, signals and locked memory."""
    if sys.platform == "win32":
        return
    r = resource
    _cap(r.RLIMIT_CORE, 0)
    _cap(r.RLIMIT_CPU, int(cpu_s) + 2)
    _cap(r.RLIMIT_FSIZE, 16 << 20)
    _cap(r.RLIMIT_NOFILE, 256)
    _cap(r.RLIMIT_MEMLOCK, 64 << 10)
    if sys.platform == "linux":
        _cap(r.RLIMIT_MSGQUEUE, 0)
        _cap(r.RLIMIT_SIGPENDING, 128)
    size_mb, data_mb = image
    if size_mb:  # elsewhere the platform does not say, or does not enforce
        _cap(r.RLIMIT_DATA, (data_mb + memory_mb) << 20)
        _cap(r.RLIMIT_AS, (size_mb + memory_mb + SPARE_MB) << 20)


def image() -> Image:
    """What this process uses; zeros where the platform does not tell."""
    try:
        with open("/proc/self/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return int(fields["VmSize"].split()[0]) >> 10, int(fields["VmData"].split()[0]) >> 10
    except OSError:
        return 0, 0


def _cap(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))
