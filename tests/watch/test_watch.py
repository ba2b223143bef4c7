"""`learnnn watch` on a real terminal, and its parts."""

from __future__ import annotations

import asyncio
import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import psutil
import pytest
from rich.console import Console

from learnnn.course import course_file
from learnnn.desk.progress import Progress
from learnnn.report.render import line
from learnnn.watch.app import Watch
from learnnn.watch.checker import Checker
from learnnn.watch.desk import Desk, Verdict
from learnnn.watch.judges import Judges
from learnnn.watch.rows import Rows
from learnnn.watch.saves import FORCED, Way, file_system, is_remote, saves, way_for
from tests.conftest import Run, Toy
from tests.grounds.terminal import terminal

pytestmark = pytest.mark.alone

SECOND = """
  - slug: halving
    title: Halving
    imports: [numpy]
    tasks:
      - {name: half, title: Half as much, points: 1}
"""
HALVING_CHECKS = '''
import pytest

from learnnn.checks import assert_close


@pytest.mark.task("half")
def test_halves(student):
    """Half of four is two."""
    assert_close(student.half(4.0), 2.0, what="half of four")
'''
HALF_TO_DO = "def half(x):\n    raise NotImplementedError\n"
SQUARES = "def double(x): return x**2"


@pytest.fixture
def course(toy: Toy) -> Toy:
    """The toy course with a second exercise, and without what takes time."""
    (toy.root / "course.yml").write_text((toy.root / "course.yml").read_text() + SECOND)
    folder = toy.root / "exercises" / "halving"
    folder.mkdir()
    (folder / "halving.py").write_text(HALF_TO_DO)
    (folder / "test_halving.py").write_text(HALVING_CHECKS)
    (folder / "hints.md").write_text("## half\n\n### 1\nDivide.\n\n### 2\nBy two.\n")
    checks = toy.root / "exercises" / "scaling" / "test_scaling.py"
    timed = checks.read_text()
    start = timed.index('@pytest.mark.task("total")\n@pytest.mark.timing')
    checks.write_text(timed[:start] + timed[timed.index('@pytest.mark.task("counter")') :])
    shutil.rmtree(toy.root / "solutions" / "scaling" / "wrong")
    (toy.root / "solutions" / "scaling" / "wrong").mkdir()
    return toy


def half_of(course: Toy) -> Path:
    return course.root / "exercises" / "halving" / "halving.py"


def watching(course: Toy, *words: str, columns: int = 80, rows: int = 24, env: dict[str, str] | None = None):
    command = [sys.executable, "-m", "learnnn.cli", "watch", *words]
    return terminal(command, course.root, columns=columns, rows=rows, env=env)


# -- on a terminal -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_failure_is_told_and_when_all_passes_the_next_exercise_follows(course: Toy) -> None:
    with watching(course) as shown:
        shown.wait_for("0 of 2 exercises", "Not written yet", "checked at", "watching by notifications")

        course.write(SQUARES)
        failing = shown.wait_for("FAILED", "test_doubles_every_entry", "Try it yourself", "checked at")
        course.write("")
        passing = shown.wait_for("All of scaling passes.", "1 of 2 exercises")
        moved = shown.wait_for("Halving", "Not written yet", "p goes back")
        shown.type("q")

        assert shown.wait_for_the_end() == 0
        assert "✗ FAILED      double" in failing and "✓ passed      total" in failing
        assert "Next: Halving" in passing and "✗" not in passing
        assert "double" not in moved
        assert "Passed: 1 of 2 exercises. Next: `learnnn watch halving`" in shown.sent.decode()


@pytest.mark.slow
def test_a_broken_save_is_told_and_the_next_one_is_checked(course: Toy) -> None:
    with watching(course, "scaling") as shown:
        shown.wait_for("checked at")

        course.stub.write_bytes(b"def double(x):\n    return '\xe9'\n")
        shown.wait_for("the file is not UTF-8 text", "no verdict")
        course.stub.write_text("")
        shown.wait_for("the file is empty")
        course.stub.unlink()
        shown.wait_for("learnnn reset scaling", "no verdict")
        course.stub.write_text("def double(x)\n    return 2 * x\n")
        shown.wait_for("SyntaxError", "checked at")
        course.write("")

        assert "✓ passed      double" in shown.wait_for("All of scaling passes.")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way_out", "code"), [("q", 0), ("\x03", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_the_terminal_is_put_back(course: Toy, way_out: str | signal.Signals, code: int) -> None:
    with watching(course) as shown:
        shown.wait_for("checked at")
        was_restored = shown.is_restored

        if isinstance(way_out, str):
            shown.type(way_out)
        else:
            shown.process.send_signal(way_out)

        assert shown.wait_for_the_end() == code
        assert not was_restored
        assert shown.is_restored


