"""Tests of `learnnn.diagnosis`."""
