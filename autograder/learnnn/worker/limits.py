"""Limits the kernel keeps on a worker, put in place before the student's code is known.

They are the second line: the judge's watchdog (`learnnn.worker.watchdog`) stops a worker from outside, on every platform.
Where the platform has no resource limits this module does nothing.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource

SPARE_MB = 256  # address space beyond the memory allowed: thread stacks, mapped libraries


def apply(*, memory_mb: int, cpu_s: float) -> None:
    """Cap memory (relative to what the warm worker uses already), CPU seconds, file size, descriptors and core dumps."""
    if sys.platform == "win32":
        return
    r = resource
    size_mb, data_mb = _used_mb()
    _cap(r.RLIMIT_CORE, 0)
    _cap(r.RLIMIT_CPU, int(cpu_s) + 2)
    _cap(r.RLIMIT_FSIZE, 16 << 20)
    _cap(r.RLIMIT_NOFILE, 256)
    if size_mb:  # elsewhere the platform does not say, or does not enforce
        _cap(r.RLIMIT_DATA, (data_mb + memory_mb) << 20)
        _cap(r.RLIMIT_AS, (size_mb + memory_mb + SPARE_MB) << 20)


def _cap(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _used_mb() -> tuple[int, int]:
    """Address space and data segment of this process in MB; zeros where the platform does not tell."""
    try:
        with open("/proc/self/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return int(fields["VmSize"].split()[0]) >> 10, int(fields["VmData"].split()[0]) >> 10
    except OSError:
        return 0, 0
