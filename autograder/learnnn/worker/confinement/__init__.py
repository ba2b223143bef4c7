"""Confinement of workers by the Linux kernel, in the order in which a reader may want to check it.

    levels        what each level does, in the fork server and in each worker
    readable      which files a worker may read
    jail          the root folder and the namespaces
    landlock      rights on files, given up
    seccomp       the filter on system calls, built from the list in `system_calls`
    kernel        the calls themselves
    probe         an attacker's attempts: a level counts only where all of them fail

Only the standard library is imported; there is no other program, no setuid helper and no configuration.
"""
