"""An autograded course on neural networks, judged outside the student's process."""

__version__ = "0.1.0"
