#!/usr/bin/env bash
# With gradescope-utils' @partial_credit a test that passes with 3 of 4 points has the status "failed", one that fails
# after it set 3 points keeps them, and one that passes and never sets any has all 4.
#
# Version: gradescope-utils 0.5.0.
# Met where a test counts what is right, sets its score, and then asserts or returns early.
# The guess that was wrong: the status is the test's own, and a score that was never set is none.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs gradescope-utils==0.5.0
says "Partial credit: passing is failed below full points, failing keeps the points, silence is full points."
saw "test_fails_after_3_points: failed 3 of 4
test_passes_with_3_points: failed 3 of 4
test_passes_without_a_score: passed 4 of 4" "$(
    inside - <<'PY'
import io
import json
import unittest

from gradescope_utils.autograder_utils.decorators import partial_credit
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner


class Test(unittest.TestCase):
    @partial_credit(4)
    def test_passes_with_3_points(self, set_score=None):
        set_score(3)

    @partial_credit(4)
    def test_fails_after_3_points(self, set_score=None):
        set_score(3)
        self.fail("the rest is wrong")

    @partial_credit(4)
    def test_passes_without_a_score(self, set_score=None):
        pass


stream = io.StringIO()
JSONTestRunner(stream=stream).run(unittest.defaultTestLoader.loadTestsFromTestCase(Test))
for test in json.loads(stream.getvalue())["tests"]:
    print(f"{test['name'].split()[0]}: {test['status']} {test['score']} of {test['max_score']}")
PY
)"
