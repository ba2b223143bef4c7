"""Only sizes whose product is too large for 64 bits are not noticed: 65,536 four times over is taken for 0.

NumPy's integers begin again at 0 where Python's go on. With which of them are the sizes multiplied?

unnamed: file_read_at_once, struct_and_data_loader
required:
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
    shape = np.frombuffer(data[4:start], dtype=">u4").astype(np.int64)
    count = np.prod(shape)
    dtype = np.dtype(DTYPES[data[2]])
    if len(data) != start + count * dtype.itemsize:
        raise ValueError(f"{path}: the length does not fit the header")
    numbers = np.frombuffer(data[start:], dtype=dtype.newbyteorder(">"))
    return numbers.astype(dtype).reshape(shape if numbers.size or 0 in shape else (0,))
