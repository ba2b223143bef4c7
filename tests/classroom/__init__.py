"""Tests of `learnnn.classroom`."""
