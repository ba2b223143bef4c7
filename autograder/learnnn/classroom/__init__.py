"""Serves a teacher: a class graded in parallel, on one machine or many, into one store."""
