import json

import pytest

from qnector.web.frames import Grammar, Verdict
from qnector.web.limits import Bucket

GRAMMAR = Grammar(frozenset({"state.add"}), 64 * 1024)
GOOD = {"name": "state.add", "payload": {}, "router_data": {"pathname": "/"}}


def event(data: object, name: str = "event") -> str:
    return f"42/_event,{json.dumps([name, data])}"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2", Verdict.PASS),
        ("3", Verdict.PASS),
        ("40/_event,", Verdict.PASS),
        ("41/_event,", Verdict.PASS),
        ('40/_event,{"event":' + json.dumps(GOOD) + ',"state_schema":"a"}', Verdict.COUNT),
        (event(GOOD), Verdict.COUNT),
        ('42/_event,["ping"]', Verdict.COUNT),
        (event({"message": "x"}, "client_error"), Verdict.COUNT),
        (event({**GOOD, "name": "nobody.knows"}), Verdict.DROP),
    ],
)
def test_it_lets_a_browser_of_ours_speak(text, verdict) -> None:
    assert GRAMMAR.judge(text) is verdict


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "1",
        "5",
        "6",
        "40",
        "40/other,",
        "42[]",
        '42["event",{}]',
        "42/_event,",
        "42/_event,{}",
        "42/_event,[]",
        '42/_event,["event"]',
        '42/_event,["event",{},{}]',
        '42/_event,17["event",{}]',
        '451-/_event,["event",{"_placeholder":true,"num":0}]',
        '43/_event,0["x"]',
        event(GOOD, "connect"),
        event({"QUERY_STRING": "token=x", "asgi.scope": {}}, "connect"),
        event(GOOD, "disconnect"),
        event(GOOD, "hydrate"),
        event("text"),
        event([1]),
        event({**GOOD, "name": 1}),
        event({**GOOD, "payload": [1]}),
        event({**GOOD, "router_data": "x"}),
        '42/_event,["event",{"name":"state.add","payload":{"a":NaN}}]',
        '42/_event,["event",{"name":"state.add","payload":{"a":-Infinity}}]',
        '42/_event,["event",{"name":"state.add","payload":{"a":' + "[" * 30 + "]" * 30 + "}}]",
        "42/_event," + "[" * 50_000,
        '42/_event,["event",{"name":"state.add","payload":{"a":' + "9" * 5000 + "}}]",
        event({**GOOD, "payload": {"a": "x" * 65_536}}),
        event({**GOOD, "payload": {"a": "가" * 22_000}}).encode().decode("unicode_escape"),
        '40/_event,{"event":{"name":"nobody.knows"}}',
        '40/_event,{"event":1}',
        "40/_event,[1]",
    ],
    ids=lambda text: repr(text)[:40],
)
def test_it_hangs_up_on_everything_else(text) -> None:
    assert GRAMMAR.judge(text) is Verdict.CLOSE


def test_a_long_flat_list_is_not_deep() -> None:
    assert GRAMMAR.judge(event({**GOOD, "payload": {"a": [{}] * 200}})) is Verdict.COUNT


def test_the_bucket_lets_a_burst_through_and_then_a_trickle() -> None:
    time = [0.0]
    bucket = Bucket(60, 20, now=lambda: time[0])

    assert sum(bucket.take() for _ in range(400)) == 60
    time[0] = 0.5
    assert sum(bucket.take() for _ in range(400)) == 10
    time[0] = 1000.0
    assert sum(bucket.take() for _ in range(400)) == 60
