"""Tests of `learnnn.core`."""
