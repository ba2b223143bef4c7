"""Labels above 9 are taken as they are.

Ten classes have the numbers 0 to 9. What does another number say about the file?

unnamed: record_by_record, records_and_one_hot
required:
    test_labels_beyond_nine_are_refused
    test_refusals_say_what_is_wrong
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
        labels.append(label)
        pixels = np.frombuffer(content[start + 1 : start + 3073], dtype=np.uint8)
        images.append(pixels.reshape(3, 32, 32))
    return np.array(images).astype(np.float32) / 255, np.array(labels, dtype=np.int64)
