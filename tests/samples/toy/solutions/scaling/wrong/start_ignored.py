"""The counter always starts at zero.

What is `start` for?

required:
    test_counter_keeps_its_count
    test_counter_starts_where_it_is_told
"""


class Counter:
    def __init__(self, start: int) -> None:
        self.count = 0
