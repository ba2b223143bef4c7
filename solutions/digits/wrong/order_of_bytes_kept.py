"""The numbers are right, but in the byte order of the file: PyTorch takes no such array.

An array can be told to read bytes the other way round, or be copied into the order of this machine. The second is wanted.

required:
    test_every_kind_of_number_is_read
    test_any_array_is_read
"""

import gzip


def load_idx(path):
    """Read an IDX file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rb") as f:
        data = f.read()
    if len(data) < 4:
        raise ValueError(f"{path}: too short")
    if data[0] != 0 or data[1] != 0 or data[2] not in DTYPES:
        raise ValueError(f"{path}: wrong magic number")
    n_axes = data[3]
    start = 4 + 4 * n_axes
    if len(data) < start:
        raise ValueError(f"{path}: the header is incomplete")
    shape = []
    count = 1
    for i in range(n_axes):
        size = int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big")
        shape.append(size)
        count *= size
    dtype = np.dtype(DTYPES[data[2]])
    if len(data) != start + count * dtype.itemsize:
        raise ValueError(f"{path}: the length does not fit the header")
    numbers = np.frombuffer(data[start:], dtype=dtype.newbyteorder(">"))
    return numbers.copy().reshape(shape)
