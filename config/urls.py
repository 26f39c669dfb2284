"""Includes only: the table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import entrance
from config.views import cases, filters, health, home, search
from config.views import help as manual

urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", search.search, name="search"),
    path("bo-loc/", filters.index, name="saved_filters"),
    path("bo-loc/luu/", filters.save, name="save_filter"),
    path("bo-loc/<int:pk>/ghim/", filters.pin, name="pin_filter"),
    path("bo-loc/<int:pk>/bo-ghim/", filters.unpin, name="unpin_filter"),
    path("bo-loc/<int:pk>/dung-chung/", filters.share, name="share_filter"),
    path("bo-loc/<int:pk>/rieng/", filters.unshare, name="unshare_filter"),
    path("bo-loc/<int:pk>/xoa/", filters.remove, name="remove_filter"),
    path("suc-khoe/", health.health, name="health"),
    path("huong-dan/", manual.index, name="help"),
    path("huong-dan/<slug:address>/", manual.chapter, name="help_chapter"),
    path("tai-khoan/", include("accounts.urls")),
    path("van-phong/", include("office.urls")),
    # The fixed paths of inspections ("moi/") come before a case's code.
    path("thanh-tra/", include("inspections.urls")),
    path("thanh-tra/<slug:code>/", cases.overview, name="case"),
    path("", include("findings.urls")),
    path("", include("recommendations.urls")),
    path("", include("reports.urls")),
    path("quan-tri/login/", entrance.sign_in_to_admin),
    path("quan-tri/", admin.site.urls),
]

handler400 = "config.views.errors.bad_request"
handler403 = "config.views.errors.refused"
handler404 = "config.views.errors.not_found"
