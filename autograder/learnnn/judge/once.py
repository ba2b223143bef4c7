"""Runs one collected check once: its fixtures, its function, its fixtures' ends. What pytest does beyond that is for people.

pytest's own protocol makes three reports a check, each through every plugin there is. A judge reads none of them, thousands
of times: of all that only the exception is of use here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def once(item: pytest.Item) -> BaseException | None:
    """How the check ended: the first exception, of its fixtures or its own; None where there was none, or it skipped itself."""
    check: Any = (
        item  # what follows is pytest's own business with its items, as `_pytest.runner.runtestprotocol` does it
    )
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
