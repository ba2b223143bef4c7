"""A long vector wins over one that points in the right direction.

The product of two vectors grows with both lengths. What has to be divided by to leave only the angle between them?

required:
    test_length_of_a_vector_does_not_count
    test_answer_is_the_largest_cosine
permitted:
    test_odd_questions_have_answers
    test_any_relation_is_found
    test_king_and_queen
"""


def analogy(vectors, a, b, c):
    target = vectors[b] - vectors[a] + vectors[c]
    best, best_score = None, -np.inf
    for word, vector in vectors.items():
        if word in (a, b, c):
            continue
        score = vector @ target
        if score > best_score:
            best, best_score = word, score
    return best
