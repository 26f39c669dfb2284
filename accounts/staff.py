"""The people of the office, found by name."""

from accounts.models import User
from office.text import search_key


def people_named(words: str) -> list[int]:
    """Keys of the people in whose name every word stands, without accents; one query.

    A list of names to choose from would be read and written for every list that nobody narrows.
    """
    wanted = search_key(words).split()
    people = User.objects.order_by("pk").values_list("pk", "full_name")
    return [key for key, name in people if all(word in search_key(name) for word in wanted)]
