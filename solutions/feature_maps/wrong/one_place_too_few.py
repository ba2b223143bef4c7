"""There is one place too few: the kernel also has a place at the very beginning.

A kernel as large as the image has one place, and zero steps to the next. What is to be added to the number of steps?

over: loops_over_the_kernel, one_matrix_product, shifted_images
unnamed: one_matrix_product
required:
    test_places_are_counted
    test_any_places_are_counted
    test_convolution_by_hand
    test_channels_are_added
    test_each_kernel_has_a_map
    test_stride_leaves_places_out
    test_padding_is_a_frame_of_zeros
    test_photographs_hold_bytes
    test_convolution_is_torchs
    test_edges_of_photographs_are_torchs
    test_convolution_takes_arrays_of_any_kind
    test_senseless_convolutions_are_refused
    test_pooling_by_hand
    test_each_map_is_pooled_on_its_own
    test_windows_may_overlap
    test_pooling_is_torchs
    test_pooling_keeps_the_dtype
"""


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size < 1 or stride < 1 or padding < 0:
        raise ValueError("no such kernel")
    room = size + 2 * padding - kernel_size
    if room < 0:
        raise ValueError("no place for the kernel")
    return room // stride
