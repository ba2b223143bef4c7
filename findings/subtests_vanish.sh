#!/usr/bin/env bash
# gradescope-utils leaves a test out of results.json if one of its subTest() blocks fails: it is neither passed nor
# failed, and its points are missing from what can be earned too. With the subtest mended it is there. What is skipped
# is left out as well.
#
# Version: gradescope-utils 0.5.0.
# Met where one test goes over several shapes or seeds with subTest().
# The guess that was wrong: a failing subtest fails its test, as it does for unittest's own runner.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs gradescope-utils==0.5.0
says "A test with a failing subtest is not in the results; the others are."
saw "unittest: 3 run, 2 failures
results: [('test_fails', 'failed', 2), ('test_passes', 'passed', 2)]
with no failing subtest: [('test_subtests', 'passed', 2)]" "$(
    inside - <<'PY'
import io
import json
import unittest

from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

BAD = 1


class Test(unittest.TestCase):
    @weight(2)
    def test_passes(self):
        pass

    @weight(2)
    def test_fails(self):
        self.fail("as it should")

    @weight(2)
    def test_subtests(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertNotEqual(number, BAD)


def results(suite):
    stream = io.StringIO()
    JSONTestRunner(stream=stream).run(suite)
    tests = json.loads(stream.getvalue())["tests"]
    return [(test["name"].split()[0], test["status"], test["max_score"]) for test in tests]


load = unittest.defaultTestLoader.loadTestsFromTestCase
told = unittest.TestResult()
load(Test).run(told)
print(f"unittest: {told.testsRun} run, {len(told.failures)} failures")
print("results:", results(load(Test)))
BAD = 7
print("with no failing subtest:", results(unittest.TestSuite([Test("test_subtests")])))
PY
)"
