"""A word of the question comes back as the answer.

The nearest word is often the one that you started from. The three words of the question have to be left out.

required:
    test_words_of_the_question_are_no_answers
    test_odd_questions_have_answers
    test_answer_is_the_largest_cosine
"""


def analogy(vectors, a, b, c):
    target = vectors[b] - vectors[a] + vectors[c]
    best, best_score = None, -np.inf
    for word, vector in vectors.items():
        score = vector @ target / (np.linalg.norm(vector) * np.linalg.norm(target))
        if score > best_score:
            best, best_score = word, score
    return best
