"""A counter in a Reflex app with nothing around it: the floor that ratios stand on."""

import reflex as rx


class Bare(rx.State):
    """One number."""

    count: int = 0

    @rx.event
    async def add_one(self):
        """Add one."""
        self.count += 1


def index() -> rx.Component:
    return rx.el.div(Bare.count)


app = rx.App()
app.add_page(index)
