"""What the three sellers of the demo market sell; all of it is invented.

Fresh food is 면세, processed goods are 과세, goods for export with a 구매확인서 are 영세.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qnector.core.money import VatKind
from qnector.core.quantity import ONE

PICTURES = Path(__file__).parent / "pictures"

SELLERS = {"badasikpum": "바다식품", "hangyeol": "한결유통", "saebyeok": "새벽사무"}
"""seller_key → the name of the company."""


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """One product. Price in won, quantities in thousandths, `picture` a file in PICTURES."""

    seller_key: str
    sku: str
    name: str
    spec: str
    unit: str
    category: str
    unit_price: int
    vat_kind: VatKind
    stock: int
    min_quantity: int
    quantity_step: int
    decimals: int
    status: str
    picture: str


# 품목코드 | 품목명 | 규격 | 단위 | 분류 | 단가 | 과세 | 재고 | 최소 | 배수 | 소수 | 상태 | 그림
_TABLES = {
    "badasikpum": """
BS-1001|무안 양파|15kg 망|망|채소|16800|exempt|240|1|1|0|on_sale|onion
BS-1002|제주 흙당근|상품, 낱개 무게 판매|kg|채소|2400|exempt|380.5|0.5|0.5|1|on_sale|carrot
BS-1101|부사 사과|10kg 상자 (26~28과)|상자|과일|46500|exempt|64|1|1|0|on_sale|apple
BS-1102|설향 딸기|500g × 4팩|상자|과일|32000|exempt|7|1|1|0|on_sale|strawberry
BS-1103|제주 감귤|5kg 상자 (M)|상자|과일|17500|exempt|0|1|1|0|sold_out|mandarin
BS-1201|신선 대란|30구 한 판|판|달걀·두부|6900|exempt|420|2|2|0|on_sale|egg
BS-1202|국산콩 두부|3kg 판두부|판|달걀·두부|8400|exempt|56|1|1|0|on_sale|tofu
BS-2001|손질 고등어|국산, 냉동, 무게 판매|kg|수산물|9800|exempt|148.5|0.5|0.5|1|on_sale|mackerel
BS-2002|흰다리새우|냉동 31/40, 1kg|봉|수산물|14900|exempt|92|2|1|0|on_sale|shrimp
BS-2003|재래김 수출용|100매 × 10속, 구매확인서|상자|수산물|88000|zero_rated|38|5|5|0|on_sale|laver
BS-3001|한돈 삼겹살|냉장, 무게 판매|kg|축산물|19800|exempt|86.5|0.5|0.1|1|on_sale|pork
BS-3002|한우 등심 1등급|냉장, 무게 판매|kg|축산물|74000|exempt|9.5|0.5|0.1|1|on_sale|beef
BS-3003|닭다리 정육|냉장, 2kg 팩|팩|축산물|15600|exempt|120|1|1|0|on_sale|chicken
BS-3004|수제 소시지|1kg (10개입)|봉|가공식품|11900|taxed|75|1|1|0|on_sale|sausage
BS-4001|포기김치|10kg 상자|상자|가공식품|34500|exempt|44|1|1|0|on_sale|kimchi
BS-4002|이천 햅쌀|20kg 포대|포|가공식품|58900|exempt|310|1|1|0|on_sale|rice
""",
    "hangyeol": """
HG-1001|블렌드 원두 다크로스팅|1kg|봉|커피·음료|18900|taxed|260|1|1|0|on_sale|coffee
HG-1002|맑은샘물|2L × 6병|묶음|커피·음료|2700|taxed|900|10|10|0|on_sale|water
HG-1003|캔음료 혼합|250mL × 30캔|상자|커피·음료|16200|taxed|180|1|1|0|on_sale|soda-can
HG-1004|사이다|1.5L × 12병|상자|커피·음료|19400|taxed|10|1|1|0|on_sale|cider
HG-1005|흰우유|1L × 12팩|상자|커피·음료|27600|exempt|130|1|1|0|on_sale|milk
HG-2001|크라프트 종이컵 13온스|1,000개|상자|일회용품|46000|taxed|88|1|1|0|on_sale|paper-cup
HG-2002|니트릴 장갑 M|100매|통|일회용품|6300|taxed|540|10|10|0|on_sale|gloves
HG-2003|검정 비닐봉투 75L|50매 롤|롤|일회용품|7800|taxed|3|1|1|0|on_sale|trash-bag
HG-2004|두루마리 화장지 3겹|30m × 30롤|묶음|일회용품|15900|taxed|205|1|1|0|on_sale|toilet-paper
HG-2005|주방세제|4L 리필|통|세제|8700|taxed|116|2|1|0|on_sale|detergent
HG-3001|얼큰라면|120g × 40봉|상자|식자재|27800|taxed|152|1|1|0|on_sale|noodle
HG-3002|중력 밀가루|20kg 포대|포|식자재|23400|exempt|96|1|1|0|on_sale|flour
HG-3003|신안 천일염|20kg 포대|포|식자재|19600|exempt|0|1|1|0|sold_out|salt
HG-3004|양조간장|1.8L × 6병|상자|식자재|43200|taxed|58|1|1|0|on_sale|soy-sauce
HG-3005|통깨 참기름|1.8L|병|식자재|24800|taxed|72|1|1|0|on_sale|sesame-oil
HG-3006|식용유|18L 통|통|식자재|49500|taxed|34|1|1|0|hidden|cooking-oil
""",
    "saebyeok": """
SB-1001|업무용 노트북 14형|16GB, 512GB|대|전산기기|1290000|taxed|18|1|1|0|on_sale|laptop
SB-1002|27형 QHD 모니터|높이 조절 스탠드|대|전산기기|268000|taxed|41|1|1|0|on_sale|monitor
SB-1003|업무용 휴대폰 256GB|자급제|대|전산기기|874000|taxed|5|1|1|0|on_sale|phone
SB-1004|무선 헤드셋|소음 차단, 마이크 내장|개|전산기기|89000|taxed|67|1|1|0|on_sale|headphones
SB-1005|저소음 키보드|한글 자판, 무선|개|전산기기|42500|taxed|0|1|1|0|hidden|keyboard
SB-2001|복사용지 A4 80g|2,500매|상자|사무용품|24900|taxed|640|2|2|0|on_sale|printer-paper
SB-2002|사무용 연필|4색 혼합, 12자루|통|사무용품|4200|taxed|330|5|5|0|on_sale|pens
SB-2003|스프링 노트 A5|80매, 10권|묶음|사무용품|18500|taxed|112|1|1|0|on_sale|notebook
""",
}


def _product(seller_key: str, row: str) -> DemoProduct:
    sku, name, spec, unit, category, price, vat, *rest = row.split("|")
    stock, least, step, decimals, status, picture = rest
    return DemoProduct(
        seller_key=seller_key,
        sku=sku,
        name=name,
        spec=spec,
        unit=unit,
        category=category,
        unit_price=int(price),
        vat_kind=VatKind(vat),
        stock=_thousandths(stock),
        min_quantity=_thousandths(least),
        quantity_step=_thousandths(step),
        decimals=int(decimals),
        status=status,
        picture=f"{picture}.webp",
    )


def _thousandths(written: str) -> int:
    return int(Decimal(written) * ONE)


PRODUCTS: tuple[DemoProduct, ...] = tuple(
    _product(seller_key, row)
    for seller_key, table in _TABLES.items()
    for row in table.strip().splitlines()
)
