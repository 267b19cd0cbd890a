"""The types that a handler's arguments may have: each says exactly what a browser may send."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, model_validator

MOST_ID = 2**53  # beyond this a browser cannot count

# No control characters: PostgreSQL stores no NUL, and nobody types the others.
_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"

Id = Annotated[int, Field(strict=True, ge=1, le=MOST_ID)]
OrderId = Id
ProductId = Id
AddressId = Id
CategoryId = Id
CompanyId = Id
SellerId = Id
BuyerId = Id
LineId = Id
MessageId = Id
UserId = Id
InquiryId = Id
NoticeId = Id
EntryId = Id
SessionId = Id

# An id as a radio button sends it, or nothing.
IdText = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,15}$")]

PageNumber = Annotated[int, Field(strict=True, ge=1, le=10_000)]
Flag = Annotated[bool, Strict()]
OpenFlag = Flag

OrderNumber = Annotated[str, StringConstraints(pattern=r"^\d{8}-\d{6}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
Quantity = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=20, pattern=r"^[\d.,]*$")
]
# In which turn a form or a button was drawn; see web.turns.
Turn = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")]
ToastId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,32}$")]

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=_PLAIN),
]
SearchText = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100, pattern=_ONE_LINE)
]
ShortText = SearchText
AddressText = Annotated[  # an e-mail address as typed; the verb says what is wrong with it
    str, StringConstraints(strip_whitespace=True, max_length=300, pattern=_ONE_LINE)
]
Memo = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=_PLAIN)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=_PLAIN)]
# A field whose rule a verb says in a sentence: here it only must not be endless.
FieldText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30_000)]
Sentence = Annotated[str, StringConstraints(max_length=500, pattern=_PLAIN)]

Choice = Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")]
TermsChoice = Annotated[
    str, StringConstraints(pattern=r"^(immediate|days|next_month_day|next_month_end)$")
]
SortChoice = Choice
ViewChoice = Choice
ServiceCode = Annotated[str, StringConstraints(pattern=r"^(nts|juso|google|kakao|smtp)$")]
SizeChoice = Annotated[str, StringConstraints(pattern=r"^(10|20|50)$")]

# A path of our own: one slash first, so that no other host can be meant.
Path = Annotated[
    str, StringConstraints(max_length=500, pattern=r"^/([\w\-.~?=&%+,:@][\w\-./~?=&%+,:@]*)?$")
]
OptionalPath = Annotated[
    str, StringConstraints(max_length=500, pattern=r"^(/([\w\-.~?=&%+,:@][\w\-./~?=&%+,:@]*)?)?$")
]


# A box in a form: Reflex sends true or false for one with an id, the browser "on" or nothing.
Ticked = Flag | ShortText


class Form(BaseModel):
    """What a form sends; fields it does not name are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_what_is_not_drawn(cls, sent: Any) -> Any:
        """Reflex sends null for a field that the form has only sometimes."""
        if not isinstance(sent, dict):
            return sent
        fields = cls.model_fields
        return {name: one for name, one in sent.items() if one is not None or name not in fields}


class TurnForm(Form):
    """A form that may be sent once: `ui.form(turn=…)` puts the turn in."""

    turn: Turn


class ReasonForm(TurnForm):
    """Why."""

    reason: LongText = ""
