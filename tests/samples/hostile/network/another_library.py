"""Calls the C library and the kernel directly, past everything that Python might be asked to refuse."""

import ctypes
import platform
import struct

SOCKET, CONNECT, SENDTO = {"x86_64": (41, 42, 44), "aarch64": (198, 203, 206)}.get(platform.machine(), (41, 42, 44))


def double(x):
    libc = ctypes.CDLL(None, use_errno=True)
    tcp = struct.pack("=HH4s8x", 2, int.from_bytes(int("@TCP@").to_bytes(2, "big"), "little"), bytes([127, 0, 0, 1]))
    udp = struct.pack("=HH4s8x", 2, int.from_bytes(int("@UDP@").to_bytes(2, "big"), "little"), bytes([127, 0, 0, 1]))
    libc.syscall(CONNECT, libc.syscall(SOCKET, 2, 1, 0), tcp, 16)
    libc.syscall(SENDTO, libc.syscall(SOCKET, 2, 2, 0), b"hello", 5, 0, udp, 16)
    return None
