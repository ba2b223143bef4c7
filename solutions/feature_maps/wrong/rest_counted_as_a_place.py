"""Where the stride leaves a rest there is one place too many: the last one does not lie on the image entirely.

A stride of 2 in 5 free steps: after how many strides is the next one too long? Round accordingly.

over: loops_over_the_kernel, one_matrix_product, shifted_images
unnamed: one_matrix_product, shifted_images
required:
    test_places_are_counted
    test_any_places_are_counted
    test_stride_leaves_places_out
    test_each_map_is_pooled_on_its_own
    test_convolution_is_torchs
    test_pooling_is_torchs
    test_pooling_keeps_the_dtype
permitted:
    test_padding_is_a_frame_of_zeros
    test_convolution_takes_arrays_of_any_kind
    test_windows_may_overlap
"""


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size < 1 or stride < 1 or padding < 0:
        raise ValueError("no such kernel")
    room = size + 2 * padding - kernel_size
    if room < 0:
        raise ValueError("no place for the kernel")
    return -(-room // stride) + 1
