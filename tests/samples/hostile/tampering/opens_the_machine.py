"""Opens memory, disks, ports and settings of the machine."""
# depends: on the user, who must be root

import os

TOKEN = "@TOKEN@"
PATHS = [
    "/dev/mem",
    "/dev/kmem",
    "/dev/port",
    "/dev/kmsg",
    "/dev/vda",
    "/dev/sda",
    "/dev/nvme0n1",
    "/dev/kvm",
    "/dev/fuse",
    "/dev/net/tun",
]
SETTINGS = [
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/hostname",
    "/proc/sysrq-trigger",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/cgroup.procs",
]


def double(x):
    for path, flags in [*((path, os.O_RDONLY) for path in PATHS), *((path, os.O_WRONLY) for path in SETTINGS)]:
        try:
            os.close(os.open(path, flags | os.O_NONBLOCK))
        except OSError:
            continue
        print(TOKEN, path)
    return None
