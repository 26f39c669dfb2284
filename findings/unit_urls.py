"""Addresses for the contacts of units, outside the cases that they do not see."""

from django.urls import path

from findings.views import unit_side

app_name = "unit_side"

urlpatterns = [
    path("", unit_side.index, name="requests"),
    path("<int:pk>/", unit_side.detail, name="request"),
    path("<int:pk>/tra-loi/", unit_side.answer, name="answer"),
    path("<int:pk>/xin-lui-han/", unit_side.ask_extension, name="ask_extension"),
    path("<int:pk>/tep/<int:file_id>/", unit_side.file, name="file"),
]
