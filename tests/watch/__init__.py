"""Tests of `learnnn.watch`."""
