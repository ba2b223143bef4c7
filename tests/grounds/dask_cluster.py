"""A dask cluster on this machine: a real scheduler, and real workers that come and go."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_S = 60


class Dask:
    """A scheduler and its workers, as processes of the command line that a cluster is made with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = 0
        self.workers: list[subprocess.Popen[bytes]] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._read_from_log("scheduler", "Scheduler at:")

    def add_worker(self, *options: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """One more worker process, which joins when it is up."""
        self._started += 1
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.scratch), *options)
        worker = self._start(f"worker{self._started}", self.address, *options, env=env)
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        worker.kill()
        worker.wait()
        self.workers.remove(worker)

    @property
    def scratch(self) -> Path:
        return self._folder / "scratch"

    def courses_left(self) -> list[Path]:
        """What a grading has left on the nodes' disks."""
        return [path for path in self.scratch.rglob("learnnn-*") if path.is_dir()]

    def close(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _start(self, name: str, *args: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        role = name.rstrip("0123456789")
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *args, "--no-dashboard"]
        with (self._folder / f"{name}.log").open("wb") as log:
            self._processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | (env or {})))
        return self._processes[-1]

    def _read_from_log(self, name: str, words: str) -> str:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            for line in (self._folder / f"{name}.log").read_text().splitlines():
                if words in line:
                    return line.rpartition(" ")[2]
            time.sleep(0.05)
        raise TimeoutError((self._folder / f"{name}.log").read_text())


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[Dask]:
    """A cluster of so many workers; it is gone afterwards."""
    cluster = Dask(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.close()
