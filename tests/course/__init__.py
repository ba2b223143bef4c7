"""Tests of `learnnn.course`."""
