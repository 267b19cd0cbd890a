"""엑셀로 품목 등록하기: the columns are those that the import reads."""

from qnector.domain.catalog.importing_columns import COLUMNS

_ROWS = "\n".join(
    f"| {column.title} | {column.blank.value} | {column.note} | {column.example} |"
    for column in COLUMNS
)

TEXT = f"""
수백, 수천 개의 품목도 파일 하나로 등록할 수 있어요.

>! 화면에서 직접 올리는 기능은 준비 중이에요. 지금은 판매자가 품목표를 만들어 운영자에게 보내고,
  운영자가 명령으로 올려 드려요.

## 품목표 만들기

첫 줄에 아래 열 이름을 적고, 둘째 줄부터 품목을 한 줄에 하나씩 적어요. 엑셀 파일(.xlsx)과
CSV 파일을 읽을 수 있어요. 운영자에게 빈 양식을 달라고 해도 돼요.

| 열 이름 | 빈칸이면 | 설명 | 예 |
{_ROWS}

- 상품코드, 상품명, 판매가처럼 흔히 쓰는 다른 이름도 알아들어요.
- 단가는 1200, 1,200, ₩1,200, 1,200원을 모두 읽어요.
- 품목코드의 앞자리 0을 지키려면 엑셀에서 셀 서식을 텍스트로 바꿔 주세요.
- 병합한 셀과 수식은 풀어서 값으로 적어 주세요. 숨긴 시트는 읽지 않아요.
- 이미지는 품목 관리에서 품목마다 올려요.

## 올리면 이렇게 돼요

1. 먼저 모든 줄을 검사해요. 이때는 아무것도 바뀌지 않아요.
2. 잘못된 줄은 **몇 번째 줄, 어느 열, 어떤 이유**인지 알려 드려요. 나머지 줄은 올릴 수 있어요.
3. 품목코드가 처음 나오면 새로 등록하고, 이미 있으면 고치고, 같으면 그대로 둬요.
4. 올린 즉시 구매자의 주문 생성 화면에 보여요.

> 플랜의 품목 등록 한도를 넘으면 올라가지 않고, 몇 개까지 등록할 수 있는지 알려 드려요.

## 운영자가 올리는 방법

큐넥터를 설치한 폴더에서 실행해요. 이메일은 그 판매자 회사의 대표나 관리자의 것이에요. 먼저 검사만
  하고,
잘못된 줄을 파일로 받아 볼 수 있어요.

```
.venv/bin/python -m qnector import-products 품목표.xlsx --seller owner@example.co.kr \\
    --dry-run --failed 고칠줄.xlsx
```

괜찮으면 올려요. 하나라도 잘못되면 아무것도 올리지 않으려면 `--all-or-nothing`을 붙여요.

```
.venv/bin/python -m qnector import-products 품목표.xlsx --seller owner@example.co.kr
```

빈 양식은 이렇게 만들어요.

```
.venv/bin/python -m qnector product-template 품목표.xlsx
```
"""
