"""Includes only: the table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import entrance
from config.views import cases, health, home

urlpatterns = [
    path("", home.home, name="home"),
    path("suc-khoe/", health.health, name="health"),
    path("tai-khoan/", include("accounts.urls")),
    path("van-phong/", include("office.urls")),
    # The fixed paths of inspections ("moi/") come before a case's code.
    path("thanh-tra/", include("inspections.urls")),
    path("thanh-tra/<slug:code>/", cases.overview, name="case"),
    path("thanh-tra/<slug:code>/", include("findings.urls")),
    path("thanh-tra/<slug:code>/", include("recommendations.urls")),
    path("thanh-tra/<slug:code>/", include("reports.urls")),
    path("quan-tri/login/", entrance.sign_in_to_admin),
    path("quan-tri/", admin.site.urls),
]
