"""Runs one collected check once: its fixtures, its function, its fixtures' ends. What pytest does beyond that is for people.

pytest's own protocol makes three reports a check, each through every plugin there is, and finds out anew each time which
fixture needs which. A judge reads no report, thousands of times, and what a check needs stays the same: that is found out once
(`_Recipe`). A check that needs more than plain functions and generators of its own scope is left to pytest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest


def once(item: pytest.Item) -> BaseException | None:
    """How the check ended: the first exception, of its fixtures or its own; None where there was none, or it skipped itself."""
    if _RECIPE not in item.stash:
        item.stash[_RECIPE] = _recipe_of(item)
    recipe = item.stash[_RECIPE]
    return _once_by_pytest(item) if recipe is None else recipe.follow()


# -- as pytest would ------------------------------------------------------------------------------------------------------


def _once_by_pytest(item: pytest.Item) -> BaseException | None:
    """What `_pytest.runner.runtestprotocol` does, without its reports."""
    check: Any = item
    if hasattr(check, "_request") and not check._request:
        check._initrequest()
    state = check.session._setupstate
    try:
        error = _error_of(lambda: _run(check, state))
        at_the_end = _error_of(lambda: state.teardown_exact(None))  # who comes next is not known: some are blocked
    finally:
        check._request, check.funcargs = False, None
    return error or at_the_end


def _run(check: Any, state: Any) -> None:
    state.setup(check)
    check.runtest()


def _error_of(work: Callable[[], None]) -> BaseException | None:
    try:
        work()
    except (KeyboardInterrupt, pytest.exit.Exception):
        raise
    except pytest.skip.Exception:
        return None
    except BaseException as error:  # whatever a check raises is how it ended  # noqa: BLE001
        return error
    return None


# -- by a recipe ------------------------------------------------------------------------------------------------------------

_OUR_PLUGIN = "learnnn.pytest_plugin"
_RECIPE: pytest.StashKey[_Recipe | None] = pytest.StashKey()


@dataclass(frozen=True, slots=True)
class _Request:
    """What our own fixtures ask of pytest's `request`."""

    node: Any
    param: Any

    @property
    def config(self) -> pytest.Config:
        return self.node.config  # type: ignore[no-any-return]

    @property
    def path(self) -> Path:
        return self.node.path  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Fixture:
    """A function that is called before the check, with the values of those it names."""

    name: str
    function: Callable[..., Any]
    needs: tuple[str, ...]
    request: _Request | None  # where it names that too
    is_generator: bool

    def make(self, values: dict[str, Any]) -> Any:
        given = {name: values[name] for name in self.needs}
        return self.function(**given) if self.request is None else self.function(request=self.request, **given)


@dataclass(frozen=True, slots=True)
class _Recipe:
    """A check, the parameters it was collected with, and its fixtures, each after those it needs."""

    check: Callable[..., None]
    needs: tuple[str, ...]
    params: dict[str, Any]
    fixtures: tuple[_Fixture, ...]

    def follow(self) -> BaseException | None:
        """How the check ended."""
        begun: list[Iterator[Any]] = []
        error = _error_of(partial(self._work, begun))
        for generator in reversed(begun):
            at_the_end = _error_of(partial(_finish, generator))
            error = error or at_the_end
        return error

    def _work(self, begun: list[Iterator[Any]]) -> None:
        values = dict(self.params)
        for fixture in self.fixtures:
            made = fixture.make(values)
            if fixture.is_generator:
                values[fixture.name] = next(made)
                begun.append(made)
            else:
                values[fixture.name] = made
        self.check(**{name: values[name] for name in self.needs})


def _finish(generator: Iterator[Any]) -> None:
    for _ in generator:
        raise RuntimeError("a fixture has more than one `yield`")


class _Unknown(Exception):  # noqa: N818  # no error: pytest knows
    """Something that only pytest can do."""


def _recipe_of(item: pytest.Item) -> _Recipe | None:
    """How to run this check without pytest; None where only pytest can."""
    check: Any = item
    if not isinstance(item, pytest.Function) or check.cls is not None or _is_async(check.obj):
        return None
    params = dict(check.callspec.params) if hasattr(check, "callspec") else {}
    found: dict[str, _Fixture] = {}
    needs = tuple(check._fixtureinfo.argnames)
    try:
        for name in check.fixturenames:  # of those that nothing but the check itself asks for, too
            if name != "request" or name in needs:
                _add(name, check, params, found)
    except _Unknown:
        return None
    return _Recipe(check.obj, needs, params, tuple(found.values()))


def _add(name: str, check: Any, params: dict[str, Any], found: dict[str, _Fixture]) -> None:
    """Put the fixture of this name, and before it those it needs, among the found ones. Raises _Unknown."""
    if name in found:
        return
    definitions = check._fixtureinfo.name2fixturedefs.get(name, ())
    # There may be none, one above another, or one for several checks.
    if len(definitions) != 1 or definitions[0].scope != "function":
        raise _Unknown
    function, needs = definitions[0].func, tuple(definitions[0].argnames)
    is_ours = function.__module__ == _OUR_PLUGIN
    if name in params and not is_ours:  # by `parametrize`: there is no function of anybody's
        return
    if hasattr(function, "__self__") or _is_async(function) or ("request" in needs and not is_ours):
        raise _Unknown
    request = _Request(check, params.get(name)) if "request" in needs else None
    needs = tuple(need for need in needs if need != "request")
    for need in needs:
        _add(need, check, params, found)
    found[name] = _Fixture(name, function, needs, request, inspect.isgeneratorfunction(function))


def _is_async(function: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
