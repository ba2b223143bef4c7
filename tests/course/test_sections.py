"""Texts are read section by section; what cannot be read says what it is, where, and what to do."""

from __future__ import annotations

import pytest

from learnnn.core.errors import CourseError
from learnnn.course import sections

TEXT = """\
# Reflections

Above the first heading: for whoever opens the file.

## why
Why so?

    indented = "as it was"

### not a section

## `when`: about time

When?
"""


def test_texts_are_read_by_name_and_in_order(tmp_path):
    (tmp_path / "texts.md").write_text(TEXT)

    texts = sections.load(tmp_path / "texts.md", "texts")

    assert list(texts.items()) == [
        ("why", 'Why so?\n\n    indented = "as it was"\n\n### not a section'),
        ("when", "When?"),
    ]


@pytest.mark.parametrize("text", ["", "# A title\n", "no heading"])
def test_without_headings_there_are_no_texts(tmp_path, text):
    (tmp_path / "texts.md").write_text(text)

    assert sections.load(tmp_path / "texts.md", "texts") == {}


def test_a_heading_alone_has_an_empty_text(tmp_path):
    (tmp_path / "texts.md").write_text("## why\n\n## when\nWhen?\n")

    assert sections.load(tmp_path / "texts.md", "texts") == {"why": "", "when": "When?"}


@pytest.mark.parametrize(
    ("content", "what", "next_step"),
    [
        (None, "the texts cannot be read", "Write texts.md."),
        (b"## why\ncaf\xe9\n", "the texts are not UTF-8 text", "Save them with the encoding UTF-8."),
        (b"## why\na\n## why\nb\n", "`why` has two sections of texts", "Join them."),
    ],
    ids=["missing", "another encoding", "twice"],
)
def test_a_file_to_mend_is_the_courses_mistake(tmp_path, content, what, next_step):
    path = tmp_path / "texts.md"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CourseError, match=what) as raised:
        sections.load(path, "texts")

    assert (raised.value.path, raised.value.next_step) == (path, next_step)
