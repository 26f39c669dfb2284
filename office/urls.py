from django.urls import path

from office.views import jobs, journal, notices, registers

app_name = "office"

urlpatterns = [
    path("viec/<uuid:job_id>/", jobs.show, name="job"),
    path("viec/<uuid:job_id>/thu-lai/", jobs.retry, name="retry"),
    path("so/", registers.index, name="registers"),
    path("so/mo-nam/", registers.open_year, name="open_year"),
    path("so/dong/<int:pk>/", registers.line, name="register_line"),
    path("so/dong/<int:pk>/dung/", registers.use, name="use_reserved"),
    path("so/dong/<int:pk>/huy/", registers.void, name="void_number"),
    path("so/<int:pk>/", registers.show, name="register"),
    path("so/<int:pk>/giu-so/", registers.reserve, name="reserve_number"),
    path("so/<int:pk>/ghi/", registers.enter, name="enter_line"),
    path("so/<int:pk>/xlsx/", registers.workbook, name="register_workbook"),
    path("so/<int:pk>/in/", registers.print_book, name="print_book"),
    path("so/<int:pk>/in/<uuid:job_id>/", registers.printed_book, name="printed_book"),
    path("so/<int:pk>/in/<uuid:job_id>/tep/", registers.printed_file, name="printed_file"),
    path("nhat-ky/", journal.index, name="journal"),
    path("nhat-ky/kiem-tra/", journal.check, name="check_journal"),
    path("thong-bao/", notices.index, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_all"),
    path("thong-bao/cai-dat/", notices.settings, name="notice_settings"),
    path("thong-bao/hoan/<int:pk>/bo/", notices.wake, name="wake"),
    path("thong-bao/<int:notice_id>/", notices.follow, name="notice"),
    path("thong-bao/<int:notice_id>/hoan/", notices.put_off, name="put_off"),
]
