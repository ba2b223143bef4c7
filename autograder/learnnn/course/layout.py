"""Where things are: the one module that joins folder names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

COURSE_FILE = "course.yml"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of a course, every one spelled with an exercise's slug."""

    root: Path

    @property
    def course_file(self) -> Path:
        return self.root / COURSE_FILE

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def state(self) -> Path:
        """What the engine remembers here; safe to delete."""
        return self.root / ".learnnn"

    @property
    def course_data(self) -> Path:
        """What came along with a workspace: data for the engine, nothing to be read or edited."""
        return self.root / ".course"

    def stub(self, slug: str) -> Path:
        return self.exercises / slug / f"{slug}.py"

    def statement(self, slug: str) -> Path:
        return self.exercises / slug / "README.md"

    def hints(self, slug: str) -> Path:
        return self.exercises / slug / "hints.md"

    def reflections(self, slug: str) -> Path:
        """The questions that a person grades; only some exercises have them."""
        return self.exercises / slug / "reflection.md"

    def public_checks(self, slug: str) -> Path:
        return self.exercises / slug / f"test_{slug}.py"

    def stage(self, slug: str) -> Path:
        return self.exercises / slug / f"stage_{slug}.py"

    def pictures(self, slug: str) -> Path:
        """What `learnnn show` draws from the student's own code; only some exercises have it."""
        return self.exercises / slug / f"pictures_{slug}.py"

    def predictions(self, slug: str) -> Path:
        """What a student may be asked to predict before their code is run; only some exercises have it."""
        return self.exercises / slug / f"predict_{slug}.py"

    def reference(self, slug: str) -> Path:
        return self.solutions / slug / f"{slug}.py"

    def mark_scheme(self, slug: str) -> Path:
        """What a good answer to each reflection contains."""
        return self.solutions / slug / "reflection.md"

    def hidden_checks(self, slug: str) -> Path:
        return self.solutions / slug / f"test_{slug}_hidden.py"

    def equivalent(self, slug: str) -> Path:
        """Mutants of the reference that are no mistakes, with the reasons; only some exercises have it."""
        return self.solutions / slug / "equivalent.md"

    def wrong_folder(self, slug: str) -> Path:
        return self.solutions / slug / "wrong"

    def wrong(self, slug: str) -> list[Path]:
        """The known-wrong solutions, by name; several variants of one mistake are in a folder with its name."""
        folder = self.wrong_folder(slug)
        return sorted([*folder.glob("*.py"), *folder.glob("*/*.py")])

    def right_folder(self, slug: str) -> Path:
        return self.solutions / slug / "right"

    def right(self, slug: str) -> list[Path]:
        """Right solutions in other styles than the reference's, by name."""
        return sorted(self.right_folder(slug).glob("*.py"))

    def public_files(self, slug: str) -> list[Path]:
        """All of an exercise that a student may see; not all of it needs to be there."""
        return [
            self.statement(slug), self.stub(slug), self.public_checks(slug), self.hints(slug), self.reflections(slug),
            self.stage(slug), self.pictures(slug), self.predictions(slug),
        ]  # fmt: skip

    def graded_by(self, slug: str) -> list[Path]:
        """All that decides on a verdict, and on what is said with it; not all of it needs to be there."""
        checks = [self.public_checks(slug), self.hidden_checks(slug), self.stage(slug), self.reference(slug)]
        return [*checks, *self.wrong(slug), *self.right(slug)]

    def backups(self, slug: str) -> Path:
        return self.state / "backups" / slug

    def catalogue(self, slug: str, tag: str) -> Path:
        return self.state / "catalogue" / f"{slug}-{tag}.msgpack"

    def recordings(self, slug: str, tag: str) -> Path:
        return self.state / "recordings" / f"{slug}-{tag}.msgpack"

    def bundle(self, slug: str) -> Path:
        """What a course brings along for students who have no solutions: recorded answers, and diagnoses."""
        return self.course_data / f"{slug}.msgpack"

    def untouched_stub(self, slug: str) -> Path:
        """The stub as it was given out, in a workspace."""
        return self.course_data / "stubs" / f"{slug}.py"

    def manifest(self) -> Path:
        """What was given out, in a workspace."""
        return self.course_data / "manifest.json"

    def newer(self, name: str) -> Path:
        """The new version of a file that the student has edited."""
        return self.state / "newer" / name

    def drawings(self) -> Path:
        """Where `learnnn show` saves its pictures."""
        return self.root / "pictures"

    def drawing(self, slug: str, name: str, kind: str) -> Path:
        """One picture; `kind` is the format it is saved in."""
        return self.drawings() / slug / f"{name}.{kind}"

    def gallery_page(self) -> Path:
        """The page that shows the pictures drawn last."""
        return self.drawings() / "index.html"

    def report_page(self) -> Path:
        return self.root / "report.html"

    def progress(self) -> Path:
        return self.state / "progress.jsonl"

    def last_report(self, slug: str) -> Path:
        """The newest verdict on the student's own work."""
        return self.state / "reports" / f"{slug}.json"

    def prediction_record(self) -> Path:
        """Which predictions a student was asked for."""
        return self.state / "predictions.json"

    def hint_record(self) -> Path:
        return self.state / "hints.json"


def grades_of(submissions: Path) -> Path:
    """Where the grades of a folder of submissions are kept: beside it, never in it."""
    folder = submissions.resolve()
    return folder.parent / f"{folder.name}.grades.sqlite"


def course_above(folder: Path) -> Path | None:
    """The nearest folder, from this one upwards, that holds a course."""
    return next((place for place in (folder, *folder.parents) if (place / COURSE_FILE).is_file()), None)


def slug_of(check_file: Path) -> str:
    """The exercise a file of checks belongs to: its folder is named so."""
    return check_file.parent.name


def is_hidden(check_file: Path) -> bool:
    """Whether a file of checks is one a student may not see."""
    return check_file.parent.parent.name == "solutions"
