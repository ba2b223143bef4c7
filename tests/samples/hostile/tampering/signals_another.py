"""Sends signals to a process of somebody else's, in every way there is to send one."""

import ctypes
import os
import platform
import signal

VICTIM = int("@VICTIM@")
libc = ctypes.CDLL(None)
TKILL, TGKILL = {"x86_64": (200, 234), "aarch64": (130, 131)}.get(platform.machine(), (200, 234))


def double(x):
    for way in (
        lambda: os.kill(VICTIM, signal.SIGTERM),
        lambda: os.killpg(VICTIM, signal.SIGUSR1),
        lambda: signal.pidfd_send_signal(os.pidfd_open(VICTIM), signal.SIGUSR2),
        lambda: libc.syscall(TKILL, VICTIM, signal.SIGHUP),
        lambda: libc.syscall(TGKILL, VICTIM, VICTIM, signal.SIGINT),
        lambda: libc.sigqueue(VICTIM, signal.SIGQUIT, None),
    ):
        try:
            way()
        except OSError:
            pass
    return None
