"""A damaged file is refused, but the message does not say which file it is.

Whoever loads four files wants to know which one to fetch again. What does your code know about it where it raises?

required:
    test_damaged_files_are_refused
    test_all_damage_is_noticed
"""

import gzip


def load_idx(path):
    """Read an IDX file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rb") as f:
        data = f.read()
    if len(data) < 4:
        raise ValueError("too short")
    if data[0] != 0 or data[1] != 0 or data[2] not in DTYPES:
        raise ValueError("wrong magic number")
    n_axes = data[3]
    start = 4 + 4 * n_axes
    if len(data) < start:
        raise ValueError("the header is incomplete")
    shape = []
    count = 1
    for i in range(n_axes):
        size = int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big")
        shape.append(size)
        count *= size
    dtype = np.dtype(DTYPES[data[2]])
    if len(data) != start + count * dtype.itemsize:
        raise ValueError("the length does not fit the header")
    numbers = np.frombuffer(data[start:], dtype=dtype.newbyteorder(">"))
    return numbers.astype(dtype).reshape(shape)
