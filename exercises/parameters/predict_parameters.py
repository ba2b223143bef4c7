"""What to predict before `parameters` is run."""


def convolution_or_dense(student) -> int:
    """A convolution turns a picture of 32 x 32 pixels and 3 colours into 16 channels, with kernels of 3 x 3 and biases. How many parameters does it have?

    448: each of the 16 output channels has a kernel of 3 x 3 numbers for each of the 3 colours, and one bias, which makes
    16 (3 · 3 · 3 + 1). The size of the picture is not in there: the same kernel slides over all of it. A dense layer from
    all pixels to as many outputs would have fifty million.
    """
    return student.conv2d_parameters(3, 16, 3)


def a_whole_network(student) -> int:
    """A network for pictures of 28 x 28 pixels has one hidden layer of 100 units and 10 outputs, all dense and with biases. How many parameters?

    79510: 784 · 100 + 100 for the hidden layer and 100 · 10 + 10 for the outputs. Nearly all of them sit between the
    pixels and the hidden units.
    """
    return student.mlp_parameters([784, 100, 10])


convolution_or_dense.tolerance = a_whole_network.tolerance = 0
