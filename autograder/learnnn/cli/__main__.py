"""`python -m learnnn.cli`."""

from learnnn.cli import main

main()
