"""What to predict before `backprop` is run."""

import numpy as np


def shape_of_a_gradient(student) -> tuple:
    """A batch of 5 rows goes through a network with 3 inputs, 4 hidden units and 2 outputs. Which shape does the gradient of W1 have?

    The gradient says for each single weight how the loss changes with it, so it has the shape of the weights: (inputs,
    hidden units). The 5 rows are gone: the loss is one number for the whole batch, and each row has added its share.
    """
    net = student.NeuralNetwork(3, 4, 2, rng=np.random.default_rng(0))
    return net.backward(np.ones((5, 3)), np.zeros((5, 2)))["W1"].shape


def loss_at_the_start(student) -> float:
    """A fresh network answers with a sigmoid, and half of its targets are 0, half are 1. What is its mean squared error, roughly, before it has learned anything?

    About 1/4. With small random weights the sum that reaches an output is near 0, and sigmoid(0) = 1/2: the network is
    undecided. It is then 1/2 away from every target, be it 0 or 1, and (1/2)² = 1/4. A loss that starts far above says
    that the weights are too large, or the loss is not a mean.
    """
    net = student.NeuralNetwork(4, 10, 200, rng=np.random.default_rng(0))
    targets = np.tile([0.0, 1.0], (6, 100))
    return net.loss(np.random.default_rng(1).normal(size=(6, 4)), targets)


loss_at_the_start.tolerance = 0.1
