"""What 큐넥터 and the sellers of the demo market told their buyers over the year."""

from dataclasses import dataclass

from qnector.core.actor import Actor, Side
from qnector.demo.companies import COMPANIES
from qnector.demo.partners import TIES
from qnector.demo.stage import Stage
from qnector.domain.board import service as board
from qnector.domain.board.models import NoticeKind
from qnector.domain.board.service import NoticeInput

NEWS, UPDATE, PAUSE, EVENT = (
    NoticeKind.NEWS, NoticeKind.UPDATE, NoticeKind.MAINTENANCE, NoticeKind.EVENT,
)  # fmt: skip
OPERATOR = ""
READ_BY = 0.6  # of the people read a notice within two days; a company's owner always does
STILL_NEW = 4  # days; younger ones nobody but their writers has opened


@dataclass(frozen=True, slots=True)
class Told:
    """A notice published so many days ago by a seller, or by 큐넥터; taken down again or not."""

    days: int
    writer: str
    kind: NoticeKind
    title: str
    body: str
    is_pinned: bool = False
    retired: int | None = None


NOTICES = (
    Told(420, OPERATOR, NEWS, "큐넥터를 시작했어요",
         "판매자를 찾아 승인을 요청하고, 여러 판매자의 품목을 한 번에 주문해 보세요.\n\n"
         "처음 쓰는 방법은 유용한 정보에 정리해 두었어요.", is_pinned=True),
    Told(300, OPERATOR, UPDATE, "출고를 나누어 할 수 있어요",
         "한 주문을 여러 번에 나누어 보낼 수 있어요. 송장번호마다 담긴 품목과 수량이 함께 보여요."),
    Told(185, OPERATOR, PAUSE, "서버 점검으로 20분 동안 멈춰요",
         "일요일 새벽 3시부터 20분 동안 점검해요. 점검하는 동안에는 주문할 수 없어요.",
         retired=180),
    Told(96, OPERATOR, UPDATE, "신용 한도를 넘은 주문은 확인을 기다려요",
         "판매자가 정한 신용 한도를 넘으면 주문이 보류돼요. 판매자가 확인하면 바로 이어져요.\n"
         "재고는 보류하는 동안에도 그대로 잡아 두어요."),
    Told(40, OPERATOR, EVENT, "레귤러 플랜을 한 달 동안 무료로 써 보세요",
         "이번 달에 가입한 판매자는 레귤러 플랜을 한 달 동안 무료로 쓸 수 있어요."),
    Told(9, OPERATOR, UPDATE, "화면이 저절로 바뀌어요",
         "새 주문과 바뀐 상태, 남은 재고가 새로고침 없이 보여요. 여러 사람이 함께 볼 때 편해요."),
    Told(1, OPERATOR, PAUSE, "이번 주 토요일 밤에 점검해요",
         "토요일 밤 11시부터 30분 동안 점검해요. 점검 전에 담아 둔 장바구니는 그대로 남아요.",
         is_pinned=True),
    Told(380, "badasikpum", NEWS, "새벽 배송 마감 시간을 알려 드려요",
         "밤 10시까지 주문하면 다음 날 아침 7시 전에 도착해요. 일요일은 쉬어요.", is_pinned=True),
    Told(120, "badasikpum", NEWS, "고등어 값이 내렸어요",
         "올해 어획량이 늘어 손질 고등어 단가를 내렸어요. 무게 판매는 0.5kg부터예요."),
    Told(21, "badasikpum", EVENT, "전복 사전 예약을 받아요",
         "다음 달 초에 들어오는 완도 전복을 미리 예약하면 5% 싸게 보내 드려요.\n"
         "예약은 문의로 남겨 주세요."),
    Told(2, "badasikpum", NEWS, "제주 감귤이 잠시 품절이에요",
         "산지에 비가 많이 와서 이번 주에는 감귤이 들어오지 않아요.\n"
         "다음 주 화요일에 다시 올릴게요."),
    Told(340, "hangyeol", NEWS, "3만 원부터 무료로 배송해요",
         "같은 날 들어온 주문은 한 번에 보내 드려요.", is_pinned=True),
    Told(75, "hangyeol", UPDATE, "원두를 주문한 날 볶아요",
         "오후 2시까지 들어온 주문은 그날 볶아 다음 날 보내 드려요."),
    Told(5, "hangyeol", NEWS, "종이컵 규격이 바뀌어요",
         "13온스 컵의 뚜껑이 새 규격으로 바뀌어요. 남은 뚜껑이 있으면 미리 알려 주세요."),
    Told(210, "saebyeok", NEWS, "세금계산서는 매달 말일에 보내요",
         "받는 이메일이 바뀌었으면 문의로 알려 주세요."),
    Told(30, "saebyeok", EVENT, "복사용지를 10상자 넘게 사면 더 드려요",
         "이번 달 말까지 10상자마다 점착 메모지 한 묶음을 함께 보내 드려요."),
    Told(150, "pureun", NEWS, "장마철에는 쌈채소 값이 자주 바뀌어요",
         "주문하기 전에 단가를 다시 확인해 주세요."),
    Told(3, "pureun", NEWS, "시금치를 새로 심었어요",
         "포항초는 3주 뒤부터 다시 팔아요. 그동안에는 알배기배추를 권해요."),
    Told(60, "neoreun", NEWS, "명절 전주에는 이틀 먼저 주문해 주세요",
         "도축장이 쉬어서 냉장육이 이틀 늦게 들어와요."),
    Told(200, "oven", NEWS, "버터는 여름에 냉동으로 보내요",
         "6월부터 9월까지는 드라이아이스를 넣어 보내 드려요."),
    Told(12, "oven", EVENT, "제빵 교실을 열어요",
         "다음 달 첫째 토요일에 파주 매장에서 제빵 교실을 열어요. 거래처는 무료예요."),
    Told(110, "bandeut", NEWS, "상자에 로고를 찍어 드려요",
         "200장부터 한 가지 색으로 인쇄할 수 있어요. 시안은 문의로 보내 주세요."),
    Told(45, "sallim", NEWS, "창고를 옮겼어요",
         "천안 물류 1동으로 옮겨서 수도권은 하루 빨라졌어요."),
)  # fmt: skip


