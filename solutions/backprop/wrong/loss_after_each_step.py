"""The history holds the loss after each step, so the loss before any learning is missing.

Entry 0 tells where training started. In which order do measuring and stepping come in your loop?

required:
    test_history_holds_the_loss_before_each_step
"""


class NeuralNetwork:
    def fit(self, X, y, epochs, lr):
        history = []
        for _ in range(epochs):
            self.step(self.backward(X, y), lr)
            history.append(self.loss(X, y))
        return history
