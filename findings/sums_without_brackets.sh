#!/usr/bin/env bash
# A tree of libcst that multiplies a sum is written without brackets: the text means something else than the tree.
# Spaces are checked (return and a name need one), precedence is not.
#
# Version: libcst 1.9.0.
# Met where a mutation or a refactoring puts an expression in the place of a name.
# The guess that was wrong: as spaces are checked and numbers have to be valid, a tree that cannot be written is
# refused, or bracketed.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs libcst==1.9.0
says "libcst writes the product of a sum as a sum, and -a to a power as the negative of the power."
saw "BinaryOperation(a + b, Multiply, c): a + b * c
read again, its operator is: Add
BinaryOperation(-a, Power, 2): -a ** 2
read again, it is: UnaryOperation
Integer('-1'): refused" "$(
    inside - <<'PY'
import libcst as cst

write = cst.Module([]).code_for_node
product = write(cst.BinaryOperation(cst.parse_expression("a + b"), cst.Multiply(), cst.Name("c")))
print("BinaryOperation(a + b, Multiply, c):", product)
print("read again, its operator is:", type(cst.parse_expression(product).operator).__name__)
power = write(cst.BinaryOperation(cst.parse_expression("-a"), cst.Power(), cst.Integer("2")))
print("BinaryOperation(-a, Power, 2):", power)
print("read again, it is:", type(cst.parse_expression(power)).__name__)
try:
    cst.Integer("-1")
except cst.CSTValidationError:
    print("Integer('-1'): refused")
PY
)"
