"""Every screen of the app. A new one is found by being in its folder."""

import importlib
import pkgutil


def load() -> None:
    """Import every page module, so that each registers its screen."""
    for module in pkgutil.walk_packages(__path__, prefix=f"{__name__}."):
        if module.name.rsplit(".", 1)[-1] == "page":
            importlib.import_module(module.name)
