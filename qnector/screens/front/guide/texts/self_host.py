"""직접 설치하기."""

TEXT = """
큐넥터는 컴퓨터 한 대에 설치해 쓰는 프로그램이에요. 프로세스 하나와 데이터베이스 파일 하나면 돼요.

## 준비할 것

- Python 3.11, 3.12, 3.13 가운데 하나
- make
- 처음 설치할 때 쓸 인터넷 연결

Node나 Docker, 따로 설치하는 데이터베이스는 필요 없어요.

## 데모로 둘러보기

```
make run
```

`http://127.0.0.1:3000`에 데모 시장이 열리고, 데모 계정이 화면에 나와요. 처음에는 설치와 빌드에 몇
  분이
걸리고, 다음부터는 몇 초면 시작해요.

## 실제로 쓰기

```
export QNECTOR_SECRET_KEY="$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"
export QNECTOR_PUBLIC_URL=https://orders.example.co.kr
make serve
```

1. 비밀 키는 한 번 만들어 안전한 곳에 보관해요. 데이터와 따로 두세요.
2. 처음 시작하면 **운영자 비밀번호를 정하는 링크**가 나와요. 24시간 안에 한 번만 쓸 수 있어요.
3. 앞에 TLS 프록시(Caddy, nginx)를 두고 `/_event`의 웹소켓을 통과시켜요. 그리고
  `QNECTOR_TRUSTED_PROXY_HOPS=1`을 설정해요.
4. `.venv/bin/python -m qnector doctor`로 설정을 점검해요.

>! 데모 데이터와 실제 데이터는 섞이지 않아요. 실제로 쓸 때는 새 데이터 폴더에서 시작해 주세요.

## 자주 쓰는 설정

| 환경 변수 | 뜻 |
| `HOST`, `PORT` | 듣는 주소와 포트. 기본은 127.0.0.1과 3000이에요. |
| `QNECTOR_DATA_DIR` | 데이터베이스, 메일, 사진을 두는 폴더 |
| `DATABASE_URL` | PostgreSQL을 쓸 때의 주소. 비워 두면 SQLite를 써요. |
| `SMTP_URL` | 메일 서버. 비워 두면 메일이 데이터 폴더에 파일로 남아요. |
| `QNECTOR_BILLING` | `off`로 두면 모든 회사가 제한 없이 써요. |
| `QNECTOR_COMPANY_NAME`, `QNECTOR_COMPANY_NUMBER` | 화면 아래와 약관에 나오는 상호와
  사업자등록번호 |
| `QNECTOR_COMPANY_NOTE` | 그 옆에 덧붙일 한 줄. 대표자, 주소, 전화번호 등 |
| `QNECTOR_CONTACT_EMAIL` | 계정 신청과 개인정보 문의를 받을 이메일 |

전체 목록은 설치한 폴더의 `README.md`에 있어요.

## 외부 서비스 연결

아무것도 연결하지 않아도 모든 기능을 쓸 수 있어요. 연결하면 더 편해져요. 운영자로 로그인해 **연동 키
설정**에 키를 넣거나 환경 변수로 설정해요. 넣은 키는 암호화해 저장하고 다시 보여 주지 않아요.

| 서비스 | 연결하면 | 환경 변수 |
| 국세청 사업자등록정보 | 회원가입에서 상태조회와 진위확인 | `NTS_KEY` (Decoding 키) |
| 도로명주소 | 주소찾기 | `JUSO_KEY` |
| Google 로그인 | Google로 로그인 | `GOOGLE_CLIENT_ID`, `GOOGLE_CLIENT_SECRET` |
| Kakao 로그인 | Kakao로 로그인 | `KAKAO_CLIENT_ID`, `KAKAO_CLIENT_SECRET` |
| 메일 서버 | 가입 인증, 알림 메일 | `SMTP_URL` |

비밀 키를 바꿀 때는 새 키를 `QNECTOR_SECRET_KEY`에, 쓰던 키를 `QNECTOR_OLD_SECRET_KEYS`에 두고
`.venv/bin/python -m qnector rotate-keys`를 실행해요. 끝나면 쓰던 키를 지워도 돼요.

## 백업

- SQLite를 쓴다면 서버를 멈추고 데이터 폴더를 통째로 복사해요. 켜 둔 채로는 다음 명령을 쓰고,
  데이터
  폴더의 다른 파일도 함께 복사해요.

```
sqlite3 data/qnector.db ".backup 'copy.db'"
```

- 백업은 다른 컴퓨터에도 두고, 가끔 실제로 되살려 보세요.

## 공개하기 전에

[이용약관](/terms)과 [개인정보 처리방침](/privacy)은 바로 쓸 수 있게 적어 두었지만, 우리 회사의
  실제 운영과
맞는지 꼭 확인하고 필요하면 전문가의 검토를 받아 주세요.
"""
