"""Answers with an object that takes for ever to be thrown away, and to end with."""

import atexit
import threading
import time


class Clinging:
    def __del__(self):
        while True:
            time.sleep(1)


atexit.register(Clinging().__del__)
threading.Thread(target=time.sleep, args=[3600]).start()


def double(x):
    Clinging()
    return Clinging()
