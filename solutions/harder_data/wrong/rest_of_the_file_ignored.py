"""A file that ends in the middle of a picture is read as if nothing was missing.

A download may break off anywhere. How do you notice that the last picture is not whole?

unnamed: record_by_record, records_and_one_hot
required:
    test_truncated_files_are_refused
    test_refusals_say_what_is_wrong
"""

import os


def load_cifar_batch(path):
    """Read a batch."""
    name = os.path.basename(str(path))
    with open(path, "rb") as file:
        content = file.read()
    if len(content) == 0:
        raise ValueError(f"{name}: a length of {len(content)} bytes is wrong")
    images, labels = [], []
    for start in range(0, len(content) - 3072, 3073):
        label = content[start]
        if label > 9:
            raise ValueError(f"{name}: picture {start // 3073} has label {label}")
        labels.append(label)
        pixels = np.frombuffer(content[start + 1 : start + 3073], dtype=np.uint8)
        images.append(pixels.reshape(3, 32, 32))
    return np.array(images).astype(np.float32) / 255, np.array(labels, dtype=np.int64)
