"""Tests of `learnnn.worker`."""
