"""People at their desks: each has a browser window of his own and works the pages by hand."""

from pathlib import Path
from typing import Any


class Person:
    """One person in one window; screenshots are kept in var/screens, numbered as they come."""

    def __init__(self, window: Any, username: str, password: str, screens: Path):
        self.page = window
        self.username = username
        self.screens = screens
        self.page.goto("/tai-khoan/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.press("Đăng nhập")

    def goto(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer.status == 200, f"{self.username} at {path}: {answer.status}"

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]", value)

    def press(self, button: str, *, within: str = "main") -> None:
        """Press a button or follow a link by the words on it, and wait for the page it leads to."""
        area = self.page.locator(within)
        found = area.get_by_role("button", name=button, exact=True)
        if not found.count():
            found = area.get_by_role("link", name=button, exact=True)
        found.first.click()
        self.page.wait_for_load_state("load")

    def choose(self, field: str, label: str) -> None:
        """Choose by the words shown, in a list that may be a searching one."""
        self.page.evaluate(
            """([name, label]) => {
                const list = document.querySelector(`main [name=${name}]`);
                const option = [...list.options].find((one) => one.text.includes(label));
                if (!option) throw new Error(`${label} is not offered in ${name}`);
                if (list.tomselect) list.tomselect.setValue(option.value);
                else list.value = option.value;
            }""",
            [field, label],
        )

    def look(self, name: str) -> None:
        self.screens.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.screens / f"{name}.png", full_page=True)

    def reads(self, words: str) -> None:
        """The page says these words."""
        self.page.get_by_text(words).first.wait_for(timeout=10_000)

    @property
    def text(self) -> str:
        return self.page.inner_text("main")