def note(stage: Stage) -> None:
    """Note every notice, who opened it and when it came down."""
    for told in NOTICES:
        stage.diary.note(stage.ago(told.days, 9), lambda told=told: _publish(stage, told))


def _publish(stage: Stage, told: Told) -> None:
    writer = stage.operating if told.writer == OPERATOR else stage.actor(told.writer, Side.SELLER)
    given = NoticeInput(told.title, told.body, told.kind, told.is_pinned)
    notice_id = board.publish_notice(stage.session, writer, given)
    if told.days > STILL_NEW:
        for reader in _readers(stage, told):
            opened = stage.ago(told.days - stage.chance.randint(0, 2), 9.5)
            stage.diary.note(
                opened, lambda reader=reader: board.read_notice(stage.session, reader, notice_id)
            )
    if told.retired is not None:
        down = stage.ago(told.retired, 9)
        stage.diary.note(down, lambda: board.retire_notice(stage.session, writer, notice_id))


def _readers(stage: Stage, told: Told) -> list[Actor]:
    """Owners always, others by chance; of a seller's notice only those whom it lets order."""
    buyers = {tie.buyer for tie in TIES if tie.seller == told.writer and tie.is_open(told.days)}
    found = []
    for company in COMPANIES:
        if told.writer != OPERATOR and company.key not in buyers:
            continue
        side = Side.BUYER if company.is_buyer else Side.SELLER
        for person in range(len(company.people)):
            if person == 0 or stage.chance.random() < READ_BY:
                found.append(stage.actor(company.key, side, person))
    return found