@pytest.mark.slow
def test_the_terminal_is_put_back_when_something_in_it_fails(course: Toy) -> None:
    program = (
        "from learnnn.watch import view\n"
        "def fail(*_, **__): raise ZeroDivisionError('on purpose')\n"
        "view.exercise_row = fail\n"
        "from learnnn.cli import main\n"
        "import sys; sys.argv = ['learnnn', 'watch']\n"
        "main()\n"
    )
    with terminal([sys.executable, "-c", program], course.root) as shown:
        shown.wait_for("checked at")

        shown.type("l")

        assert shown.wait_for_the_end() == 1
        assert shown.is_restored
        assert b"on purpose" in shown.sent and b"Passed:" not in shown.sent


@pytest.mark.slow
def test_nothing_is_left_running_when_the_window_is_closed(course: Toy) -> None:
    with watching(course) as shown:
        shown.wait_for("checked at")
        children = psutil.Process(shown.process.pid).children(recursive=True)

        shown.hang_up()
        shown.process.wait(20)
        _, alive = psutil.wait_procs(children, 20)

        assert children and not alive


@pytest.mark.slow
def test_every_size_is_filled(course: Toy) -> None:
    course.write(SQUARES)
    with watching(course) as shown:
        shown.wait_for("test_doubles_every_entry", "q quit")

        shown.resize(20, 6)
        small = shown.wait_for("Every", "h l n p a o q")
        shown.resize(132, 50)
        large = shown.wait_for("open the pictures", "Try it yourself", "A toy course")

        assert len(small.splitlines()) == 6
        assert large.splitlines()[-1].startswith("h hint")


@pytest.mark.slow
def test_what_the_code_printed_is_only_text(course: Toy) -> None:
    course.write(
        "def double(x):\n    print('[bold]a[/bold] [@click=app.quit]b[/] \\x1b[2Jc \\x1b]0;d\\x07')\n    return x"
    )
    with watching(course, rows=50) as shown:
        shown.wait_for("It printed:", "[bold]a[/bold] [@click=app.quit]b[/]", "checked at")

        assert b"\x1b[2Jc" not in shown.sent and b"\x1b]0;d" not in shown.sent


@pytest.mark.slow
def test_polling_sees_a_save_and_is_told(course: Toy) -> None:
    with watching(course, env={FORCED: "true"}, columns=110) as shown:
        shown.wait_for("checked at", f"watching by polling ({FORCED} is set)")

        course.write("")

        shown.wait_for("All of scaling passes.")


@pytest.mark.slow
def test_a_judge_that_was_killed_is_replaced(course: Toy) -> None:
    with watching(course) as shown:
        shown.wait_for("checked at")
        (judge,) = psutil.Process(shown.process.pid).children()

        judge.kill()
        course.write("")

        shown.wait_for("All of scaling passes.")


@pytest.mark.slow
def test_keys_work_while_a_loop_goes_on_and_the_mended_text_is_checked(course: Toy) -> None:
    limits = "limits: {wall_s: 30, cpu_s: 30, memory_mb: 512, output_kb: 256}"
    settings = (course.root / "course.yml").read_text()
    (course.root / "course.yml").write_text(
        settings.replace("limits: {wall_s: 3, cpu_s: 3, memory_mb: 512, output_kb: 256}", limits)
    )
    with watching(course) as shown:
        shown.wait_for("checked at")

        course.write("def double(x):\n    while True: pass")
        shown.wait_for("checking … 1.")
        shown.type("h")
        shown.wait_for("Arrays can be multiplied by numbers.")
        mended = time.monotonic()
        course.write("")
        shown.wait_for("All of scaling passes.")

        assert time.monotonic() - mended < 30  # the limit of a single check


@pytest.mark.slow
def test_quitting_does_not_wait_for_a_check(course: Toy) -> None:
    with watching(course) as shown:
        shown.wait_for("checked at")
        course.write("def double(x):\n    while True: pass")
        shown.wait_for("checking … 1.")
        children = psutil.Process(shown.process.pid).children(recursive=True)

        shown.type("q")
        code = shown.wait_for_the_end()
        _, alive = psutil.wait_procs(children, 20)

        assert code == 0 and shown.is_restored
        assert b"Traceback" not in shown.sent
        assert children and not alive


def test_without_a_terminal_it_says_what_to_do_instead(toy: Toy, learnnn: Run) -> None:
    ran = learnnn("watch", cwd=toy.root)

    assert ran.code == 2
    assert "needs a terminal" in ran.err and "learnnn check" in ran.err


# -- keys --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def judges() -> Iterator[Judges]:
    """One judge for all tests that need no terminal."""
    shared = Judges()
    shared.start()
    yield shared
    shared.close()


