"""A filter that is zero throughout becomes NaN.

Its length is 0, and 0 / 0 is not a number. Ask before you divide.

required:
    test_filters_of_zero_stay_zero
"""


def filter_normalized(model, direction):
    answer = {}
    for name, weights in model.named_parameters():
        answer[name] = torch.zeros_like(direction[name])
        if weights.dim() > 1:
            for i in range(len(weights)):
                length = direction[name][i].norm()
                if True:
                    answer[name][i] = (direction[name][i] / length * weights[i].norm()).detach()
    return answer
