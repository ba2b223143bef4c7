"""The relation is followed in the wrong direction: from `b` to `a`, where `a` to `b` is asked.

What leads from man to king? Subtract the one from the other, in the right order, and go the same way from woman.

required:
    test_king_and_queen
    test_any_relation_is_found
    test_answer_is_the_largest_cosine
    test_length_of_a_vector_does_not_count
permitted:
    test_odd_questions_have_answers
    test_words_of_the_question_are_no_answers
"""


def analogy(vectors, a, b, c):
    target = vectors[a] - vectors[b] + vectors[c]
    best, best_score = None, -np.inf
    for word, vector in vectors.items():
        if word in (a, b, c):
            continue
        score = vector @ target / (np.linalg.norm(vector) * np.linalg.norm(target))
        if score > best_score:
            best, best_score = word, score
    return best