@pytest.fixture
def play(course: Toy, judges: Judges) -> Callable[..., None]:
    """Run the application without a terminal, and something with it once the first check is done."""

    def play(story: Callable[[Watch, Stage], Awaitable[None]], *, is_named: bool = True) -> None:
        async def perform() -> None:
            loaded = course_file.load(course.root)
            desk = Desk(loaded, Progress.open(loaded), loaded.exercises[0])
            app = Watch(desk, judges, Way(is_polling=False), is_named=is_named)
            async with app.run_test(size=(80, 30)) as pilot:
                stage = Stage(app, pilot)
                await stage.until(lambda: desk.verdict is not None)
                await story(app, stage)

        asyncio.run(perform())

    return play


class Stage:
    """Presses keys, and sees what comes of it."""

    def __init__(self, app: Watch, pilot) -> None:
        self._app, self._pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)
        await self._pilot.pause()

    async def until(self, holds: Callable[[], bool], timeout_s: float = 30) -> None:
        deadline = time.monotonic() + timeout_s
        while not holds():
            assert time.monotonic() < deadline, self.text
            await self._pilot.pause(0.02)

    @property
    def text(self) -> str:
        """All that is on the screen."""
        width, height = self._app.size
        console = Console(width=width, height=height, file=io.StringIO(), record=True, legacy_windows=False)
        console.print(self._app.screen._compositor.render_update(full=True))
        return console.export_text()


def test_h_gives_one_hint_more_and_remembers_it(play, course: Toy, learnnn: Run) -> None:
    async def story(app: Watch, stage: Stage) -> None:
        await stage.press("h")
        assert "hint 1 of 2" in stage.text and "Arrays can be multiplied" in stage.text
        await stage.press("h")
        assert "hint 2 of 2" in stage.text

    play(story)

    assert "hint 2 of 2" in learnnn("hint", "scaling::double", "--again", cwd=course.root).out


def test_n_and_p_go_through_the_course_and_stop_at_its_ends(play) -> None:
    async def story(app: Watch, stage: Stage) -> None:
        await stage.press("p")
        assert "This is the first exercise." in stage.text
        await stage.press("n")
        await stage.until(lambda: "Half as much: Not written yet" in stage.text)
        await stage.press("n")
        assert "This is the last exercise." in stage.text
        await stage.press("p")
        assert "Twice as much" in stage.text

    play(story)


def test_the_list_goes_to_the_exercise_that_is_chosen(play) -> None:
    async def story(app: Watch, stage: Stage) -> None:
        await stage.press("l")
        assert "· to do       halving" in stage.text
        await stage.press("down", "enter")
        assert app.desk.exercise.slug == "halving"

    play(story)


@pytest.mark.slow
def test_all_exercises_are_checked_one_after_the_other(play, course: Toy) -> None:
    half_of(course).write_text("def half(x): return x / 2\n")

    async def story(app: Watch, stage: Stage) -> None:
        await stage.press("a")
        await stage.until(lambda: "✓ passed      halving" in stage.text)
        assert "1 of 2 exercises" in stage.text

    play(story)


@pytest.mark.slow
def test_an_exercise_that_was_asked_for_by_name_stays_though_it_passes(play, course: Toy) -> None:
    course.write("")

    async def story(app: Watch, stage: Stage) -> None:
        await stage.until(lambda: "All of scaling passes." in stage.text)
        assert app._departure is None

    play(story, is_named=True)


def test_p_stays_when_it_is_about_to_move_on(play, course: Toy) -> None:
    course.write("")

    async def story(app: Watch, stage: Stage) -> None:
        await stage.until(lambda: app._departure is not None)
        await stage.press("p")
        assert "You stay here." in stage.text and app._departure is None

    play(story, is_named=False)


@pytest.mark.slow
def test_saving_another_exercise_goes_there(play, course: Toy) -> None:
    async def story(app: Watch, stage: Stage) -> None:
        half_of(course).write_text("def half(x): return x\n")
        await stage.until(lambda: "Half of four is two." in stage.text)
        assert "Halving was saved. p goes back." in stage.text
        await stage.press("p")
        assert app.desk.exercise.slug == "scaling"

    play(story)


@pytest.mark.slow
def test_a_file_with_a_byte_order_mark_passes_and_counts(play, course: Toy) -> None:
    course.write("")
    course.stub.write_bytes(b"\xef\xbb\xbf" + course.stub.read_bytes())

    async def story(app: Watch, stage: Stage) -> None:
        assert "1 of 2 exercises" in stage.text

    play(story)


@pytest.mark.slow
def test_o_says_what_came_of_the_pictures(play) -> None:
    async def story(app: Watch, stage: Stage) -> None:
        await stage.press("o")
        assert "Drawing what Scaling does" in stage.text
        await stage.until(lambda: "scaling has no pictures." in stage.text)

    play(story)


