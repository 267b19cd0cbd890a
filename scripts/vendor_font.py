"""Cut Pretendard into the files of assets/fonts; run by hand, the output is committed.

    python scripts/vendor_font.py [PretendardVariable.ttf]

Without a file the pinned npm package is fetched. Run it again when the test says that
a glyph is missing, or when many new sentences were written: `ui.woff2` holds what the
sources say, the other files wait until a company or a product has a rarer name.
"""

import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "assets" / "fonts"
PACKAGE = "pretendard@1.3.9"
MOST_UI_BYTES = 70_000
BYTES_OF_A_SYLLABLE = 150

ASCII = range(0x20, 0x7F)
SYLLABLES = range(0xAC00, 0xD7A4)
PRIVATE = range(0xE000, 0xF900)
SYMBOLS = (
    "\u00a0₩·※…—–×÷±−≈≤≥→←↑↓↗↘✓✔✕•“”‘’‹›«»「」『』〈〉《》【】、。〜℃℉°㎏㎖ℓ㎡㎜㎝%‰"
    "①②③④⑤⑥⑦⑧⑨⑩ⓘ㈜㉿▲▼△▽▶◀■□●○◆◇★☆♥©®™§¶†½¼²³"
)

# Most frequent first; the first 450 come from Qnector's own papers, the others from
# translated manuals and the words of the trade.
FREQUENT = (
    "주자문기정수이인매리요로관번다사지세호구상을판소목일니가시연결업액용제보전하동금서록대스발공에품성회계내입송배어비한확신료명건산를태트해메그원청설승개장합면등체완처택의취거오있단터"
    "현플경넷생양량변검할고안조미랜색중필습총운는화아우력래드으후클릭음재림카과알없여부삼역저표황달예월박영도식간밀유접분급무선증큐류넥행답버종진절작편노은새위속형항페순독외된통튼근차적"
    "프템코되엑셀최바받실및락잔마격셜러능당측추모레교국본패초직찾약않글뒤별뉴며웃션했톡말좌출데법귤치반규북남감홈만와율나닫게특창됨불담함키허됩환울응웨령김쇄존파었두또람앱올였려라묶집견"
    "폰강티빈객더효백포웹점핸귀쌀숨돌꾸른르까숫준값켓봄끊름냈삭늘권못열테친농물랑방브빠야덜쪽빼겼움볼침릴잠휴픽히천룹각복족릿롯팀련즉압맥칼줄년읽렬누날짜끝들맞많먼꿨썼쓸폐례너임핑길타팸"
    "착크토젠망퀵랙컬풀렉탁얼괄칭첫골딸립네됐뀌빛둘쓰뉘겨막뺐았렸같뀐낸졌횟께범탈퇴참납쇼몰홍민탭딩꺼짐님채널링멱심혹곤암쿠팡틱굿투럭협덱애훈밸앳런샘릉썬칠퐁엔엘피팟온촉훅쳐익댓쉽랫폼벽"
    "옵활눌찌걀돼흐왜슬좀힙넣꿔났넘컴넌것때렌디블잘든커언될벤퍼져베따럼텍십째린워콘므향루램밋닙축케칙젯젝컨턴떤렇듈캐롤병폴석닌텐츠팅헤냅앞콜빌살잭질겠뷰싶충줍셋쿼붙즈셸좋떻밍듭싱험왼몇"
    "큰느꿀벨텀높란꼴략잡긴벗싸델머낼술봅갈책릅손깅슈난첩엇탐억춤덮섹던퀀캡옮론뜀깁획윈갑큼롭논씁써펴솔깊뮤섬찬깃덕힌덤꿈얻펙옴학틀곳탄멈갯평캘폭푸봉룰혼꿉맨걸뛰놓롬샷갖멀켜슷끌밖랍맵옛"
    "삽징팩짧떠줌깨낮큽겟틴킵킹핀륨빨률엄뿐킬튜뜁웁탬희쉬멤럽념갱짝맷끔팔툴칸씩군낙킨덴염즘칩짓악랩냐쌍왔쉼샌끄밑멘퓨혀눈찮겹묵흔렵춥괜겁듯뢰슨층팝균왕팁떼쉘찰춰몬헝렀킷핵톱냄캔켤벌즙젓"
    "갓꽃떡볶튀밥콩팥잣밤곶굴꽁멸뚜쭈곱닭뼈햄쨈잼쥬빵믹컵껑젖롱펜잎쏘얇굵넓깔밝맑흰붉즌윤옥팽풍혁혜휘힘곽섭육콤픈탕죠숙잊닥닉뜻럴껴띄얕풋킴극셔룬묘둡뜨춘죽몽틸끼뛸잃떨홀벳득뮬훨씬첨옆깥"
    "듀톰깜센웠꼭찍씀엽쓴셰철싼잉렛짙궁즐닐녹끕욱쌓쟁섞앙갔듬딘괴뒷긺샤광걱훌륭놀닝셨탑뽑벵왑닛졸켈힐밈헨곧깝헬멧냥뀝팬텔듦셈얄뺀쳤줘엣벡맴뀔낭둔늦갤눕퀴룩뀜빙털앨혔꾼섯뭔츄왈뺄쩌낌쁩믿"
    "맡켰뤄봤쨌쪼샨툼캄콰낡겪빡딜톤멕씨앵콥얀윗멋쁜슐쁘쌉땐랄껐앰퓌눅떄켬덧놔캣꽤퀘췄돕쥴깐똑벼앤휠녕둬봐좁밴첸펠펌펀죄웰흥렴탤랐쯤챌낫낄끗챙푼엉괌렘펄빗둠잇촐뇨솜혈냉폈흉늄펫얽썸훼펼흘"
    "봇삐뿌걷맛덩텅컷엠쿡"
)

