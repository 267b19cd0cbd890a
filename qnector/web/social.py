"""소셜 계정 as screens and doors know them: which are set up, their names, what went wrong."""

from typing import TypedDict

from qnector.core import settings
from qnector.domain.accounts.models import Provider
from qnector.outside import google, kakao
from qnector.outside.oauth import Client
from qnector.web import services

NAMES = {Provider.GOOGLE: "Google", Provider.KAKAO: "카카오"}
# What a screen says of an errand's end: `social=` of 계정관리, `error=` of 로그인 and 본인 확인.
PROBLEMS = {
    "social_denied": "소셜 계정 확인을 취소했어요. 다시 하려면 버튼을 눌러 주세요.",
    "social_over": "로그인을 시작한 지 오래됐거나 이미 끝났어요. 처음부터 다시 해 주세요.",
    "social_failed": "소셜 계정을 확인하지 못했어요. 잠시 뒤 다시 하거나 이메일로 로그인해 주세요.",
    "social_off": "지금은 이 소셜 계정을 쓸 수 없어요. 이메일로 로그인해 주세요.",
    "social_unknown": (
        "아직 연결되지 않은 소셜 계정이에요. 회원가입을 하거나, 이메일로 로그인한 뒤"
        " 계정관리에서 연결해 주세요."
    ),
    "social_unverified": (
        "같은 이메일의 계정이 있지만 소셜 계정과 연결되지 않았어요. 이메일로 로그인한 뒤"
        " 계정관리에서 연결해 주세요."
    ),
    "social_taken": "이미 다른 사용자에게 연결됐거나, 이 계정에 다른 소셜 계정이 연결돼 있어요.",
    "social_other": "연결한 소셜 계정이 아니에요. 연결한 계정으로 다시 확인해 주세요.",
}
NEWS = {"linked": "소셜 계정을 연결했어요."}


class ProviderText(TypedDict):
    """A provider that is set up, for a button."""

    name: str
    label: str


async def client_of(provider: Provider) -> Client:
    """We at a provider, with the keys that count now."""
    config, keys = settings.current(), await services.values()
    make = google.made if provider is Provider.GOOGLE else kakao.made
    base = config.google_base_url if provider is Provider.GOOGLE else config.kakao_base_url
    name = provider.value
    return make(keys[f"{name}.client_id"], keys[f"{name}.client_secret"], base)


async def providers() -> list[ProviderText]:
    """Those that are set up, 카카오 first."""
    return [
        ProviderText(name=one.value, label=NAMES[one])
        for one in (Provider.KAKAO, Provider.GOOGLE)
        if (await client_of(one)).is_configured
    ]


def callback(provider: Provider) -> str:
    """Where a provider leads the browser back; it must be registered there, letter by letter."""
    return f"{settings.current().address}/auth/social/{provider.value}/callback"
