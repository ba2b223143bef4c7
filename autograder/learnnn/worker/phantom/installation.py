"""Puts the phantom together and hands it to torch, once per process.

Most of that is telling torch of hundreds of kernels. A warm parent does it for its workers (`prepare`): as long as the device
has no name, no tensor can be on it, and torch says of itself what it says without.
"""

from __future__ import annotations

import functools

from torch.optim.optimizer import register_optimizer_step_post_hook
from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

from learnnn.worker.phantom import gaps
from learnnn.worker.phantom.kernels import Kernels
from learnnn.worker.phantom.ledger import Ledger
from learnnn.worker.phantom.namespace import Namespace


@functools.cache
def prepare() -> tuple[Ledger, Namespace, Kernels]:
    """Register what a nameless device computes with."""
    ledger = Ledger()
    namespace = Namespace(ledger)
    kernels = Kernels(ledger, namespace)
    kernels.install()
    return ledger, namespace, kernels


def install() -> Ledger:
    """Make `torch.device("phantom")` work in this process; the ledger that counts what it costs."""
    ledger, namespace, kernels = prepare()
    namespace.enable()
    _setup_privateuseone_for_python_backend("phantom", backend_module=namespace)
    kernels.pin_for_the_phantom()
    gaps.fill(ledger, namespace)
    register_optimizer_step_post_hook(ledger.end_step)
    return ledger