OTHERS = {
    "jamo": (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980)),
    "latin": (range(0x80, 0x370), range(0x1D00, 0x1F00), range(0x2C60, 0x2C80)),
    "greek-cyrillic": (range(0x370, 0x590), range(0x1F00, 0x2000)),
    "symbols": (range(0x2000, 0x2C60), range(0x2C80, 0x3130), range(0x3190, 0x1FFFF)),
}

HEAD = """\
/* Written by scripts/vendor_font.py. Pretendard, SIL Open Font License: see OFL.txt.

   Of several faces with one name the last is asked first, and a face without the glyph
   passes the question on. So ui.woff2 stands last and needs no list of its own, and the
   ranges above it may overlap it: that keeps this sheet small.

   swap, not optional: on a machine without Korean fonts `optional` may leave empty boxes
   for the whole visit. ui.woff2 is preloaded, lines have a fixed height, and the stand-in
   below has the width of Pretendard's syllables (1770/2048 against 920/1000 em), so
   nothing moves when it arrives. Apple's own Korean font has that width already. */
"""

STAND_IN = """\
@font-face{font-family:Pretendard;font-weight:400;size-adjust:94%;src:local("Malgun Gothic"),\
local("Noto Sans KR"),local("Noto Sans CJK KR")}
@font-face{font-family:Pretendard;font-weight:600 700;size-adjust:94%;\
src:local("Malgun Gothic Bold"),local("Noto Sans KR Bold"),local("Noto Sans CJK KR Bold")}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else fetched(Path(folder))
        font = instanced(source)
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.woff2"):
        old.unlink()
    sheet = HEAD + STAND_IN
    groups = grouped(font)
    for name, glyphs in groups.items():
        data = cut(font, glyphs, f"Qnector {name}")
        (TARGET / f"{name}.woff2").write_bytes(data)
        sheet += face(name, "" if name == "ui" else ranges(glyphs, exact=name == "common"))
        print(f"{name:16} {len(glyphs):6,} glyphs {len(data):9,} bytes")
    (TARGET / "fonts.css").write_text(sheet, encoding="utf-8")


def fetched(folder: Path) -> Path:
    """The variable font and the licence out of the npm package."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        for member in ("dist/public/variable/PretendardVariable.ttf", "dist/LICENSE.txt"):
            package.extract(f"package/{member}", folder, filter="data")
    licence = (folder / "package/dist/LICENSE.txt").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence, encoding="utf-8")
    return folder / "package/dist/public/variable/PretendardVariable.ttf"


