"""Outside services as they are set up now: the operator's keys, or the environment's."""

from qnector.core import db, settings
from qnector.domain.services import service as services
from qnector.outside import juso as juso_api
from qnector.outside import nts as nts_api
from qnector.outside.web import Service


async def values() -> dict[str, str]:
    """Every key by name, "" where there is none."""
    return await db.read(services.values, slow=True)


async def nts() -> Service:
    """국세청; without a key it is not connected."""
    base = settings.current().nts_base_url or nts_api.BASE_URL
    return Service("nts", base, (await values())["nts.key"])


async def juso() -> Service:
    """도로명주소; without a key it is not connected."""
    base = settings.current().juso_base_url or juso_api.BASE_URL
    return Service("juso", base, (await values())["juso.key"])


async def smtp_url() -> str:
    """Where mails go, or "" while they are kept as files."""
    return (await values())["smtp.url"]
