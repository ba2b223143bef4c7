"""Serves authors: the course validated, its mutants graded, what students get written."""
