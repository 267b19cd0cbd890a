"""What the sellers of goods list; all of it is invented.

A 과세 label roll that goes abroad with a 구매확인서 is 영세.
"""

# 품목코드 | 품목명 | 규격 | 단위 | 분류 | 단가 | 과세 | 재고 | 최소 | 배수 | 소수 | 상태 | 그림
TABLES = {
    "hangyeol": """
HG-1001|블렌드 원두 다크로스팅|1kg|봉|커피·음료|18900|taxed|260|1|1|0|on_sale|coffee
HG-1002|맑은샘물|2L × 6병|묶음|커피·음료|2700|taxed|900|10|10|0|on_sale|water
HG-1003|캔음료 혼합|250mL × 30캔|상자|커피·음료|16200|taxed|180|1|1|0|on_sale|soda-can
HG-1004|사이다|1.5L × 12병|상자|커피·음료|19400|taxed|10|1|1|0|on_sale|cider
HG-1005|흰우유|1L × 12팩|상자|커피·음료|27600|exempt|130|1|1|0|on_sale|milk
HG-1006|블렌드 원두 라이트로스팅|1kg|봉|커피·음료|20400|taxed|140|1|1|0|on_sale|coffee-light
HG-1007|바닐라 시럽|750mL|병|커피·음료|9800|taxed|96|1|1|0|on_sale|syrup
HG-1008|녹차 티백|1.2g × 100개|상자|커피·음료|12400|taxed|85|1|1|0|on_sale|tea
HG-1009|오렌지주스|1L × 12팩|상자|커피·음료|33600|taxed|62|1|1|0|on_sale|juice
HG-2001|크라프트 종이컵 13온스|1,000개|상자|일회용품|46000|taxed|88|1|1|0|on_sale|paper-cup
HG-2002|니트릴 장갑 M|100매|통|일회용품|6300|taxed|540|10|10|0|on_sale|gloves
HG-2003|검정 비닐봉투 75L|50매 롤|롤|일회용품|7800|taxed|3|1|1|0|on_sale|trash-bag
HG-2004|두루마리 화장지 3겹|30m × 30롤|묶음|일회용품|15900|taxed|205|1|1|0|on_sale|toilet-paper
HG-2005|주방세제|4L 리필|통|세제|8700|taxed|116|2|1|0|on_sale|detergent
HG-2006|개별포장 종이빨대|8mm, 500개|봉|일회용품|8900|taxed|230|1|1|0|on_sale|straws
HG-2007|나무젓가락|1회용, 1,000벌|상자|일회용품|31500|taxed|47|1|1|0|on_sale|chopsticks
HG-3001|얼큰라면|120g × 40봉|상자|식자재|27800|taxed|152|1|1|0|on_sale|noodle
HG-3002|중력 밀가루|20kg 포대|포|식자재|23400|exempt|96|1|1|0|on_sale|flour
HG-3003|신안 천일염|20kg 포대|포|식자재|19600|exempt|0|1|1|0|sold_out|salt
HG-3004|양조간장|1.8L × 6병|상자|식자재|43200|taxed|58|1|1|0|on_sale|soy-sauce
HG-3005|통깨 참기름|1.8L|병|식자재|24800|taxed|72|1|1|0|on_sale|sesame-oil
HG-3006|식용유|18L 통|통|식자재|49500|taxed|34|1|1|0|hidden|cooking-oil
""",
    "saebyeok": """
SB-2001|복사용지 A4 80g|2,500매|상자|사무용품|24900|taxed|640|2|2|0|on_sale|printer-paper
SB-2005|점착 메모지|76 × 76mm, 3색 12권|묶음|사무용품|9600|taxed|275|2|1|0|on_sale|sticky-notes
SB-2002|사무용 연필|4색 혼합, 12자루|통|사무용품|4200|taxed|330|5|5|0|on_sale|pens
SB-2003|스프링 노트 A5|80매, 10권|묶음|사무용품|18500|taxed|112|1|1|0|on_sale|notebook
SB-2004|스테이플러 33호|침 1,000개 포함|개|사무용품|6400|taxed|160|1|1|0|on_sale|stapler
SB-2006|A4 바인더 3공|5cm, 4색|묶음|사무용품|15200|taxed|88|1|1|0|on_sale|binder
SB-2007|탁상용 계산기|12자리, 태양전지|개|사무용품|13800|taxed|9|1|1|0|on_sale|calculator
SB-1006|무선 마우스|저소음, 수신기 포함|개|전산기기|18900|taxed|145|1|1|0|on_sale|mouse
SB-1004|무선 헤드셋|소음 차단, 마이크 내장|개|전산기기|89000|taxed|67|1|1|0|on_sale|headphones
SB-1007|USB 메모리 64GB|두 개 묶음|묶음|전산기기|21800|taxed|74|1|1|0|on_sale|usb
SB-1002|27형 QHD 모니터|높이 조절 스탠드|대|전산기기|268000|taxed|41|1|1|0|on_sale|monitor
SB-1001|업무용 노트북 14형|16GB, 512GB|대|전산기기|1290000|taxed|18|1|1|0|on_sale|laptop
SB-1003|업무용 휴대폰 256GB|자급제|대|전산기기|874000|taxed|5|1|1|0|on_sale|phone
SB-1005|저소음 키보드|한글 자판, 무선|개|전산기기|42500|taxed|0|1|1|0|hidden|keyboard
SB-3001|이동식 화이트보드|1200 × 800mm|개|사무가구|118000|taxed|14|1|1|0|on_sale|whiteboard
SB-3002|메시 사무용 의자|팔걸이, 조립 배송|개|사무가구|164000|taxed|22|1|1|0|on_sale|chair
""",
    "oven": """
OV-1001|강력분|20kg 포대|포|가루|25800|exempt|130|1|1|0|on_sale|strong-flour
OV-1002|박력분|20kg 포대|포|가루|24600|exempt|112|1|1|0|on_sale|weak-flour
OV-1003|백설탕|15kg 포대|포|가루|21900|taxed|98|1|1|0|on_sale|sugar
OV-1004|슈가파우더|1kg|봉|가루|4300|taxed|240|5|5|0|on_sale|powder-sugar
OV-1005|코코아파우더|무가당, 1kg|봉|가루|16800|taxed|66|1|1|0|on_sale|cocoa
OV-1006|인스턴트 드라이이스트|500g × 20봉|상자|가루|78000|taxed|19|1|1|0|on_sale|yeast
OV-2001|무염버터|5kg 벌크|상자|유제품|69800|taxed|36|1|1|0|on_sale|butter
OV-2002|동물성 생크림|1L × 12팩|상자|유제품|85200|taxed|10|1|1|0|on_sale|cream
OV-2003|크림치즈|2kg|통|유제품|26400|taxed|52|1|1|0|on_sale|cream-cheese
OV-3001|다크 커버춰 초콜릿 70%|2.5kg|봉|부재료|42600|taxed|48|1|1|0|on_sale|chocolate
OV-3002|구운 통아몬드|무게 판매|kg|부재료|14200|taxed|88.5|1|0.5|1|on_sale|almond
OV-3003|깐 호두|무게 판매|kg|부재료|17900|taxed|61.5|1|0.5|1|on_sale|walnut
OV-3004|제과용 딸기잼|3.2kg|통|부재료|18800|taxed|0|1|1|0|sold_out|jam
OV-3005|데코 스프링클|500g|병|부재료|7900|taxed|134|2|2|0|on_sale|sprinkles
OV-4001|실리콘 유산지|40cm × 50m|롤|도구|11200|taxed|83|1|1|0|on_sale|parchment
OV-4002|머핀컵|중, 3색 1,000매|상자|도구|14600|taxed|57|1|1|0|hidden|muffins
""",
    "bandeut": """
BD-1001|택배 상자 5호|480 × 380 × 340mm, 20매|묶음|상자|27600|taxed|175|1|1|0|on_sale|parcel-box
BD-1002|택배 상자 2호|270 × 180 × 150mm, 50매|묶음|상자|21400|taxed|260|1|1|0|on_sale|small-boxes
BD-1003|케이크 상자 2호|창문형, 50매|묶음|상자|33500|taxed|42|1|1|0|on_sale|cake-box
BD-2001|에어캡 롤|50cm × 50m|롤|완충·밀봉|13900|taxed|92|1|1|0|on_sale|bubble-wrap
BD-2002|박스 테이프|48mm × 80m, 50개|상자|완충·밀봉|39800|taxed|64|1|1|0|on_sale|tape
BD-2003|벌집 완충지|38cm × 100m|롤|완충·밀봉|24500|taxed|7|1|1|0|on_sale|honeycomb
BD-2004|스트레치 필름|50cm × 300m, 6롤|상자|완충·밀봉|36900|taxed|51|1|1|0|on_sale|stretch-film
BD-3001|크라프트 쇼핑백 중|320 × 250mm, 100매|묶음|봉투|28900|taxed|118|1|1|0|on_sale|shopping-bag
BD-3002|지퍼백 대|250 × 300mm, 1,000매|상자|봉투|42300|taxed|29|1|1|0|on_sale|zip-bag
BD-4001|3칸 도시락 용기|뚜껑 포함, 200개|상자|용기·라벨|54800|taxed|38|1|1|0|on_sale|lunch-box
BD-4002|크라프트 샐러드볼|1,000mL, 300개|상자|용기·라벨|61200|taxed|33|1|1|0|on_sale|salad-bowl
BD-4003|감열 라벨지|40 × 30mm, 10롤|상자|용기·라벨|18400|zero_rated|80|2|2|0|on_sale|label-roll
""",
    "sallim": """
SM-1001|액체 세탁세제|3L|통|세제·위생|12900|taxed|148|1|1|0|on_sale|laundry
SM-1002|섬유유연제|3L|통|세제·위생|9900|taxed|126|1|1|0|on_sale|softener
SM-1003|거품 손세정제|500mL × 12개|상자|세제·위생|34800|taxed|73|1|1|0|on_sale|hand-wash
SM-1004|물티슈 100매|10팩|상자|세제·위생|11700|taxed|310|2|1|0|on_sale|wet-wipes
SM-1005|KF 마스크|대형, 100매|상자|세제·위생|19600|taxed|5|1|1|0|on_sale|masks
SM-2001|키친타월|150매 × 8롤|묶음|청소·주방|10800|taxed|182|1|1|0|on_sale|kitchen-towel
SM-2002|고무장갑 M|10켤레|묶음|청소·주방|14300|taxed|95|1|1|0|on_sale|rubber-gloves
SM-2003|양면 수세미|20개|묶음|청소·주방|8600|taxed|220|2|2|0|on_sale|sponge
SM-2004|극세사 행주|4색, 40장|묶음|청소·주방|15900|taxed|84|1|1|0|on_sale|towels
SM-2005|빗자루·쓰레받기 세트|업소용|개|청소·주방|9400|taxed|46|1|1|0|on_sale|broom
SM-3001|AA 건전지|40개|상자|소모품|17200|taxed|108|1|1|0|on_sale|batteries
SM-3002|LED 전구 12W|10개|상자|소모품|28800|taxed|0|1|1|0|sold_out|bulb
""",
}
