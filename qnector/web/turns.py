"""What a window asks for is done once, however often and however fast it is pressed."""

import reflex as rx


class Turns(rx.State, mixin=True):
    """A form or a button that writes carries the turn in which it was drawn.

    A second press that is sent before the first one is answered carries a turn that is over. An
    open window alone would not tell: it may have been opened anew between the two.
    """

    turn: str = "0"

    def _is_over(self, turn: str) -> bool:
        """Whether what was pressed is done already."""
        return turn != self.turn

    def _next_turn(self) -> None:
        """It is done, or the window was opened anew: what was drawn before counts no more."""
        self.turn = str(int(self.turn) + 1)


class RowTurns(Turns, mixin=True):
    """The buttons of a list's rows. Each row has turns of its own, for one may be pressed while
    another is still being answered."""

    _done_rows: dict[int, int] = {}

    def _is_row_over(self, row_id: int, turn: str) -> bool:
        """Whether what was pressed on this row is done already."""
        return int(turn) <= self._done_rows.get(row_id, -1)

    def _next_turn_of(self, row_id: int) -> None:
        """It is done: what was drawn on this row before counts no more."""
        self._done_rows[row_id] = int(self.turn)
        self._next_turn()
