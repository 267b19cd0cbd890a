"""Every piece of the kit can be drawn, and what it promises is in the drawing."""

import inspect

import pytest

from qnector import ui
from qnector.ui.posted import PlainForm
from tests.ui.samples import SAMPLES, Kit


def drawn(name: str) -> str:
    return str(SAMPLES[name]().render())


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_it_renders(name: str) -> None:
    assert SAMPLES[name]().render()


def test_it_knows_every_piece() -> None:
    no_components = {"josa", "page_numbers", "client_choice", "headings"}
    pieces = {name for name in ui.__all__ if inspect.isfunction(getattr(ui, name))}
    assert pieces - no_components == set(SAMPLES)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_it_needs_no_radix_themes_and_no_whole_icon_set(name: str) -> None:
    libraries = set(SAMPLES[name]()._get_all_imports())
    assert not [lib for lib in libraries if "@radix-ui/themes" in lib or "dynamic" in lib]


def test_it_refuses_an_icon_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no icon named"):
        ui.icon("no-such-thing")


def test_it_refuses_an_icon_named_by_a_var() -> None:
    with pytest.raises(TypeError):
        ui.icon(Kit.word)  # type: ignore[arg-type]


def test_it_ties_the_error_to_its_field() -> None:
    field = drawn("text_field")
    assert '"aria-describedby":"email-note"' in field
    assert '"aria-invalid"' in field
    assert 'htmlFor:"email"' in field
    assert 'id:"email-note"' in field


def test_it_names_and_describes_every_dialog() -> None:
    dialog = drawn("dialog")
    assert "RadixPrimitiveDialogTitle" in dialog
    assert "RadixPrimitiveDialogDescription" in dialog


@pytest.mark.parametrize(
    ("name", "form"), [("form_dialog", "memo-form"), ("ask_reason", "reason-form")]
)
def test_it_sends_the_form_of_a_window_from_its_foot(name: str, form: str) -> None:
    window = drawn(name)
    assert f'id:"{form}"' in window
    assert f'form:"{form}"' in window
    assert 'type:"submit"' in window


@pytest.mark.parametrize("name", ["post_form", "frame"])
def test_it_lets_the_browser_send_plain_forms(name: str) -> None:
    """Reflex's own form element always prevents the browser's submit; ours only the second."""
    assert 'method:"post"' in drawn(name)
    assert "handleSubmit" not in drawn(name)
    handlers = drawn(name).split("onSubmit:")[1:]
    assert handlers
    assert all("if (form.dataset.sent) { _e.preventDefault() }" in one for one in handlers)


def test_a_form_with_a_frame_may_be_sent_again() -> None:
    picture = PlainForm.create(target="sent")
    assert "onSubmit" not in str(picture.render())


def test_it_draws_one_current_entry_in_each_navigation() -> None:
    frame = drawn("frame")
    assert frame.count('"aria-current":"page"') == 3


@pytest.mark.parametrize("code", list(ui.labels.ORDER_STATUS))
def test_it_says_each_status_with_icon_and_word(code: str) -> None:
    badge = str(ui.status_badge(code).render())
    assert ui.labels.ORDER_STATUS[code].encode("unicode_escape").decode() in badge.replace(
        "\\\\", "\\"
    )
    assert "Lucide" in badge


@pytest.mark.parametrize(
    ("current", "last", "expected"),
    [
        (1, 0, []),
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (5, 20, [1, 0, 3, 4, 5, 6, 7, 0, 20]),
        (20, 20, [1, 0, 18, 19, 20]),
    ],
)
def test_it_draws_the_numbers_near_the_current_page(
    current: int, last: int, expected: list[int]
) -> None:
    assert ui.page_numbers(current, last) == expected
