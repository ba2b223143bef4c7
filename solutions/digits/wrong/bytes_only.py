"""Every file is read as one of bytes, whatever kind of numbers its header names.

The third byte says what the numbers are, and so how many bytes each of them takes.

unnamed: file_read_at_once, struct_and_data_loader
required:
    test_every_kind_of_number_is_read
    test_damaged_files_are_refused
    test_any_array_is_read
    test_all_damage_is_noticed
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
    dtype = np.dtype("uint8")
    if len(data) < start + count:
        raise ValueError(f"{path}: the length does not fit the header")
    numbers = np.frombuffer(data[start : start + count], dtype=dtype.newbyteorder(">"))
    return numbers.astype(dtype).reshape(shape)
