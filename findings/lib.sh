# What all findings share: a room of their own, packages in it, and a look at what came out. Source it, do not run it.

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# Nothing that the user has set up takes part.
unset PYTHONPATH PYTEST_ADDOPTS
export IPYTHONDIR="$room/ipython" JUPYTER_CONFIG_DIR="$room/jupyter" JUPYTER_DATA_DIR="$room/jupyter" \
    JUPYTER_RUNTIME_DIR="$room/jupyter" MPLBACKEND=Agg MPLCONFIGDIR="$room/matplotlib" PYTHONNOUSERSITE=1

# needs NAME==VERSION...: installs them for this finding alone, and says which versions it found.
needs() {
    "${PYTHON:-python3}" -m venv "$room/venv"
    inside -m pip install -qq --no-compile --disable-pip-version-check "$@"
    inside - "${@%%==*}" <<'PY'
import platform
import sys
from importlib.metadata import version

print("Python", platform.python_version(), *(f"· {name} {version(name)}" for name in sys.argv[1:]))
PY
}

# inside ARGUMENTS...: Python with these packages, in the room.
inside() {
    (cd "$room" && exec venv/bin/python "$@")
}

# says SENTENCE: the behaviour, in words.
says() {
    printf '%s\n' "$1"
}

# saw EXPECTED ACTUAL: shows what came out, and fails if it is something else.
saw() {
    printf '%s\n' "$2" | sed 's/^/    /'
    if [ "$1" != "$2" ]; then
        printf 'This has changed. It was:\n%s\n' "$(printf '%s\n' "$1" | sed 's/^/    /')" >&2
        [ ! -s "$room/log" ] || tail -n 20 "$room/log" >&2
        exit 1
    fi
}
