"""연결 확인: asks each outside service something harmless, and says how it went."""

import logging
from collections.abc import Awaitable, Callable

from qnector.core import secrets
from qnector.domain.accounts.models import Provider
from qnector.outside import juso, nts, oauth
from qnector.outside.web import OutsideError, Rejected, Unconfigured, client
from qnector.web import services, social
from qnector.web.operator import mailing
from qnector.web.operator.outcome import Outcome

log = logging.getLogger(__name__)

NOBODYS_NUMBER = "0000000000"
WORKS = "연결됐어요."
NO_KEY = "등록된 값이 없어요. 먼저 등록해 주세요."
REFUSED = "{name}에서 이 값을 받아들이지 않았어요. 값을 다시 확인해 주세요. ({code})"
SILENT = "{name}에서 답이 없어요. 잠시 뒤 다시 확인해 주세요. ({code})"
ODD = "{name}에서 뜻밖의 답을 했어요. ({code})"


async def ask(code: str) -> Outcome:
    """Ask the service of this code. Never raises: not to be reached is an answer too."""
    if code == "smtp":
        return await mailing.check()
    name, probe = PROBES[code]
    try:
        await probe()
    except Unconfigured as failure:
        if failure.code in ("no key", "no client", "no server"):
            return Outcome(False, NO_KEY)
        return Outcome(False, REFUSED.format(name=name, code=failure.code))
    except Rejected as failure:
        return Outcome(False, ODD.format(name=name, code=failure.code))
    except (OutsideError, ValueError, OSError) as failure:
        why = failure.code if isinstance(failure, OutsideError) else type(failure).__name__
        log.warning("%s did not answer: %s", code, why)
        return Outcome(False, SILENT.format(name=name, code=why))
    return Outcome(True, WORKS)


async def _nts() -> None:
    await nts.statuses(await services.nts(), [NOBODYS_NUMBER])


async def _juso() -> None:
    await juso.search(await services.juso(), "세종대로")


def _signing_in(provider: Provider) -> Callable[[], Awaitable[None]]:
    async def probe() -> None:
        """A code that nobody was given: who knows our client refuses the code, else the client."""
        us = await social.client_of(provider)
        if not us.is_configured:
            raise Unconfigured(provider.value, "no client")
        made_up = secrets.new_key()
        async with client(us.service) as http:
            try:
                await oauth.redeem(
                    us,
                    http,
                    code=made_up,
                    redirect_uri=social.callback(provider),
                    verifier=made_up,
                    nonce=made_up,
                )
            except Rejected as refusal:
                if refusal.code != "invalid_grant":
                    raise

    return probe


PROBES: dict[str, tuple[str, Callable[[], Awaitable[None]]]] = {
    "nts": ("국세청", _nts),
    "juso": ("도로명주소", _juso),
    "google": ("Google", _signing_in(Provider.GOOGLE)),
    "kakao": ("카카오", _signing_in(Provider.KAKAO)),
}
