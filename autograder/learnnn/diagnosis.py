"""Tells a student which mistake it was, when their answers are those of a known-wrong solution."""
from __future__ import annotations


def explain(trials, exercise, course, bench):
    return trials
