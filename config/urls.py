"""Includes only: the table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import entrance
from config.views import cases, health, home
from config.views import help as manual

urlpatterns = [
    path("", home.home, name="home"),
    path("suc-khoe/", health.health, name="health"),
    path("huong-dan/", manual.index, name="help"),
    path("huong-dan/<slug:address>/", manual.chapter, name="help_chapter"),
    path("tai-khoan/", include("accounts.urls")),
    path("van-phong/", include("office.urls")),
    path("don-vi/yeu-cau/", include("findings.unit_urls")),
    # The fixed paths of inspections ("moi/") come before a case's code.
    path("thanh-tra/", include("inspections.urls")),
    path("thanh-tra/<slug:code>/", cases.overview, name="case"),
    path("thanh-tra/<slug:code>/", include("findings.urls")),
    path("thanh-tra/<slug:code>/", include("recommendations.urls")),
    path("thanh-tra/<slug:code>/", include("reports.urls")),
    path("quan-tri/login/", entrance.sign_in_to_admin),
    path("quan-tri/", admin.site.urls),
]

handler400 = "config.views.errors.bad_request"
handler403 = "config.views.errors.refused"
handler404 = "config.views.errors.not_found"
