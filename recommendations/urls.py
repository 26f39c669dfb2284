from django.urls import path

from recommendations.views import history, recommendations

app_name = "recommendations"

urlpatterns = [
    path("kien-nghi/", recommendations.index, name="index"),
    path("kien-nghi/soan/", recommendations.draft, name="draft"),
    path("kien-nghi/bao-phu/", recommendations.coverage, name="coverage"),
    path("kien-nghi/tim-don-vi/", recommendations.units, name="units"),
    path("kien-nghi/<int:number>/sua/", recommendations.revise, name="revise"),
    path("kien-nghi/<int:number>/lich-su/", history.history, name="history"),
    path("kien-nghi/<int:number>/len/", recommendations.move_up, name="move_up"),
    path("kien-nghi/<int:number>/xuong/", recommendations.move_down, name="move_down"),
    path("kien-nghi/<int:number>/xoa/", recommendations.remove, name="remove"),
]