def instanced(source: Path) -> bytes:
    """Only the weights that the screens use."""
    font = instancer.instantiateVariableFont(
        TTFont(source, recalcTimestamp=False), {"wght": (400, 400, 700)}
    )
    held = BytesIO()
    font.save(held)
    return held.getvalue()


def grouped(font: bytes) -> dict[str, set[int]]:
    """What goes into which file; the last is asked first."""
    has = {code for code in TTFont(BytesIO(font)).getBestCmap() if code not in PRIVATE}
    ui, common = first_two(font, has)
    left = has - ui - common
    syllables = sorted(left & set(SYLLABLES))
    left -= set(SYLLABLES)
    usual = [code for code in syllables if is_usual(code)]
    rare = [code for code in syllables if not is_usual(code)]
    groups = {
        name: {code for part in parts for code in part if code in left}
        for name, parts in OTHERS.items()
    }
    groups |= {f"rare-{n}": set(part) for n, part in enumerate(parted(rare, 6), 1)}
    groups |= {f"usual-{n}": set(part) for n, part in enumerate(parted(usual, 4), 1)}
    return groups | {"common": common, "ui": ui}


def first_two(font: bytes, has: set[int]) -> tuple[set[int], set[int]]:
    """`ui`: what the sources say, filled up to its size; `common`: the next most frequent."""
    said = Counter(char for path in (ROOT / "qnector").rglob("*.py") for char in path.read_text())
    base = {*ASCII, *map(ord, SYMBOLS), *(ord(char) for char in said if char > "~")}
    base = {code for code in base & has if code not in SYLLABLES}
    spoken = [ord(char) for char, _ in said.most_common() if ord(char) in SYLLABLES]
    queue = list(dict.fromkeys([*spoken, *map(ord, FREQUENT)]))
    most = len(queue)
    while (size := len(cut(font, base | set(queue[:most]), "Qnector ui"))) > MOST_UI_BYTES:
        most -= max(4, (size - MOST_UI_BYTES) // BYTES_OF_A_SYLLABLE)
    return base | set(queue[:most]), set(queue[most:])


def is_usual(code: int) -> bool:
    """Whether the syllable is one of the 2,350 of KS X 1001."""
    try:
        return len(chr(code).encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def parted(codes: list[int], count: int) -> Iterator[list[int]]:
    size = -(-len(codes) // count)
    for start in range(0, len(codes), size):
        yield codes[start : start + size]


def cut(font: bytes, codes: set[int], name: str) -> bytes:
    """A WOFF2 with these characters, under our name: "Pretendard" is a reserved font name."""
    options = Options()
    options.layout_features = ["kern", "tnum", "ccmp", "locl", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.hinting = False
    subset = TTFont(BytesIO(font), recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(subset)
    subset["name"].setName(name, 1, 3, 1, 0x409)
    subset.flavor = "woff2"
    held = BytesIO()
    subset.save(held)
    return held.getvalue()


def ranges(codes: Iterable[int], *, exact: bool) -> str:
    """As few ranges as possible; bridged gaps cost nothing, see the sheet's head."""
    bridge = 1 if exact else 300
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code - runs[-1][1] <= bridge:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    parts = (f"{low:X}" if low == high else f"{low:X}-{high:X}" for low, high in runs)
    return f";unicode-range:U+{',U+'.join(parts)}"


def face(name: str, unicode_range: str) -> str:
    return (
        '@font-face{font-family:"Pretendard Variable";font-weight:400 700;font-display:swap;'
        f'src:url(/fonts/{name}.woff2)format("woff2"){unicode_range}}}\n'
    )


if __name__ == "__main__":
    main()
