"""What can go wrong, each with the Korean sentence that the user reads."""


class QnectorError(Exception):
    """A refusal. `sentence` is shown as it is; `field` names the input it belongs to."""

    default = "처리하지 못했어요. 잠시 뒤 다시 시도해 주세요."

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        self.sentence = sentence or self.default
        self.field = field
        super().__init__(self.sentence)


class NotFound(QnectorError):
    """It is not there, or the actor may not know that it is."""

    default = "찾을 수 없어요."


class NotAllowed(QnectorError):
    """The actor sees it but may not do this."""

    default = "볼 수 있는 권한이 없어요. 관리자에게 요청해 주세요."


class Invalid(QnectorError):
    """An input that cannot be used; `field` says which."""

    default = "입력한 내용을 다시 확인해 주세요."


class Conflict(QnectorError):
    """Somebody else was first, or the moment has passed."""

    default = "다른 사람이 먼저 바꿨어요. 새로고침한 뒤 다시 해 주세요."


class TooMany(QnectorError):
    """Asked too often."""

    default = "요청이 너무 많아요. 잠시 뒤 다시 시도해 주세요."


class Unavailable(QnectorError):
    """The database does not answer; nothing was changed."""

    default = "지금은 불러올 수 없어요. 잠시 뒤 다시 시도해 주세요."


class LimitReached(QnectorError):
    """The plan's limit is used up."""

    default = "이번 달 사용량을 모두 썼어요. 플랜을 바꾸면 계속 쓸 수 있어요."
