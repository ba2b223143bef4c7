"""Tests of `learnnn.authoring`."""
