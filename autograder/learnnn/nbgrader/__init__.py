"""The course in nbgrader: its source notebooks, its grading, its gradebook. Needs the extra `learnnn[nbgrader]`."""
