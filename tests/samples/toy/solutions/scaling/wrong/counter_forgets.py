"""The counter adds to its start each time and forgets what came before.

Where is the new count kept?

required:
    test_counter_keeps_its_count
"""


class Counter:
    def add(self, n: int) -> int:
        return self.count + n
