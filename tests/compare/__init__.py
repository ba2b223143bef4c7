"""Tests of `learnnn.compare`."""
