#!/usr/bin/env bash
# mutmut's operators change every product but that of matrices: `a * b`, `a / b` and `a ** b` have mutants, `a @ b`
# has none, and `a @= b` loses its `@` only. And some mutants can never be caught: float("INF") for float("inf") is
# the same number.
#
# Version: mutmut 3.8.1.
# Met where checks of neural networks are measured by the mutants they catch: a forward pass `X @ W` has none, a start
# value float("inf") has one that survives everything.
# The guess that was wrong: `@` becomes `*`, or is swapped with another operator, as all others are.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs mutmut==3.8.1 libcst==1.9.0
says "mutmut has no mutant of a matrix product, and an equivalent one of float('inf')."
saw "a * b: a / b
a / b: a * b
a ** b: a * b
a @ b: none
a *= b: a = b, a /= b
a @= b: a = b
float('inf'): float(None), float('XXinfXX'), float('INF')
float('INF') is float('inf') again: True" "$(
    inside - <<'PY'
import libcst as cst
from mutmut.mutation.mutators import mutation_operators


class Mutants(cst.CSTVisitor):
    def __init__(self, module):
        self.module, self.found = module, []

    def on_visit(self, node):
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found += [self.module.deep_replace(node, new).code.strip() for new in operator(node)]
        return True


for text in ("a * b", "a / b", "a ** b", "a @ b", "a *= b", "a @= b", "float('inf')"):
    module = cst.parse_module(text)
    mutants = Mutants(module)
    module.visit(mutants)
    print(f"{text}: {', '.join(mutants.found) or 'none'}")
print("float('INF') is float('inf') again:", float("INF") == float("inf"))
PY
)"
