"""Tests of `learnnn.report`."""
