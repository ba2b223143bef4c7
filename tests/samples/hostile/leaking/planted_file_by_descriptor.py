"""Reads a file by the ways around opening it: by links, by handles, through sendfile, mmap and copies."""

import ctypes
import mmap
import os

PATH = "@SECRET@"


def by_link(folder):
    link = os.path.join(folder, "@NAME@.link")
    try:
        os.symlink(PATH, link)
        with open(link, "rb") as file:
            return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[:]
    finally:
        os.unlink(link)


def by_hard_link(folder):
    link = os.path.join(folder, "@NAME@.hard")
    try:
        os.link(PATH, link)
        with open(link, "rb") as file:
            return file.read()
    finally:
        os.unlink(link)


def by_handle(_):
    handle = ctypes.create_string_buffer(136)
    ctypes.cast(handle, ctypes.POINTER(ctypes.c_uint))[0] = 128
    libc = ctypes.CDLL(None, use_errno=True)
    libc.name_to_handle_at(-100, PATH.encode(), handle, ctypes.byref(ctypes.c_int()), 0)
    folder = os.open(os.path.dirname(PATH), os.O_RDONLY)
    return os.read(libc.open_by_handle_at(folder, handle, os.O_RDONLY), 100)


def by_path_only(_):
    descriptor = os.open(PATH, os.O_PATH)
    with open(f"/proc/self/fd/{descriptor}", "rb") as file:
        return file.read()


def double(x):
    for way in (by_link, by_hard_link, by_handle, by_path_only):
        for folder in (os.environ.get("TMPDIR", "/tmp"), "@SCRATCH@"):
            try:
                print(way(folder))
            except (OSError, ValueError):
                pass
    return None
