from django.urls import path

from inspections.views import (
    cases,
    decision,
    diary,
    history,
    milestones,
    team,
    timeline,
    units,
)

app_name = "inspections"

urlpatterns = [
    path("", cases.index, name="index"),
    # Fixed paths come before the code of a case.
    path("moi/", cases.open_case, name="open"),
    path("don-vi/tim/", units.unit_search, name="unit_search"),
    path("can-cu/tim/", decision.law_search, name="law_search"),
    path("<slug:code>/sua/", cases.edit, name="edit"),
    path("<slug:code>/huy/", cases.drop, name="drop"),
    path("<slug:code>/quyet-dinh/", decision.decision, name="decision"),
    path("<slug:code>/quyet-dinh/ghi-nhan/", decision.record_decision, name="record_decision"),
    path("<slug:code>/doan/", team.team, name="team"),
    path("<slug:code>/doan/them/", team.appoint, name="appoint"),
    path("<slug:code>/doan/<int:pk>/sua/", team.change_member, name="change_member"),
    path("<slug:code>/doan/<int:pk>/dua-ra/", team.dismiss, name="dismiss"),
    path("<slug:code>/doan/to/them/", team.add_sub_team, name="add_sub_team"),
    path("<slug:code>/doan/to/<int:pk>/bo/", team.remove_sub_team, name="remove_sub_team"),
    path("<slug:code>/doi-tuong/", units.units, name="units"),
    path("<slug:code>/doi-tuong/them/", units.add_unit, name="add_unit"),
    path("<slug:code>/doi-tuong/<int:pk>/lich/", units.plan_visit, name="plan_visit"),
    path("<slug:code>/doi-tuong/<int:pk>/loai/", units.exclude_unit, name="exclude_unit"),
    path("<slug:code>/doi-tuong/<int:pk>/dua-lai/", units.include_unit, name="include_unit"),
    path("<slug:code>/doi-tuong/<int:pk>/bo/", units.remove_unit, name="remove_unit"),
    path("<slug:code>/moc/", milestones.milestones, name="milestones"),
    path("<slug:code>/moc/<int:pk>/sua/", milestones.correct_milestone, name="correct_milestone"),
    path("<slug:code>/nhat-ky/", diary.index, name="diary"),
    path("<slug:code>/nhat-ky/ghi/", diary.write, name="write_diary"),
    path("<slug:code>/nhat-ky/ky/", diary.sign, name="sign_diary"),
    path("<slug:code>/nhat-ky/<int:pk>/dinh-chinh/", diary.correct, name="correct_diary"),
    path("<slug:code>/nhat-ky/nguoi-ghi/", diary.name_keeper, name="name_keeper"),
    path("<slug:code>/nhat-ky/nguoi-ghi/<int:pk>/thoi/", diary.end_keeping, name="end_keeping"),
    path("<slug:code>/quyet-dinh/lich-su/", history.decision_history, name="decision_history"),
    path("<slug:code>/dien-bien/", timeline.timeline, name="timeline"),
]
