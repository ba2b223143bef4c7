"""Puts the phantom together and hands it to torch, once per process."""

from __future__ import annotations

from torch.optim.optimizer import register_optimizer_step_post_hook
from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

from learnnn.worker.phantom import gaps
from learnnn.worker.phantom.kernels import Kernels
from learnnn.worker.phantom.ledger import Ledger
from learnnn.worker.phantom.namespace import Namespace


def install() -> Ledger:
    """Make `torch.device("phantom")` work in this process; the ledger that counts what it costs."""
    ledger = Ledger()
    namespace = Namespace(ledger)
    _setup_privateuseone_for_python_backend("phantom", backend_module=namespace)
    Kernels(ledger, namespace).install()
    gaps.fill(ledger, namespace)
    register_optimizer_step_post_hook(ledger.end_step)
    return ledger
