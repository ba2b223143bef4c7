"""Tests of `learnnn.nbgrader`."""
