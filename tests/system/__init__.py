"""Tests of `learnnn.system`."""
