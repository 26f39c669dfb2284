"""Includes only: the table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import entrance
from config.views import archive, case_file, cases, filters, health, home, search
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
    path("don-vi/yeu-cau/", include("findings.unit_urls")),
    path("ho-so/nhap/", archive.bring_in, name="import_case"),
    # The fixed paths of inspections ("moi/") come before a case's code.
    path("thanh-tra/", include("inspections.urls")),
    path("thanh-tra/<slug:code>/", cases.overview, name="case"),
    path("thanh-tra/<slug:code>/ho-so/luu-tru/xuat/", archive.export, name="export_case"),
    path(
        "thanh-tra/<slug:code>/ho-so/luu-tru/xuat/<uuid:job_id>/",
        archive.exported,
        name="exported_case",
    ),
    path(
        "thanh-tra/<slug:code>/ho-so/luu-tru/xuat/<uuid:job_id>/tep/",
        archive.exported_file,
        name="exported_file",
    ),
    path("thanh-tra/<slug:code>/ho-so/", case_file.checklist, name="case_file"),
    path("thanh-tra/<slug:code>/ho-so/muc-luc/", case_file.index, name="case_index"),
    path("thanh-tra/<slug:code>/ho-so/muc-luc/so-to/", case_file.count_sheets, name="count_sheets"),
    path("thanh-tra/<slug:code>/ho-so/muc-luc/in/", case_file.print_index, name="print_index"),
    path("thanh-tra/<slug:code>/ho-so/muc-luc.xlsx", case_file.index_table, name="index_table"),
    path("thanh-tra/<slug:code>/ho-so/luu-tru/", case_file.keeping, name="case_keeping"),
    path(
        "thanh-tra/<slug:code>/ho-so/luu-tru/thong-tin/", case_file.describe, name="describe_file"
    ),
    path("thanh-tra/<slug:code>/ho-so/luu-tru/ket-thuc/", case_file.close, name="close_file"),
    path("thanh-tra/<slug:code>/ho-so/luu-tru/mo-lai/", case_file.reopen, name="reopen_file"),
    path("thanh-tra/<slug:code>/ho-so/luu-tru/ban-giao/", case_file.hand_over, name="hand_over"),
    path(
        "thanh-tra/<slug:code>/ho-so/luu-tru/ban-giao/<int:pk>/in/",
        case_file.print_hand_over,
        name="print_hand_over",
    ),
    path("", include("findings.urls")),
    path("", include("recommendations.urls")),
    path("", include("reports.urls")),
    path("quan-tri/login/", entrance.sign_in_to_admin),
    path("quan-tri/", admin.site.urls),
]

handler400 = "config.views.errors.bad_request"
handler403 = "config.views.errors.refused"
handler404 = "config.views.errors.not_found"
