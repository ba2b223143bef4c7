"""Lays what differs over a whole solution: two texts become one.

An overlay is a Python file of which only some is written. After its docstring come the definitions that differ, and each
takes the place of the right solution's of the same qualified name (`fit`, `Perceptron.fit`):

* A function, an assignment to names or a type's name replaces what the right solution binds to that name, be it a function, a
  class or a value. Several definitions of one name, such as a property's getter and setter, are one group and replaced as one.
* A class of the same name is merged member by member. Its decorators, its bases and its docstring stay the right solution's,
  each unless the overlay's class states some (`class A(object):` takes the bases away). `del A`, then a new `class A`, replaces
  the whole class.
* What the right solution lacks is added before the overlay's next definition that it has, else at the end.
* `del name` and `del A.method` take a definition away.
* An import is added below the right solution's imports, unless it stands there. One that binds a name of something else, be
  it a function or another module, replaces that like a definition.
* Any other statement (`if`, `for`, a call, `A.x = 1`) is added as it is. It stands where a definition would, but below all that
  binds a name it binds itself, and counts as code of `<module>`, or of its class. A bare `pass`, `...` or string is no
  statement, only what a class without members needs.

What the overlay does not mention stays, byte for byte, and so does what both write alike: that is no difference. A right
solution's statement that binds other names too (`a, b = 1, 2`), or only perhaps (`if x: def f()…`), stays as well, and the
overlay's definition comes after it. Comments directly above a definition belong to it; an overlay's other comments, and its
docstring, are for its readers alone.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

MODULE = "<module>"

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Import = ast.Import | ast.ImportFrom
SIMPLE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


class OverlayError(ValueError):
    """This overlay says nothing clear, or cannot be laid over this right solution. `line` is the overlay's, if any."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(what if line is None else f"line {line}: {what}")
        self.what = what
        self.line = line


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole solution, and the qualified names in which it differs from the right one, in the order of the overlay.

    A class that is new or replaced as a whole is named alone, without its members. So is one whose decorators, bases or
    docstring differ.
    """

    source: str
    replaced: tuple[str, ...]
    added: tuple[str, ...]
    deleted: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """All the definitions that differ."""
        return frozenset(self.replaced + self.added + self.deleted)


def lay(overlay_source: str, right_source: str) -> Laid:
    """The right solution with the overlay's definitions in place of its own. Raises OverlayError where that is unclear."""
    overlay, right = _parsed(overlay_source, "the overlay"), _parsed(right_source, "the right solution")
    laying = _Laying(_lines(overlay_source), _lines(right_source))
    laying.lay_module(overlay, right)
    source = laying.text()
    _parsed(source, "what comes of laying it over the right solution")
    return Laid(source, tuple(laying.replaced), tuple(laying.added), tuple(laying.deleted))


class _Side(IntEnum):
    """Where new text stands, as seen from a statement of the right solution."""

    BEFORE = 0
    INSTEAD = 1
    AFTER = 2


