"""Serves one student: their workspace, checks, pictures, predictions, progress, and what their machine lacks."""
