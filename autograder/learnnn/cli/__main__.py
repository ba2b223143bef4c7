"""`python -m learnnn.cli`."""

from learnnn.cli import main

if __name__ == "__main__":  # and not in the processes that grade a class: those import this module too
    main()
