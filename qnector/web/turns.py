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
