"""The short manual."""

import pytest

from config.views.help import TITLES


def test_the_manual_lists_its_chapters(client, db):
    page = client.get("/huong-dan/").content.decode()
    assert all(title in page for title in TITLES.values())


@pytest.mark.parametrize("address", TITLES)
def test_every_chapter_can_be_read(client, db, address):
    assert TITLES[address] in client.get(f"/huong-dan/{address}/").content.decode()


def test_an_unknown_chapter_is_not_found(client, db):
    assert client.get("/huong-dan/khac/").status_code == 404
