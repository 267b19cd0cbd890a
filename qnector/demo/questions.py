"""What the companies of the demo market asked each other and 큐넥터, and what was answered."""

from dataclasses import dataclass
from datetime import timedelta

from qnector.core import clock
from qnector.core.actor import Side
from qnector.demo.stage import Stage
from qnector.domain.board import service as board
from qnector.domain.board.service import InquiryInput

OPERATOR = ""
SEEN_AFTER = 60  # hours; younger answers wait to be opened


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked so many hours ago, and its answer after some more, or none yet."""

    hours: float
    asker: str
    to: str
    title: str
    body: str
    answer: str = ""
    after: float = 5
    side: Side = Side.BUYER
    is_seen: bool = True


DAY = 24
QUESTIONS = (
    Asked(390 * DAY, "hanbit", "badasikpum", "명절에도 배송하나요?",
          "연휴 첫날에 받을 수 있는지 궁금해요.",
          "연휴 첫날까지 배송해요. 사흘 전까지 주문해 주세요."),
    Asked(300 * DAY, "haneul", "saebyeok", "노트북 보증 기간을 알려 주세요",
          "업무용 노트북 14형을 6대 사려고 해요.",
          "2년 동안 무상으로 고쳐 드려요. 5대부터는 방문 수리도 해 드려요.", 20),
    Asked(240 * DAY, "maru", "oven", "강력분 단백질 함량이 얼마인가요?",
          "식빵을 만들 때 쓰려고 해요.", "13%예요. 식빵과 바게트에 알맞아요.", 3),
    Asked(200 * DAY, "modu", OPERATOR, "플랜을 바꾸면 지난 주문도 보이나요?",
          "지금은 두 달 치만 보여요.",
          "네, 레귤러로 바꾸면 지난 주문이 모두 다시 보여요. 지운 것은 하나도 없어요.", 7),
    Asked(160 * DAY, "goyo", "hangyeol", "제주까지 며칠 걸리나요?",
          "원두와 종이컵을 함께 받고 싶어요.",
          "배편으로 사흘 걸려요. 원두는 항공으로도 보낼 수 있어요."),
    Asked(130 * DAY, "sonamu", "neoreun", "사골을 미리 잘라 주실 수 있나요?",
          "솥이 작아서 10cm로 잘라 주시면 좋겠어요.", "메모에 적어 주시면 잘라서 보내 드려요.", 9),
    Asked(95 * DAY, "badasikpum", OPERATOR, "직원에게 취소 권한을 줄 수 있나요?",
          "직원도 취소요청에 답하게 하고 싶어요.",
          "취소는 관리자부터 할 수 있어요. 사용자 관리에서 역할을 바꿔 주세요.", 4, Side.SELLER),
    Asked(70 * DAY, "hangyeol", "bandeut", "상자에 인쇄하면 며칠 걸리나요?",
          "로고를 한 색으로 300장 찍고 싶어요.", "시안을 확인한 날부터 닷새 걸려요.", 6),
    Asked(50 * DAY, "dalbit", "hangyeol", "원두를 갈아서 보내 주실 수 있나요?",
          "핸드드립용으로 갈아 주세요.", "네, 메모에 굵기를 적어 주세요.", 2),
    Asked(33 * DAY, "hanbit", "hangyeol", "거래명세서를 매주 받을 수 있나요?",
          "지금은 한 달에 한 번 받고 있어요.", "다음 주부터 금요일마다 보내 드릴게요.", 26),
    Asked(20 * DAY, "mulgyeol", "badasikpum", "활어도 파시나요?",
          "광어와 우럭을 찾고 있어요.",
          "활어는 다루지 않아요. 선어는 전날까지 말씀해 주시면 구해 드려요.", 5),
    Asked(15 * DAY, "haessal", "badasikpum", "알레르기 표시를 받을 수 있나요?",
          "어린이집 급식 점검 때 필요해요.", "품목마다 표시한 표를 이메일로 보내 드렸어요.", 8),
    Asked(8 * DAY, "hangyeol", "oven", "버터를 두 달 동안 같은 값에 받을 수 있나요?",
          "한 달에 20상자쯤 써요.", "20상자부터는 두 달 동안 값을 그대로 둘게요.", 30),
    Asked(6 * DAY, "hangyeol", OPERATOR, "엑셀로 품목을 올리고 싶어요",
          "품목이 3천 개쯤 있어요.",
          "명령줄에서 한 번에 올릴 수 있어요. 엑셀 화면도 곧 나와요.", 20, Side.SELLER),
    Asked(44, "hanbit", "badasikpum", "딸기 입고가 언제인가요?",
          "다음 주 행사에 30상자가 필요해요.",
          "수요일 새벽에 60상자가 들어와요. 30상자를 따로 잡아 둘게요.", 6),
    Asked(38, "modu", "pureun", "시금치 대신 쓸 만한 게 있나요?",
          "나물 반찬으로 쓰려고 해요.", "근대나 얼갈이를 권해요. 이번 주는 값도 좋아요.", 12),
    Asked(30, "dalbit", "hangyeol", "우유를 이틀에 한 번 받을 수 있나요?",
          "냉장고가 작아서 나누어 받고 싶어요.", "월, 수, 금에 나누어 보내 드릴게요.", 20),
    Asked(28, "hangyeol", "badasikpum", "김치를 5kg 상자로도 파시나요?",
          "10kg은 보관하기가 어려워요."),
    Asked(26, "haneul", "saebyeok", "의자 조립 서비스가 있나요?",
          "네 개를 한 번에 주문하려고 해요."),
    Asked(21, "mulgyeol", "badasikpum", "얼음을 더 넣어 주실 수 있나요?",
          "어제 온 연어가 조금 미지근했어요. 오늘 보내는 것부터 부탁드려요."),
    Asked(16, "goyo", "hangyeol", "바닐라 시럽 말고 다른 맛도 있나요?",
          "헤이즐넛과 캐러멜을 찾고 있어요.", is_seen=False),
    Asked(11, "hanbit", "saebyeok", "세금계산서 이메일을 바꿔 주세요",
          "이번 달 것부터 새 주소로 받고 싶어요.", is_seen=False),
    Asked(9, "maru", "hangyeol", "중력 밀가루 원산지를 알려 주세요",
          "표시판을 바꾸려고 해요.", is_seen=False),
    Asked(7, "hanbit", OPERATOR, "주문서를 두 사람이 함께 쓸 수 있나요?",
          "직원이 담아 둔 것을 제가 확인하고 주문하고 싶어요.", is_seen=False),
    Asked(4, "haessal", "badasikpum", "두부를 반 판만 살 수 있나요?",
          "한 판은 아이들이 먹기에 많아요.", is_seen=False),
    Asked(2, "badasikpum", OPERATOR, "공지를 예약할 수 있나요?",
          "새벽에 값을 바꾸면서 공지도 함께 올리고 싶어요.", side=Side.SELLER, is_seen=False),
)  # fmt: skip


def note(stage: Stage) -> None:
    """Note every question."""
    for asked in QUESTIONS:
        is_long_ago = asked.hours > SEEN_AFTER
        day = stage.ago(int(asked.hours / DAY), stage.chance.uniform(9, 18))
        moment = day if is_long_ago else stage.now - timedelta(hours=asked.hours)
        stage.diary.note(moment, lambda asked=asked: _ask(stage, asked))


def _ask(stage: Stage, asked: Asked) -> None:
    """Ask, and note who opens it, who answers and who opens the answer."""
    asker = stage.actor(asked.asker, asked.side)
    to = stage.companies[asked.to].id if asked.to != OPERATOR else None
    given = InquiryInput(asked.title, asked.body, to)
    inquiry_id = board.ask(stage.session, asker, given)
    answerer = stage.actor(asked.to, Side.SELLER) if asked.to != OPERATOR else stage.operating
    note_in, session = stage.diary.note, stage.session
    if asked.is_seen:
        opened = clock.now() + timedelta(hours=min(asked.after, 2))
        note_in(opened, lambda: board.see(session, answerer, inquiry_id))
    if not asked.answer:
        return
    answered = clock.now() + timedelta(hours=asked.after)
    note_in(answered, lambda: board.answer(session, answerer, inquiry_id, asked.answer))
    if asked.hours > SEEN_AFTER:
        opened = answered + timedelta(hours=3)
        note_in(opened, lambda: board.see(session, asker, inquiry_id))
