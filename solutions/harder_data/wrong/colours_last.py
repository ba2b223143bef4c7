"""The bytes are taken as if red, green and blue of a pixel stood side by side.

In which order are the 3072 bytes of a picture? Take one with a single red pixel and look where it ends up.

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
        images.append(pixels.reshape(32, 32, 3).transpose(2, 0, 1))
    return np.array(images).astype(np.float32) / 255, np.array(labels, dtype=np.int64)
