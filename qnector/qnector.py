"""The app: every screen imported, wired to guard, edge, feed and jobs."""

from qnector import screens
from qnector.api import health
from qnector.jobs import runner
from qnector.web import assembly, files, uploads

screens.load()
app = assembly.make_app(routes=[*health.routes, *files.routes, *uploads.routes], tasks=[runner.run])