# -- verdicts ------------------------------------------------------------------------------------------------------------


class Told:
    """An audience that remembers the verdicts it was told."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self.begun, self.told = asyncio.Event(), asyncio.Event()

    def on_check_begun(self) -> None:
        self.begun.set()

    def on_verdict(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)
        self.told.set()

    def on_time_passed(self) -> None: ...

    def on_trouble(self, message: str) -> None: ...

    def on_check_ended(self) -> None: ...


def test_a_text_that_is_saved_over_while_it_is_checked_gets_no_verdict(course: Toy, judges: Judges) -> None:
    loaded = course_file.load(course.root)
    desk, audience = Desk(loaded, Progress.open(loaded), loaded.exercises[0]), Told()
    checker = Checker(desk, judges, audience)

    async def save_twice() -> None:
        course.write("import time\ntime.sleep(0.5)\n" + SQUARES)
        running = asyncio.create_task(checker.run())
        await audience.begun.wait()
        course.write("")
        await audience.told.wait()
        running.cancel()

    asyncio.run(save_twice())

    (verdict,) = audience.verdicts
    assert verdict.passed


# -- how saves are noticed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "drvfs", "vboxsf", "fuse.sshfs", "fuse.rclone"])
def test_a_drive_that_others_write_to_is_polled(kind: str) -> None:
    assert is_remote(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "apfs", "ntfs", "fuseblk", "tmpfs", "overlay", ""])
def test_a_drive_of_this_machine_is_not_polled(kind: str) -> None:
    assert not is_remote(kind)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
def test_the_file_system_is_that_of_the_innermost_mount() -> None:
    assert file_system(Path("/proc/self")) == "proc"


def test_the_environment_decides(tmp_path: Path) -> None:
    assert way_for(tmp_path, {FORCED: "1"}).is_polling
    assert not way_for(tmp_path, {FORCED: "false"}).is_polling


@pytest.mark.parametrize("is_polling", [False, True])
def test_a_file_put_in_the_place_of_another_is_a_save(tmp_path: Path, is_polling: bool) -> None:
    file, other = tmp_path / "a.py", tmp_path / "b.py"
    file.write_text("1")

    async def first_save() -> frozenset[Path]:
        async for paths in saves(tmp_path, Way(is_polling), is_meant=lambda path: path == file, tell=print):
            return paths
        raise AssertionError

    async def watch() -> frozenset[Path]:
        seen = asyncio.create_task(first_save())
        while not seen.done():  # whenever it begins to look
            other.write_text(f"{time.monotonic()}")
            other.replace(file)
            await asyncio.wait({seen}, timeout=0.3)
        return seen.result()

    assert asyncio.run(watch()) == {file}


WATCH_ONE_FILE = """
import asyncio, sys
from pathlib import Path
from learnnn.watch.saves import Way, saves

async def main():
    file = Path(sys.argv[1])
    ways = []
    watch = saves(file.parent, Way(False), is_meant=lambda path: True, tell=ways.append)
    seen = asyncio.create_task(anext(watch))
    while not seen.done():
        file.write_text(str(asyncio.get_running_loop().time()))
        await asyncio.wait({seen}, timeout=0.3)
    print(ways, seen.result())

asyncio.run(main())
"""


def test_where_no_notifications_are_left_it_polls_and_says_why(tmp_path: Path) -> None:
    nothing_left = ["unshare", "-Ur", "sh", "-c", 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', "sh"]
    if shutil.which("unshare") is None or subprocess.run([*nothing_left, "true"], check=False).returncode:
        pytest.skip("there are no user namespaces here")
    program = [sys.executable, "-c", WATCH_ONE_FILE, str(tmp_path / "a.py")]

    done = subprocess.run([*nothing_left, *program], capture_output=True, text=True, timeout=60, check=False)

    assert "is_polling=True, why='no notifications: " in done.stdout, done.stderr
    assert "a.py" in done.stdout


# -- rows ----------------------------------------------------------------------------------------------------------------


def shown_in(width: int, rows: Rows) -> list[str]:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    console.print(rows)
    return [row.rstrip() for row in console.file.getvalue().splitlines()]


def test_a_long_line_goes_on_below_its_text() -> None:
    rows = Rows([(("  FAILED  ", "red"), ("one two three", ""))])

    assert shown_in(20, rows) == ["  FAILED  one two", "          three"]


def test_rows_of_a_table_end_where_the_terminal_does() -> None:
    assert shown_in(8, Rows([line("one two three")], is_wrapped=False)) == ["one two…"]


def test_nothing_in_a_line_steers_the_terminal() -> None:
    assert shown_in(60, Rows([line("[red]\x1b[31m\u202e[link=x]")])) == ["[red]\\x1b[31m\\u202e[link=x]"]
