"""프로필 사진 from an address: read, made anew, kept. The world is asked before the transaction."""

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, TooMany
from qnector.domain.accounts import pictures, rules
from qnector.outside import fetch
from qnector.web import uploads
from qnector.web.doors.turnstile import Turnstile
from qnector.web.pace import Pace

# Nobody needs many; and nobody shall use this server to knock at others.
pace = Pace(burst=5, rate=1 / 60)
gate = Turnstile(2, 6)


async def take(asker: Actor, url: str) -> None:
    """Show what lies at an address as the asker's picture. Raises Invalid, TooMany, NotAllowed."""
    rules.require_may(asker, "account.own")
    if not url:
        raise Invalid("사진의 주소를 입력해 주세요.")
    if not pace.allows(str(asker.user_id)):
        raise TooMany("너무 자주 가져왔어요. 1분 뒤에 다시 시도해 주세요.")
    async with gate.turn():
        try:
            content = await fetch.picture(url)
        except fetch.Refused as refusal:
            raise Invalid(refusal.sentence) from None
    await db.write(pictures.set_picture, asker, await uploads.kept(content))
