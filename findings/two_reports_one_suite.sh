#!/usr/bin/env bash
# junitparser makes one suite of two that have the same name and attributes, and puts the cases of the second into the
# object of the first. pytest calls every suite "pytest", so the reports of two students, added up, are one suite in
# which each test stands twice, and the first student's suite has changed.
#
# Version: junitparser 5.0.3.
# Met where many reports are collected in one file.
# The guess that was wrong: a report that two suites were added to has two suites.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs junitparser==5.0.3
says "Two suites of one name, added to a report, are one suite there, and the first now holds the cases of both."
saw "suites: 1
its cases: ['test_loss', 'test_loss']
cases of the first student's suite: 1 before, 2 after
suites when the names differ: 2" "$(
    inside - <<'PY'
from junitparser import JUnitXml, TestCase, TestSuite


def suite(name):
    made = TestSuite(name)
    made.add_testcase(TestCase("test_loss", "test_mlp"))
    return made


ada, ben, report = suite("pytest"), suite("pytest"), JUnitXml()
before = len(ada)
report.add_testsuite(ada)
report.add_testsuite(ben)
print("suites:", len(report))
print("its cases:", [case.name for case in next(iter(report))])
print("cases of the first student's suite:", before, "before,", len(ada), "after")
named = JUnitXml()
named.add_testsuite(suite("ada"))
named.add_testsuite(suite("ben"))
print("suites when the names differ:", len(named))
PY
)"
