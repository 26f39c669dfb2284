from django.urls import include, path

from recommendations.views import history, lists, overdue, recommendations

app_name = "recommendations"

of_a_case = [
    path("kien-nghi/", recommendations.index, name="index"),
    path("kien-nghi/soan/", recommendations.draft, name="draft"),
    path("kien-nghi/bao-phu/", recommendations.coverage, name="coverage"),
    path("kien-nghi/qua-han/", overdue.overdue, name="overdue"),
    path("kien-nghi/tim-don-vi/", recommendations.units, name="units"),
    path("kien-nghi/<int:number>/sua/", recommendations.revise, name="revise"),
    path("kien-nghi/<int:number>/lich-su/", history.history, name="history"),
    path(
        "kien-nghi/<int:number>/thu-vien/",
        recommendations.save_to_library,
        name="save_to_library",
    ),
    path("kien-nghi/<int:number>/len/", recommendations.move_up, name="move_up"),
    path("kien-nghi/<int:number>/xuong/", recommendations.move_down, name="move_down"),
    path("kien-nghi/<int:number>/xoa/", recommendations.remove, name="remove"),
]

urlpatterns = [
    path("kien-nghi/", lists.everywhere, name="everywhere"),
    path("kien-nghi/cung-luc/", lists.do_together, name="together"),
    path("kien-nghi/tai-ve/<slug:form>/", lists.take_away, name="take_away"),
    path("thanh-tra/<slug:code>/", include(of_a_case)),
]
