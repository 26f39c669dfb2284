from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Cấu hình"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415 -- its checks register when it is loaded
