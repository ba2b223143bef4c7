#!/usr/bin/env bash
# pyte shows the rest of some terminal sequences as text. "CSI < u", by which a program gives a keyboard protocol back
# and which terminals are to ignore if they have none, leaves a "u" on the screen; a colour with colons leaves its
# digits. The colour of an underline is read as attributes: 58;5;1 is bold and blinking. And leaving the alternate
# screen leaves what was on it.
#
# Version: pyte 0.8.2.
# Met where a full-screen program is tested in pyte: today's frameworks send all of these.
# The guess that was wrong: what is not known is skipped up to its last letter, as the grammar of such sequences
# allows.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

needs pyte==0.8.2
says "In pyte, unknown sequences leave letters or attributes, and the alternate screen is the only screen."
saw "keyboard protocol: 'u'
colour with colons: '2::255:0:0mx'
colour with semicolons: 'x'
underline colour: 'x', bold True, blinking True
alternate screen, left: 'shell program'" "$(
    inside - <<'PY'
import pyte


def screen(text):
    made = pyte.Screen(20, 2)
    pyte.Stream(made).feed(text)
    return made


def shown(text):
    return repr(screen(text).display[0].rstrip())


print("keyboard protocol:", shown("\x1b[>1u\x1b[<u"))
print("colour with colons:", shown("\x1b[38:2::255:0:0mx"))
print("colour with semicolons:", shown("\x1b[38;2;255;0;0mx"))
cell = screen("\x1b[58;5;1mx").buffer[0][0]
print(f"underline colour: {cell.data!r}, bold {cell.bold}, blinking {cell.blink}")
print("alternate screen, left:", shown("shell \x1b[?1049hprogram\x1b[?1049l"))
PY
)"
