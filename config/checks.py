"""What must be true of an installation, told by `manage.py check` before a person meets it."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Warned

FONTS = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")


@register(Tags.files)
def fonts_are_there(**_: Any) -> list[CheckMessage]:
    """Nghị định 30/2020 wants Times New Roman; Tinos has its measures and may be shipped."""
    folder = settings.BASE_DIR / "static" / "vendor" / "fonts"
    missing = [name for name in FONTS if not (folder / name).exists()]
    if not missing:
        return []
    return [
        Warned(
            f"Papers have no font: {', '.join(missing)} missing in static/vendor/fonts.",
            hint="Run `make install`.",
            id="config.W001",
        )
    ]


@register()
def the_clock_is_vietnams(**_: Any) -> list[CheckMessage]:
    """A paper's date and a deadline's last day are days of Vietnam."""
    if settings.TIME_ZONE == "Asia/Ho_Chi_Minh" and settings.USE_TZ:
        return []
    return [Error("TIME_ZONE must be Asia/Ho_Chi_Minh with USE_TZ.", id="config.E002")]


@register(deploy=True)
def servers_are_named(**_: Any) -> list[CheckMessage]:
    """In production nothing is guessed: both addresses stand in the environment."""
    missing = [
        name
        for name in ("DATABASE_URL", "REDIS_URL")
        if not (os.environ.get(name) or os.environ.get(f"{name}_FILE"))
    ]
    return [
        Warned(f"{name} is not set.", hint="See .env.example.", id="config.W003")
        for name in missing
    ]


@register(deploy=True)
def site_address_is_secure(**_: Any) -> list[CheckMessage]:
    """Links in mails and the QR code of a paper lead to SITE_URL."""
    if settings.SITE_URL.startswith("https://"):
        return []
    return [Warned("SITE_URL is not an https address.", id="config.W004")]