_Place = tuple[int, _Side]  # the statement's index in its body


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement in a body, the names it binds there, and its lines `first` to `end`, the latter not among them."""

    node: ast.stmt
    names: frozenset[str]
    first: int
    end: int
    is_alone: bool  # it shares no line with another statement

    @property
    def is_removable(self) -> bool:
        """It always binds its names, and does nothing but that. An import stays: others may need it."""
        return isinstance(self.node, SIMPLE) or type(self.node).__name__ == "TypeAlias"

    @property
    def is_definition(self) -> bool:
        """It binds names, and these are all that it changes."""
        if isinstance(self.node, ast.Assign):
            return all(_is_names(target) for target in self.node.targets)
        return bool(self.names) and (self.is_removable or isinstance(self.node, Import))


@dataclass(slots=True)
class _Laying:
    """What has been found to change so far. Lines count from 0 here."""

    ours: list[str]
    theirs: list[str]
    replaced: dict[str, None] = field(default_factory=dict)  # ordered sets of names
    added: dict[str, None] = field(default_factory=dict)
    deleted: dict[str, None] = field(default_factory=dict)
    edits: list[tuple[int, int, list[str]]] = field(default_factory=list)
    to_delete: dict[str, int] = field(default_factory=dict)  # qualified names and the overlay's line

    def text(self) -> str:
        """The right solution's lines with all that changes."""
        parts: list[str] = []
        at = 0
        for first, end, new in sorted(
            self.edits, key=lambda edit: edit[:2]
        ):  # stable: what was found first stands first
            parts += self.theirs[at:first]
            if new and parts and not parts[-1].endswith(("\n", "\r")):
                parts[-1] += "\n"
            parts += new
            at = end
        return "".join(parts + self.theirs[at:])

    def lay_module(self, overlay: ast.Module, right: ast.Module) -> None:
        self._find_deletions(overlay.body, "")
        self._lay_body(self._without_known_imports(overlay.body, right), right.body, "", len(self.theirs))
        if self.to_delete:
            name, line = next(iter(self.to_delete.items()))
            raise OverlayError(f"the right solution has no `{name}` that could be deleted", line)

    def _find_deletions(self, body: list[ast.stmt], within: str) -> None:
        for node in body:
            if isinstance(node, ast.Delete):
                for target in node.targets:
                    name = _dotted(target)
                    if name is None:
                        raise OverlayError("only names and members of classes can be deleted", node.lineno)
                    self.to_delete[within + name] = node.lineno
            elif isinstance(node, ast.ClassDef):
                self._find_deletions(node.body, f"{within}{node.name}.")

    def _without_known_imports(self, body: list[ast.stmt], right: ast.Module) -> list[ast.stmt]:
        """The overlay's body less its imports of new names, which are put below the right solution's, and known ones."""
        known = {_key(one) for node in right.body if isinstance(node, Import) for one in _split(node)}
        bound = set().union(*(_bound(node) for node in right.body if not _is_plain_import(node)))
        left: list[ast.stmt] = []
        new: list[Import] = []
        for node in body:
            if not isinstance(node, Import):
                left.append(node)
                continue
            for one in _split(node):
                if one.names[0].name == "*":
                    raise OverlayError("an import of `*` does not say which names it binds", node.lineno)
                if _key(one) in known:
                    continue
                known.add(_key(one))
                if _bound(one) & bound:
                    left.append(one)
                else:
                    new.append(one)
        self._add_imports(new, right)
        return left

    def _add_imports(self, new: list[Import], right: ast.Module) -> None:
        for is_future in (True, False):
            lines = [ast.unparse(node) + "\n" for node in new if _is_future(node) == is_future]
            line = _below_docstring(right) if is_future else _below_imports(right)
            self._insert(line, lines)

    def _lay_body(self, ours: list[ast.stmt], theirs: list[ast.stmt], within: str, end: int) -> None:
        """Lay statements over the body of a module, or of a class whose name `within` is, with a point behind it."""
        right = _pieces(theirs, self.theirs)
        steps = [piece for piece in _pieces(ours, self.ours) if not _says_nothing(piece.node)]
        merged = self._merged_classes(steps, right, within)
        anchors = {**self._unchanged(steps, right, within), **merged}
        new = [step for step in steps if step not in anchors.values()]
        defined = {name for step in new if step.is_definition for name in step.names}
        gone = defined | {name for piece in right for name in piece.names if within + name in self.to_delete}
        doomed = _doomed(right, gone)
        self._note_deletions(right, doomed, defined, within)
        slots = self._slots(steps, anchors, right, doomed, within)
        self._note(new, right, within)
        self._edit(right, doomed, slots, within, end)
        for index, piece in enumerate(right):
            self._merge_class(piece, merged.get(index), within, is_doomed=index in doomed)

    def _merged_classes(self, steps: list[_Piece], right: list[_Piece], within: str) -> dict[int, _Piece]:
        """The overlay's classes that are merged, by the place of the class they are merged into."""
        merged: dict[int, _Piece] = {}
        for step in steps:
            if not isinstance(step.node, ast.ClassDef):
                continue
            namesakes = [i for i, piece in enumerate(right) if step.names & piece.names]
            is_whole = within + step.node.name in self.to_delete
            if is_whole or len(namesakes) != 1 or not isinstance(right[namesakes[0]].node, ast.ClassDef):
                continue
            if sum(bool(step.names & other.names) for other in steps) > 1:
                raise OverlayError(f"the members of `{within}{step.node.name}` stand in one class", step.node.lineno)
            merged[namesakes[0]] = step
        return merged

    def _unchanged(self, steps: list[_Piece], right: list[_Piece], within: str) -> dict[int, _Piece]:
        """The overlay's definitions that the right solution has just so, by their place there: they change nothing."""
        unchanged: dict[int, _Piece] = {}
        for name in {name for step in steps for name in step.names if within + name not in self.to_delete}:
            ours = [step for step in steps if name in step.names]
            theirs = [(index, piece) for index, piece in enumerate(right) if name in piece.names]
            if all(step.is_definition for step in ours) and _dumps(ours) == _dumps([piece for _, piece in theirs]):
                unchanged |= {index: step for (index, _), step in zip(theirs, ours, strict=True)}
        return unchanged

    def _note_deletions(self, right: list[_Piece], doomed: set[int], defined: set[str], within: str) -> None:
        for index, piece in enumerate(right):
            for name in sorted(piece.names):
                line = self.to_delete.get(within + name)
                if line is None:
                    continue
                if name not in defined:
                    if index not in doomed:
                        raise OverlayError(f"`{within}{name}` cannot be deleted: it is not defined on its own", line)
                    self.deleted[within + name] = None
        for piece in right:
            for name in piece.names:
                self.to_delete.pop(within + name, None)

    def _slots(
        self, steps: list[_Piece], anchors: dict[int, _Piece], right: list[_Piece], doomed: set[int], within: str
    ) -> dict[_Place, list[_Piece]]:
        """Which statements of the overlay stand where, each list in the overlay's order."""
        slots: dict[_Place, list[_Piece]] = {}
        next_place: _Place = (len(right) - 1, _Side.AFTER)
        for step in reversed(steps):
            there = next((index for index, piece in anchors.items() if piece is step), None)
            if there is not None:
                next_place = (there, _Side.BEFORE)
                continue
            self._check(step, steps, within)
            place = _place(step, right, doomed)
            if place is not None and step.is_definition:
                next_place = place
            slots.setdefault(place or next_place, []).insert(0, step)
        return slots

    def _note(self, steps: list[_Piece], right: list[_Piece], within: str) -> None:
        there = {name for piece in right for name in piece.names}
        for step in steps:
            for name in sorted(step.names):
                (self.replaced if name in there else self.added)[within + name] = None
            if not step.is_definition:
                self.replaced[within.rstrip(".") or MODULE] = None

    def _check(self, step: _Piece, steps: list[_Piece], within: str) -> None:
        """Raises OverlayError for what would not come out as it is meant."""
        if not step.is_alone and not isinstance(step.node, Import):
            raise OverlayError("each statement of an overlay stands on lines of its own", step.node.lineno)
        first = {name: next(other for other in steps if name in other.names) for name in step.names}
        for name in sorted(step.names):
            if step.is_definition and first[name] is step and any(_reads(one, name) for one in _evaluated(step.node)):
                what = f"`{within}{name}` builds on itself: write all its definitions, the first one first"
                raise OverlayError(what, step.node.lineno)

    def _edit(
        self, right: list[_Piece], doomed: set[int], slots: dict[_Place, list[_Piece]], within: str, end: int
    ) -> None:
        if not right:
            self._insert(end, self._joined(slots.get((-1, _Side.AFTER), []), within))
            return
        touched = doomed | {index for index, _ in slots}
        for index in sorted(touched):
            if not right[index].is_alone:
                line = right[index].node.lineno
                raise OverlayError(
                    f"line {line} of the right solution holds more than one statement: nothing can be laid there"
                )
        is_emptied = bool(within) and len(doomed) == len(right) and not slots
        for index, piece in enumerate(right):
            before, instead, after = (slots.get((index, side), []) for side in _Side)
            if before:
                gap = _gap(before[-1], piece, within)
                self._insert(piece.first, self._joined(before, within) + gap)
            if instead:
                self.edits.append((piece.first, piece.end, self._joined(instead, within)))
            elif index in doomed:
                column = " " * piece.node.col_offset
                new = [f"{column}pass\n"] if is_emptied and index == 0 else []
                is_run = index - 1 in doomed and (index - 1, _Side.INSTEAD) not in slots
                first, end = self._with_blanks(right, index, may_go_up=not (before or new or is_run))
                self.edits.append((first, end, new))
            if after:
                gap = _gap(piece, after[0], within)
                self._insert(piece.end, gap + self._joined(after, within))

    def _with_blanks(self, right: list[_Piece], index: int, *, may_go_up: bool) -> tuple[int, int]:
        """The lines of a statement and the blank ones below it; above it, if it is the last."""
        first, end = right[index].first, right[index].end
        if index + 1 < len(right):
            while end < right[index + 1].first and not self.theirs[end].strip():
                end += 1
        elif may_go_up and index:
            while first > right[index - 1].end and not self.theirs[first - 1].strip():
                first -= 1
        return first, end

    def _insert(self, line: int, new: list[str]) -> None:
        if new:
            self.edits.append((line, line, new))

    def _joined(self, steps: list[_Piece], within: str) -> list[str]:
        """The overlay's text of some statements, with blank lines between them."""
        lines: list[str] = []
        for previous, step in zip([None, *steps], steps, strict=False):
            lines += [] if previous is None else _gap(previous, step, within)
            if isinstance(step.node, Import):  # it may be one name out of a line with many
                lines.append(" " * step.node.col_offset + ast.unparse(step.node) + "\n")
                continue
            lines += self.ours[step.first : step.end]
            if not lines[-1].endswith(("\n", "\r")):
                lines[-1] += "\n"
        return lines

    def _merge_class(self, piece: _Piece, step: _Piece | None, within: str, *, is_doomed: bool) -> None:
        """Lay a class over that of the same name; without one, take away the members that are to be deleted."""
        node = piece.node
        if is_doomed or not isinstance(node, ast.ClassDef):
            return
        name = f"{within}{node.name}."
        if step is None:
            if any(one.startswith(name) for one in self.to_delete):
                self._lay_body([], node.body, name, piece.end)
            return
        assert isinstance(step.node, ast.ClassDef)
        self._check_members(step.node, node, name)
        self._lay_header(step.node, node, name.rstrip("."))
        self._lay_body(_without_docstring(step.node), node.body, name, piece.end)

    def _check_members(self, ours: ast.ClassDef, theirs: ast.ClassDef, name: str) -> None:
        for node, lines, whose in ((ours, self.ours, "the overlay"), (theirs, self.theirs, "the right solution")):
            if node.body[0].lineno <= _header_end(node, lines):
                line = ours.lineno
                raise OverlayError(
                    f"the members of `{name.rstrip('.')}` in {whose} stand on the line of the class", line
                )
        if ours.body[0].col_offset != theirs.body[0].col_offset:
            raise OverlayError(
                f"the members of `{name.rstrip('.')}` are not indented like the right solution's", ours.lineno
            )

    def _lay_header(self, ours: ast.ClassDef, theirs: ast.ClassDef, name: str) -> None:
        """Give a class the decorators, the bases and the docstring that the overlay's states."""
        edits: list[tuple[int, int, list[str]]] = []
        if ours.decorator_list:
            first = min([theirs.lineno, *(one.lineno for one in theirs.decorator_list)]) - 1
            new = self.ours[ours.decorator_list[0].lineno - 1 : ours.lineno - 1]
            edits.append((first, theirs.lineno - 1, new))
        if ours.bases or ours.keywords or getattr(ours, "type_params", []):
            new = self.ours[ours.lineno - 1 : _header_end(ours, self.ours)]
            edits.append((theirs.lineno - 1, _header_end(theirs, self.theirs), new))
        if _has_docstring(ours):
            new = self.ours[ours.body[0].lineno - 1 : ours.body[0].end_lineno]
            if _has_docstring(theirs):
                edits.append((theirs.body[0].lineno - 1, theirs.body[0].end_lineno or 0, new))
            else:
                line = _header_end(theirs, self.theirs)
                edits.append((line, line, new))
        if edits:
            self.edits += edits
            self.replaced[name] = None


