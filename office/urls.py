from django.urls import path

from office.views import jobs, notices

app_name = "office"

urlpatterns = [
    path("viec/<uuid:job_id>/", jobs.show, name="job"),
    path("viec/<uuid:job_id>/thu-lai/", jobs.retry, name="retry"),
    path("thong-bao/", notices.index, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_all"),
    path("thong-bao/<int:notice_id>/", notices.follow, name="notice"),
]
