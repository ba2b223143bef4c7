"""Tests of `learnnn.judge`."""
