"""What known-wrong solutions say to checks: recorded when first needed, kept beside the course by content hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from learnnn.core.model import FAILING, Exercise, Status
from learnnn.diagnosis.misconceptions import KnownWrong, Misconception, load_all
from learnnn.diagnosis.signatures import Signature, signature
from learnnn.judge.grading import judge
from learnnn.judge.record import Kind
from learnnn.judge.trials import Job, Plan, Trial
from learnnn.system import state

SAME_SLOWNESS = 2.0  # two measurements of one solution differ by less, two ways of being slow usually by more


@dataclass(frozen=True, slots=True)
class Saying:
    """How one check went for one known-wrong solution."""

    status: Status
    signature: Signature
    seen: str = ""  # what was wrong with a figure, which is looked at but not recorded
    ratio: float | None = None  # of a timed check, which keeps no record

    def matches(self, other: Saying) -> bool:
        """Whether both say the same; of a timing, whether both are slower by about the same factor."""
        if (self.status, self.seen) != (other.status, other.seen) or not self.signature.matches(other.signature):
            return False
        if self.ratio is None or other.ratio is None:
            return self.ratio is other.ratio
        return 1 / SAME_SLOWNESS < self.ratio / other.ratio < SAME_SLOWNESS


Sayings = dict[str, Saying]  # by the name of the check


@dataclass(frozen=True, slots=True)
class Entry:
    """A mistake, and what the known-wrong solution that makes it said to the checks it was asked by."""

    misconception: Misconception
    sayings: Sayings


def sayings_of(trials: Iterable[Trial]) -> Sayings:
    """What was said in these trials."""
    return {trial.result.name: saying_of(trial) for trial in trials}


def saying_of(trial: Trial) -> Saying:
    """What was said in this trial."""
    told = trial.result.feedback
    has_looked = any(exchange.kind is Kind.LOOK for exchange in trial.record)
    more = trial.result.withheld.evidence if trial.result.withheld is not None else ""  # a hidden check's
    seen = f"{told.happened}\n{told.evidence or more}" if has_looked and told is not None else ""
    ratio = trial.timings[-1].ratio if trial.timings else None
    said = signature(
        trial.record if trial.result.status in FAILING else ()
    )  # nobody is told a mistake where they passed
    return Saying(trial.result.status, said, seen, ratio)


def could_explain(known: Misconception, failing: frozenset[str], judged: frozenset[str]) -> bool:
    """Whether this mistake could explain these failing checks.

    One that makes a check fail which the student passes (`judged` but not `failing`) is not theirs.
    """
    functions = {name.partition("[")[0] for name in failing}
    passing = {name.partition("[")[0] for name in judged} - functions
    return bool(known.named & functions) and not known.required & passing


class Catalogue:
    """What the known-wrong solutions of one exercise say to the checks of a plan: its hidden checks and its seed included.

    Several processes may use the same file: what one of them has recorded the others find there.
    """

    def __init__(self, exercise: Exercise, plan: Plan) -> None:
        layout, slug = plan.bench.layout, exercise.slug
        self._exercise = exercise
        self._plan = replace(plan, jobs=(), is_blocking=False, is_own_code=True, asked_again=0)
        self._known_wrong = load_all(exercise, layout)
        self._path = layout.catalogue(slug, state.tag(plan.hidden_seed) if plan.with_hidden else "public")
        files = [
            layout.public_checks(slug),
            layout.stage(slug),
            layout.reference(slug),
            *layout.wrong(slug),
            *layout.right(slug),
        ]
        words: list[object] = [exercise]
        if plan.with_hidden:
            words.append(plan.hidden_seed)
            files.append(layout.hidden_checks(slug))
        self._key = state.fingerprint(words, files)
        self._sayings = self._kept()

    def entries_for(self, failing: frozenset[str], judged: frozenset[str]) -> list[Entry]:
        """The known-wrong solutions that could explain these failing checks, and what they say to the checks they name."""
        candidates = [one for one in self._known_wrong if could_explain(one, failing, judged)]
        wanted = {
            one.known_as: {name for name in judged | failing if name.partition("[")[0] in one.named}
            for one in candidates
        }
        if self._jobs(candidates, wanted):
            self._sayings = _merged(self._kept(), self._sayings)
        if jobs := self._jobs(candidates, wanted):
            self._record(jobs)
        return [Entry(one, self._sayings.get(one.known_as, {})) for one in candidates]

    def _jobs(self, candidates: Sequence[KnownWrong], wanted: dict[str, set[str]]) -> dict[str, Job]:
        """What is not known yet, by the mistake."""
        return {
            one.known_as: Job(self._exercise, one.submission, checks=frozenset(missing))
            for one in candidates
            if (missing := wanted[one.known_as] - self._sayings.get(one.known_as, {}).keys())
        }

    def _record(self, jobs: dict[str, Job]) -> None:
        judged = judge(replace(self._plan, jobs=list(jobs.values())))
        heard = {name: sayings_of(trials) for name, trials in zip(jobs, judged, strict=True)}
        self._sayings = _merged(_merged(self._kept(), self._sayings), heard)
        state.write(self._path, msgspec.msgpack.encode((self._key, self._sayings)))

    def _kept(self) -> dict[str, Sayings]:
        """What is in the file; nothing if the course has changed since, or the file is not there or damaged."""
        try:
            key, sayings = msgspec.msgpack.decode(self._path.read_bytes(), type=tuple[str, dict[str, Sayings]])
        except (OSError, msgspec.DecodeError):
            return {}
        return sayings if key == self._key else {}


def _merged(some: dict[str, Sayings], more: dict[str, Sayings]) -> dict[str, Sayings]:
    return {name: some.get(name, {}) | more.get(name, {}) for name in some.keys() | more.keys()}
