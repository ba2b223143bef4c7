"""The pixels go from 0 to 255 instead of from 0 to 1.

What has a byte to be divided by, so that the brightest one becomes 1?

unnamed: record_by_record, records_and_one_hot
required:
    test_bytes_go_to_their_pixels
    test_any_file_is_read
"""

import os


def load_cifar_batch(path):
    """Read a batch."""
    name = os.path.basename(str(path))
    with open(path, "rb") as file:
        content = file.read()
    if len(content) == 0 or len(content) % 3073 != 0:
        raise ValueError(f"{name}: a length of {len(content)} bytes is wrong")
    images, labels = [], []
    for start in range(0, len(content), 3073):
        label = content[start]
        if label > 9:
            raise ValueError(f"{name}: picture {start // 3073} has label {label}")
        labels.append(label)
        pixels = np.frombuffer(content[start + 1 : start + 3073], dtype=np.uint8)
        images.append(pixels.reshape(3, 32, 32))
    return np.array(images).astype(np.float32), np.array(labels, dtype=np.int64)
