"""Where screens find the names of browsers; they are made in core, because mails say them too."""

from qnector.core.devices import NOBODY, Device, device_of

__all__ = ["NOBODY", "Device", "device_of"]
