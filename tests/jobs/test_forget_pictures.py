import asyncio
import os
from datetime import timedelta
from pathlib import Path

from qnector.core import clock, db, files
from qnector.domain.catalog import service as catalog
from qnector.jobs import forget_pictures
from tests.support.pictures import image
from tests.world import World

TWO_DAYS = timedelta(days=2)


def store(colour_size: int) -> str:
    sha256 = files.store_picture(image(size=(colour_size, colour_size)))
    for size in files.SIZES:
        os.utime(files.path_of(sha256, size), (1, 1))
    return sha256


def lies_there(sha256: str) -> bool:
    return all(files.path_of(sha256, size).exists() for size in files.SIZES)


def test_it_sweeps_up_what_nobody_shows(committed: World) -> None:
    shown, replaced, orphan = store(10), store(20), store(30)
    with clock.frozen(clock.now() - TWO_DAYS):
        for sha256 in (replaced, shown):
            db.write_now(catalog.set_picture, committed.seller, committed.rice, sha256)

    asyncio.run(forget_pictures.run())

    assert [lies_there(one) for one in (shown, replaced, orphan)] == [True, False, False]


def test_it_leaves_what_is_young_or_shown_by_another(committed: World) -> None:
    shared, young = store(10), files.store_picture(image(size=(20, 20)))
    with clock.frozen(clock.now() - TWO_DAYS):
        for sha256 in (shared, "c" * 64):
            db.write_now(catalog.set_picture, committed.seller, committed.rice, sha256)
        db.write_now(catalog.set_picture, committed.other_seller, committed.laptop, shared)
    strange = files.folder() / "ab" / "notes.txt"
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_text("not ours", encoding="utf-8")

    asyncio.run(forget_pictures.run())
    asyncio.run(forget_pictures.run())

    assert lies_there(shared)
    assert lies_there(young)
    assert Path(strange).exists()
