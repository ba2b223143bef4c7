"""Notices that files were saved: by the system's notifications, or by looking again and again where those do not come."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
from watchfiles import Change, awatch

# What another machine saves there is not notified here.
REMOTE = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "davfs", "drvfs", "fakeowner", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"}
    | {"prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav"}
)
LOCAL_FUSE = frozenset({"fuseblk", "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.encfs", "fuse.bindfs"})
FORCED = "WATCHFILES_FORCE_POLLING"  # an environment variable that has a say everywhere watchfiles is used
NOT_FORCED = frozenset({"false", "disable", "disabled"})

STEP_MS = 10  # of quiet, and a save is complete: an editor that saves by renaming causes several events
DEBOUNCE_MS = 100  # at most, however busy the folder is
POLL_MS = 250
AGAIN_S = 1.0  # after which a folder that could not be watched is tried again


@dataclass(frozen=True, slots=True)
class Way:
    """How saves are noticed, and why it is not by notifications."""

    is_polling: bool
    why: str = ""

    @property
    def word(self) -> str:
        return "polling" if self.is_polling else "notifications"


def way_for(folder: Path, environ: Mapping[str, str] = os.environ) -> Way:
    """Notifications, except where the environment says otherwise or another machine may save files."""
    said = environ.get(FORCED, "").lower()
    if said:
        return Way(is_polling=False) if said in NOT_FORCED else Way(is_polling=True, why=f"{FORCED} is set")
    kind = file_system(folder)
    return Way(is_polling=True, why=kind) if is_remote(kind) else Way(is_polling=False)


def is_remote(kind: str) -> bool:
    """Whether others may save files on a file system of this type, without this machine's being told."""
    return kind in REMOTE or (kind.startswith("fuse") and kind not in LOCAL_FUSE)


def file_system(folder: Path) -> str:
    """The type of the file system that holds the folder; an empty string where the system does not tell."""
    place = folder.resolve()
    try:
        mounts = [(Path(one.mountpoint), one.fstype) for one in psutil.disk_partitions(all=True)]
    except (OSError, RuntimeError):
        return ""
    # Of two at the same place the later one is what is seen.
    around = [(len(mount.parts), number, kind) for number, (mount, kind) in enumerate(mounts) if _holds(mount, place)]
    return max(around, default=(0, 0, ""))[-1].lower()


def _holds(mount: Path, place: Path) -> bool:
    return place == mount or mount in place.parents


async def saves(
    folder: Path, way: Way, *, is_meant: Callable[[Path], bool], tell: Callable[[Way], None]
) -> AsyncIterator[frozenset[Path]]:
    """The files below the folder that were saved, moved or deleted, as it happens, until it is cancelled.

    Folders are watched, not files: an editor may put a new file in the old one's place. `tell` is told of a change of way.
    """

    def is_of_interest(_: Change, name: str) -> bool:
        return is_meant(Path(name))

    while True:
        try:
            async for changes in awatch(
                folder, watch_filter=is_of_interest, debounce=DEBOUNCE_MS, step=STEP_MS,
                poll_delay_ms=POLL_MS, force_polling=way.is_polling, ignore_permission_denied=True,
            ):  # fmt: skip
                yield frozenset(Path(name) for _, name in changes)
        except (OSError, RuntimeError) as error:  # watchfiles' own error is a RuntimeError
            if way.is_polling:
                await asyncio.sleep(AGAIN_S)
            else:
                way = Way(is_polling=True, why=f"no notifications: {_reason(error)}")
                tell(way)


def _reason(error: BaseException) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
