#!/usr/bin/env bash
# In the JUnit XML of pytest, subtests count as tests and have no <testcase> of their own: one test with three failing
# subtests is one <testcase> with four <failure>s, in a suite of "4 failures". A test that fails and whose fixture
# fails after it has two <testcase>s of one name. So `tests`, the number of <testcase>s and the number of tests are
# three numbers.
#
# Version: pytest 9.2.0.
# Met where points or a pass rate are computed from a report: failures / testcases can be more than 1.
# The guess that was wrong: as many <testcase>s as `tests` says, each with at most one outcome.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs pytest==9.2.0
cat > "$room/test_shapes.py" <<'PY'
import pytest


def test_shapes(subtests):
    for number in range(3):
        with subtests.test(number=number):
            assert number > 5


@pytest.fixture
def breaks_later():
    yield
    raise ValueError


def test_twice(breaks_later):
    assert False
PY
says "Two tests are 6 tests in 3 testcases, two of them of one name, and one of them with 4 failures."
saw "tests=6 failures=5 errors=1
test_shapes: failure failure failure failure
test_twice: failure
test_twice: error" "$(
    inside -m pytest -q -p no:cacheprovider --junitxml=report.xml test_shapes.py > "$room/output" || test $? = 1
    inside - <<'PY'
import xml.etree.ElementTree as ET

suite = ET.parse("report.xml").getroot()[0]
print(*(f"{name}={suite.get(name)}" for name in ("tests", "failures", "errors")))
for case in suite:
    print(f"{case.get('name')}:", *(outcome.tag for outcome in case))
PY
)"
