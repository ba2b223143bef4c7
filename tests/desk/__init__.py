"""Tests of `learnnn.desk`."""
