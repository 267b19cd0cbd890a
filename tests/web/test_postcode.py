"""주소찾기 through the real guard: what is found, what is refused, and by hand without it."""

from collections.abc import Iterator

import pytest

from qnector.core import settings
from qnector.fakes import juso as pretended
from qnector.outside import juso
from qnector.screens.buyer.order_create.address_state import AddressState
from qnector.web import postcode
from qnector.web.pace import Pace
from tests.support.fakes import Running, running
from tests.web.conftest import play
from tests.web.rig import Rig
from tests.web.states import FinderState


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(pretended) as made:
        yield made


@pytest.fixture
def addresses(server: Running, market) -> Running:
    server.fake.reset()
    postcode.pace.forget()
    settings.use(juso_key=server.key, juso_base_url=server.url)
    return server


def last(rig: Rig, name: str):
    return rig.seen(name)[-1]


def search(words: str):
    return FinderState.find_places({"find_words": words})


def scene_of(app, scene) -> None:
    async def whole() -> None:
        async with Rig(app) as rig:
            await rig.open(path="/register")
            await rig.fire(FinderState.load, path="/register")
            await scene(rig)

    play(whole)


def test_it_finds_turns_and_chooses(app, addresses) -> None:
    async def scene(rig: Rig) -> None:
        assert not [one for one in rig.seen("is_by_hand") if one]
        await rig.fire(FinderState.open_finder)
        await rig.fire(search("세종대로"))
        assert len(last(rig, "finder_places")) == 10
        assert last(rig, "finder_summary") == "40곳 중 1–10"
        assert last(rig, "finder_last") == 4

        await rig.fire(FinderState.turn_places(2))
        assert last(rig, "finder_places")[0]["street"] == "서울특별시 중구 세종대로 11 (태평로1가)"
        await rig.fire(FinderState.choose_place(1))
        assert last(rig, "postal_code") == "04524"
        assert last(rig, "street") == "서울특별시 중구 세종대로 11 (태평로1가)"
        assert last(rig, "finder_open") is False
        assert last(rig, "taken") == ["04524"]

    scene_of(app, scene)


@pytest.mark.parametrize(
    ("words", "code"), [("", "E0005"), ("가", "E0008"), ("110", "E0009"), ("서울", "E0006")]
)
def test_it_says_what_to_mend(app, addresses, words: str, code: str) -> None:
    async def scene(rig: Rig) -> None:
        await rig.fire(search(words))
        assert last(rig, "finder_problem") == juso.SENTENCES[code]
        assert not [one for one in rig.seen("finder_is_down") if one]

    scene_of(app, scene)


def test_nothing_found_is_no_failure(app, addresses) -> None:
    async def scene(rig: Rig) -> None:
        await rig.fire(search("없는길 1"))
        assert last(rig, "finder_searched") is True
        assert not [rows for rows in rig.seen("finder_places") if rows]
        await rig.fire(FinderState.type_by_hand)
        assert last(rig, "is_by_hand") is True

    scene_of(app, scene)


@pytest.mark.parametrize("faults", [["500", "500"], ["html"]])
def test_when_it_is_down_the_fields_are_free(app, addresses, faults) -> None:
    async def scene(rig: Rig) -> None:
        addresses.fail(*faults)
        await rig.fire(search("세종대로"))
        assert last(rig, "finder_is_down") is True
        assert last(rig, "is_by_hand") is True

        await rig.fire(search("세종대로"))
        assert last(rig, "finder_is_down") is False
        assert len(last(rig, "finder_places")) == 10

    scene_of(app, scene)


def test_without_a_key_the_fields_are_free_from_the_start(app, addresses) -> None:
    settings.use(juso_key="")

    async def scene(rig: Rig) -> None:
        assert last(rig, "finder_is_off") is True
        assert last(rig, "is_by_hand") is True
        await rig.fire(search("세종대로"))
        assert last(rig, "finder_is_down") is True
        assert addresses.fake.asked == []

    scene_of(app, scene)


@pytest.mark.parametrize("number", [0, 11, -1, "1", 2**60])
def test_it_takes_no_number_that_is_none_of_the_page(app, addresses, number) -> None:
    async def scene(rig: Rig) -> None:
        await rig.fire(search("세종대로"))
        rig.forget()
        name = f"{FinderState.get_full_name()}.choose_place"
        await rig.call(name, {"number": number})
        assert rig.seen("postal_code") == []

    scene_of(app, scene)


def test_a_place_that_was_not_found_cannot_be_chosen(app, addresses) -> None:
    async def scene(rig: Rig) -> None:
        await rig.fire(FinderState.choose_place(3))
        assert rig.seen("postal_code") == []

    scene_of(app, scene)


def test_who_searches_on_and_on_is_told_to_wait(app, addresses, monkeypatch) -> None:
    monkeypatch.setattr(postcode, "pace", Pace(burst=3, rate=0))

    async def scene(rig: Rig) -> None:
        for _ in range(4):
            await rig.fire(search("세종대로"))
        assert last(rig, "finder_problem") == postcode.TOO_OFTEN
        assert len(addresses.fake.asked) == 3

    scene_of(app, scene)


def test_a_delivery_address_is_found_without_losing_what_is_typed(app, addresses, keys) -> None:
    async def scene() -> None:
        path = "/orders/new"
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path=path)
            await rig.fire(AddressState.open_new, key=keys.buyer, path=path)
            drawn = last(rig, "turn")
            await rig.fire(
                AddressState.find_places({"find_words": "자갈치해안로"}), key=keys.buyer, path=path
            )
            await rig.fire(AddressState.choose_place(2), key=keys.buyer, path=path)
            assert last(rig, "postal_code") == "48943"
            assert last(rig, "turn") == drawn, "the form is not drawn anew, only the two fields"

    play(scene)
