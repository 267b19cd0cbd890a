"""Which values of outside services there are, and what they are called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One value: its name, where the environment has it, its Korean name, whether it is secret."""

    name: str
    setting: str  # the field of core.settings that holds what the environment says
    label: str
    is_secret: bool = True


SLOTS: tuple[Slot, ...] = (
    Slot("nts.key", "nts_key", "국세청 인증키 (Decoding)"),
    Slot("juso.key", "juso_key", "도로명주소 승인키"),
    Slot("google.client_id", "google_client_id", "Google 클라이언트 ID", is_secret=False),
    Slot("google.client_secret", "google_client_secret", "Google 클라이언트 보안 비밀"),
    Slot("kakao.client_id", "kakao_client_id", "Kakao REST API 키", is_secret=False),
    Slot("kakao.client_secret", "kakao_client_secret", "Kakao Client Secret"),
    Slot("smtp.url", "smtp_url", "SMTP 주소"),
)
BY_NAME = {slot.name: slot for slot in SLOTS}
