"""What the sellers of food list; all of it is invented.

Fresh food is 면세, processed goods are 과세, goods for export with a 구매확인서 are 영세.
"""

# 품목코드 | 품목명 | 규격 | 단위 | 분류 | 단가 | 과세 | 재고 | 최소 | 배수 | 소수 | 상태 | 그림
TABLES = {
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
BS-2004|손질 오징어|국산, 냉동, 1kg (4~5미)|팩|수산물|18500|exempt|64|1|1|0|on_sale|squid
BS-2005|생연어 필렛|냉장, 무게 판매|kg|수산물|28900|exempt|42.5|0.5|0.5|1|on_sale|salmon
BS-2006|완도 활전복|10미 (대), 산소 포장|팩|수산물|39800|exempt|6|1|1|0|on_sale|abalone
BS-2007|해감 바지락|국산, 1kg|봉|수산물|7600|exempt|118|2|1|0|on_sale|clam
BS-3001|한돈 삼겹살|냉장, 무게 판매|kg|축산물|19800|exempt|86.5|0.5|0.1|1|on_sale|pork
BS-3002|한우 등심 1등급|냉장, 무게 판매|kg|축산물|74000|exempt|9.5|0.5|0.1|1|on_sale|beef
BS-3003|닭다리 정육|냉장, 2kg 팩|팩|축산물|15600|exempt|120|1|1|0|on_sale|chicken
BS-3004|수제 소시지|1kg (10개입)|봉|가공식품|11900|taxed|75|1|1|0|on_sale|sausage
BS-4001|포기김치|10kg 상자|상자|가공식품|34500|exempt|44|1|1|0|on_sale|kimchi
BS-4002|이천 햅쌀|20kg 포대|포|가공식품|58900|exempt|310|1|1|0|on_sale|rice
""",
    "pureun": """
GN-1001|적상추|4kg 상자|상자|쌈채소|14800|exempt|86|1|1|0|on_sale|lettuce
GN-1002|깻잎|100장 × 20묶음|상자|쌈채소|23500|exempt|54|1|1|0|on_sale|perilla
GN-1003|알배기배추|8kg 상자|상자|쌈채소|16900|exempt|72|1|1|0|on_sale|cabbage
GN-1004|포항초 시금치|4kg 상자|상자|쌈채소|18200|exempt|0|1|1|0|sold_out|spinach
GN-2001|수미 감자|20kg 상자, 특|상자|뿌리채소|33800|exempt|140|1|1|0|on_sale|potato
GN-2002|해남 꿀고구마|10kg 상자|상자|뿌리채소|29900|exempt|95|1|1|0|on_sale|sweet-potato
GN-2003|무|20kg 망 (9~10개)|망|뿌리채소|15400|exempt|60|1|1|0|on_sale|radish
GN-2004|의성 통마늘|무게 판매|kg|뿌리채소|8600|exempt|210.5|1|0.5|1|on_sale|garlic
GN-2005|대파|10단 묶음|묶음|뿌리채소|19800|exempt|77|1|1|0|on_sale|green-onion
GN-3001|방울토마토|5kg 상자|상자|열매채소|27400|exempt|68|1|1|0|on_sale|tomato
GN-3002|백다다기 오이|50개 상자|상자|열매채소|31200|exempt|45|1|1|0|on_sale|cucumber
GN-3003|애호박|20개 상자|상자|열매채소|22600|exempt|8|1|1|0|on_sale|zucchini
GN-3004|3색 파프리카|5kg 상자|상자|열매채소|35800|exempt|39|1|1|0|on_sale|paprika
GN-3005|청양고추|무게 판매|kg|열매채소|9200|exempt|64.5|0.5|0.5|1|on_sale|chili
GN-4001|새송이버섯|2kg 상자|상자|버섯·곡물|8900|exempt|125|1|1|0|on_sale|king-oyster
GN-4002|생표고버섯|무게 판매|kg|버섯·곡물|13600|exempt|48.5|0.5|0.5|1|on_sale|shiitake
GN-4003|서리태|5kg 포대|포|버섯·곡물|52000|exempt|37|1|1|0|on_sale|black-bean
GN-5001|캠벨 포도|5kg 상자, 제철에만|상자|제철 상품|26800|exempt|24|1|1|0|hidden|grape
""",
    "neoreun": """
NM-1001|한돈 목살|냉장, 무게 판매|kg|돼지고기|18600|exempt|94.5|1|0.5|1|on_sale|pork-neck
NM-1002|한돈 다짐육|냉장, 2kg 팩|팩|돼지고기|17800|exempt|80|1|1|0|on_sale|mince
NM-2001|LA갈비|미국산, 냉동, 무게 판매|kg|소고기|32500|exempt|56.5|1|0.5|1|on_sale|ribs
NM-2002|차돌박이|호주산, 냉동, 1kg|팩|소고기|24900|exempt|105|1|1|0|on_sale|beef-rolls
NM-2003|한우 사골|냉동, 3kg|팩|소고기|21600|exempt|33|1|1|0|on_sale|bone
NM-2004|양갈비|뉴질랜드산, 냉동, 1kg|팩|소고기|38700|exempt|4|1|1|0|on_sale|lamb
NM-3001|닭가슴살|냉장, 2kg 팩|팩|닭·오리|16400|exempt|132|1|1|0|on_sale|chicken-breast
NM-3002|훈제오리 슬라이스|800g × 5팩|상자|닭·오리|47500|taxed|41|1|1|0|on_sale|duck
NM-3003|동물복지 유정란|10구 × 15판|상자|닭·오리|64500|exempt|58|1|1|0|on_sale|eggs
NM-4001|베이컨|1kg (슬라이스)|팩|육가공·유제품|15300|taxed|116|2|1|0|on_sale|bacon
NM-4002|등심햄|2kg|개|육가공·유제품|22800|taxed|0|1|1|0|sold_out|ham
NM-4003|체다 치즈|무게 판매|kg|육가공·유제품|19400|taxed|47.25|0.25|0.25|2|on_sale|cheese
""",
}
