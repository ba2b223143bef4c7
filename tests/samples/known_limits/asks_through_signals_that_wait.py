"""Leaves signals waiting for one answer to a hidden check, and has a public one count how many more may wait."""
# checks: test_label_of_a_secret, test_steps_are_counted
# about: sharing
# gets through: landlock, process
# asked: twice

import signal
import threading


def queued(most):
    """How many signals to itself the kernel keeps, of so many."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN])
    try:
        for count in range(most):
            signal.pthread_kill(threading.get_ident(), signal.SIGRTMIN)
    except OSError:
        return count
    return most


def label(text):
    if text[7] == "f":
        queued(125)
    return None


def steps(n):
    print(queued(10) < 10)
    return []