def _parsed(source: str, whose: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        line = error.lineno if isinstance(error, SyntaxError) else None
        if whose == "the overlay":
            raise OverlayError(f"{whose} is not Python: {reason}", line) from None
        raise OverlayError(f"{whose} is not Python: {reason} (its line {line})") from None


def _lines(source: str) -> list[str]:
    """The lines as the parser counts them, each with its end."""
    return io.StringIO(source, newline="").readlines()


def _pieces(body: list[ast.stmt], lines: list[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for index, node in enumerate(body):
        first, end = _first_line(node), node.end_lineno or node.lineno
        is_alone = (
            not lines[first][: node.col_offset].strip()
            and (index == 0 or (body[index - 1].end_lineno or 0) <= first)
            and (index + 1 == len(body) or _first_line(body[index + 1]) >= end)
        )
        floor = pieces[-1].end if pieces else 0
        while first > floor and _is_comment(lines[first - 1]) and _indent(lines[first - 1]) == node.col_offset:
            first -= 1
        while (
            isinstance(node, Definition)
            and end < len(lines)
            and _is_comment(lines[end])
            and _indent(lines[end]) > node.col_offset
        ):
            end += 1  # a comment below a function's last statement is the function's
        pieces.append(_Piece(node, frozenset(_bound(node)), first, end, is_alone))
    return pieces


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, Definition) else []
    return min([node.lineno, *(one.lineno for one in decorators)]) - 1


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _bound(node: ast.AST) -> set[str]:
    """The names that a statement binds in its own scope, whichever way it goes."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Import() | ast.ImportFrom():
            return {(one.asname or one.name).split(".")[0] for one in node.names}
        case ast.Delete() | ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return set()
        case ast.Name(ctx=ast.Store()):
            return {node.id}
    names = {node.name} if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name else set()
    return names.union(*(_bound(child) for child in ast.iter_child_nodes(node)))


def _is_names(target: ast.expr) -> bool:
    """It binds names only: no attribute, no entry."""
    if isinstance(target, ast.Tuple | ast.List):
        return all(_is_names(one) for one in target.elts)
    return isinstance(target.value if isinstance(target, ast.Starred) else target, ast.Name)


def _dotted(target: ast.expr) -> str | None:
    """`A.b` as it is written; None for what is no name."""
    if isinstance(target, ast.Attribute):
        owner = _dotted(target.value)
        return None if owner is None else f"{owner}.{target.attr}"
    return target.id if isinstance(target, ast.Name) else None


def _evaluated(node: ast.stmt) -> list[ast.expr]:
    """What is run before a definition binds its names."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        case ast.ClassDef():
            return [*node.decorator_list, *node.bases, *(one.value for one in node.keywords)]
        case ast.Assign() | ast.AnnAssign():
            return [node.value] if node.value else []
    return []


def _reads(expression: ast.AST, name: str) -> bool:
    """It needs the name at once, not only when a function in it is called."""
    if isinstance(expression, ast.Lambda):
        return False
    is_it = isinstance(expression, ast.Name) and expression.id == name
    return is_it or any(_reads(child, name) for child in ast.iter_child_nodes(expression))


def _says_nothing(node: ast.stmt) -> bool:
    is_constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_constant or isinstance(node, ast.Pass | ast.Delete)  # deletions have been found already


def _dumps(pieces: list[_Piece]) -> list[str]:
    return [ast.dump(piece.node) for piece in pieces]


def _doomed(right: list[_Piece], gone: set[str]) -> set[int]:
    """The statements that go with these names: they bind nothing else, and no statement that stays may build on them."""
    ends = [piece.is_definition and piece.is_removable and piece.names <= gone for piece in right]
    staying = {name for piece, goes in zip(right, ends, strict=True) if not goes for name in piece.names}
    return {index for index, piece in enumerate(right) if ends[index] and not piece.names & staying}


def _place(step: _Piece, right: list[_Piece], doomed: set[int]) -> _Place | None:
    """Where a statement stands that binds names of the right solution; None if it binds none of them."""
    namesakes = [index for index, piece in enumerate(right) if piece.names & step.names]
    if not namesakes:
        return None
    last_staying = max((index for index in namesakes if index not in doomed), default=-1)
    free = [index for index in namesakes if index in doomed and index > last_staying]
    if not step.is_definition:
        return (namesakes[-1], _Side.AFTER)
    return (free[0], _Side.INSTEAD) if free else (last_staying, _Side.AFTER)


def _gap(one: _Piece, other: _Piece, within: str) -> list[str]:
    """The blank lines that are usual between two statements."""
    has_definition = isinstance(one.node, Definition) or isinstance(other.node, Definition)
    return ["\n"] * (0 if not has_definition else 1 if within else 2)


def _split(node: Import) -> Iterator[Import]:
    """An import for each of the names."""
    for one in node.names:
        new: Import = (
            ast.Import([one]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, [one], node.level)
        )
        yield ast.copy_location(new, node)


def _key(node: Import) -> str:
    return ast.unparse(node)


def _is_plain_import(node: ast.stmt) -> bool:
    """`import a.b`, which binds `a` like every other import of a part of it."""
    return isinstance(node, ast.Import) and all(one.asname is None for one in node.names)


def _is_future(node: Import) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _below_docstring(module: ast.Module) -> int:
    return (module.body[0].end_lineno or 0) if _has_docstring(module) else 0


def _below_imports(module: ast.Module) -> int:
    """Below the last import that stands above all functions and classes."""
    line = _below_docstring(module)
    for node in module.body:
        if isinstance(node, Definition):
            break
        if isinstance(node, Import):
            line = node.end_lineno or line
    return line


def _has_docstring(node: ast.Module | ast.ClassDef) -> bool:
    return ast.get_docstring(node, clean=False) is not None


def _without_docstring(node: ast.ClassDef) -> list[ast.stmt]:
    return node.body[1:] if _has_docstring(node) else node.body


def _header_end(node: ast.ClassDef, lines: list[str]) -> int:
    """The number of the line that `class …:` ends on, which is the index of the next."""
    rows = iter(lines[node.lineno - 1 :])
    for token in tokenize.generate_tokens(lambda: next(rows, "")):
        if token.type == tokenize.NEWLINE:
            return node.lineno - 1 + token.end[0]
    return node.lineno
