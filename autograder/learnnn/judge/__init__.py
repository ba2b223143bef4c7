"""Reaches verdicts: conversations with workers, checks run by pytest, points, feedback. Student code never runs here."""
