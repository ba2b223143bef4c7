"""Tests of `learnnn.cli`."""
