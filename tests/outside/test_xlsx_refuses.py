"""Files that are none, too large, or meant to harm: one clear sentence each, and soon."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from qnector.outside import xlsx
from qnector.outside.xlsx import Limits, Unreadable
from tests.outside import books
from tests.support.effort import spent

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
GIGABYTE = 1_000_000_000


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refusal:
        xlsx.read(path, limits)
    return refusal.value.sentence


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "비어 있어요"),
        (OLE, "예전 형식의 파일"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "비밀번호가 걸린 파일"),
        (archive("word/document.xml"), "xlsx 또는 csv"),
        (archive("xl/workbook.bin"), "이 형식의 파일"),
        (archive("mimetype", "content.xml"), "이 형식의 파일"),
        (archive("xl/workbook.xml"), "읽을 수 없어요"),
        (archive("a")[:-30], "읽을 수 없어요"),
        (b"PK\x03\x04" + b"\xff" * 99, "읽을 수 없어요"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "xlsx 또는 csv"),
        (b"%PDF-1.7\0\0\0", "xlsx 또는 csv"),
        ("<html><table><tr><td>품목코드".encode(), "웹 문서"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "웹 문서"),
        ("품목코드\n쌀".encode() + b"\xff\xff", "글자를 읽을 수 없어요"),
        ('품목코드\n"쌀'.encode() + b"x" * 40_000, "따옴표가 맞지 않아요. 2행"),
    ],
    ids=range(15),
)
def test_it_says_what_it_is_instead(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)

    assert sentence in refused(path)


def test_it_opens_nothing_but_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "none", Path("/dev/zero")):
        assert "찾을 수 없어요" in refused(path)


def test_it_refuses_fifty_megabytes_unopened(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    assert "20MB까지" in refused(path)


def test_it_refuses_too_many_rows_columns_and_letters(tmp_path: Path) -> None:
    tall = books.book(tmp_path / "tall.xlsx", *[[number] for number in range(60)])
    wide = books.book(tmp_path / "wide.xlsx", list(range(60)))
    long = books.book(tmp_path / "long.xlsx", ["가" * 300])
    limits = Limits(rows=50, columns=50, letters=200)

    assert "한 번에 50행까지" in refused(tall, limits)
    assert "50열까지" in refused(wide, limits)
    assert "나누어 올려" in refused(long, limits)
    assert len(xlsx.read(tall, Limits(rows=60)).rows) == 60


def test_it_refuses_a_bomb_by_its_directory(tmp_path: Path) -> None:
    dense = books.raw(tmp_path / "dense.xlsx", books.sheet(" " * 3_000_000))
    large = books.raw(tmp_path / "large.xlsx", books.sheet("<row/>" * 1_000))
    many = tmp_path / "many.xlsx"
    many.write_bytes(archive("xl/workbook.xml", *map(str, range(1_001))))

    for path, limits in ((dense, Limits()), (large, Limits(unpacked_bytes=5_000)), (many, None)):
        assert "지나치게 커지는" in refused(path, limits)


def test_it_refuses_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = books.raw(tmp_path / "x.xlsx", books.sheet("<row/>" * 500_000))
    content = path.read_bytes()
    size = len(books.sheet("<row/>" * 500_000))
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little")))

    assert "읽을 수 없어요" in refused(path)


def test_it_refuses_growing_entities(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    shared = f'{laughs}<sst xmlns="{books.MAIN}"><si><t>&b;</t></si></sst>'
    one = '<row><c t="s"><v>0</v></c></row>'

    path = books.raw(tmp_path / "x.xlsx", books.sheet(one), **{"xl__sharedStrings.xml": shared})

    assert "지나치게 커지는" in refused(path)


def test_one_text_used_a_million_times_ends_at_the_letters(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{books.MAIN}"><si><t>{"가" * 30_000}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 5_000))

    path = books.raw(tmp_path / "x.xlsx", books.sheet(rows), **{"xl__sharedStrings.xml": shared})

    assert "나누어 올려" in refused(path)


def test_a_row_far_beyond_the_last_ends_soon(tmp_path: Path) -> None:
    rows = '<row r="1"><c><v>1</v></c></row><row r="99999999999"><c><v>1</v></c></row>'
    began = spent()

    assert "50,000행까지" in refused(books.raw(tmp_path / "x.xlsx", books.sheet(rows)))
    assert spent() - began < 5


def test_it_stops_what_takes_too_long(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 200_000))
    path = books.raw(tmp_path / "x.xlsx", books.sheet(rows))

    assert "끝까지 읽지 못했어요" in refused(path, Limits(seconds=1, ratio=1_000))


def test_it_stops_what_takes_too_much_memory(tmp_path: Path) -> None:
    texts = "".join(f"<si><t>{n}{'가' * 200}</t></si>" for n in range(200_000))
    shared = f'<sst xmlns="{books.MAIN}">{texts}</sst>'
    limits = Limits(memory_bytes=100_000_000, ratio=1_000)
    rows = '<row><c t="s"><v>0</v></c></row>'

    path = books.raw(tmp_path / "x.xlsx", books.sheet(rows), **{"xl__sharedStrings.xml": shared})

    assert "끝까지 읽지 못했어요" in refused(path, limits)


def test_the_reading_process_sees_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os; print(json.dumps({'refused': 'rows', 'most': len(os.environ)}))"
    )
    monkeypatch.setenv("QNECTOR_SECRET_KEY", "x" * 40)
    monkeypatch.setattr(xlsx, "ROOT", tmp_path)
    monkeypatch.setattr(xlsx, "CHILD", "spy")
    path = books.book(tmp_path / "x.xlsx", ["a"])

    # PYTHONPATH, and what the interpreter or the system adds of its own.
    assert any(f"한 번에 {count}행" in refused(path) for count in (1, 2, 3))
