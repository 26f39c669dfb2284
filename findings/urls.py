from django.urls import include, path

from findings.views import citations, evidence, findings, lists, minutes, outline

app_name = "findings"

of_a_case = [
    path("de-cuong/", outline.index, name="outline"),
    path("de-cuong/them/", outline.add, name="add_topics"),
    path("de-cuong/lay-tu-quyet-dinh/", outline.start, name="start_outline"),
    path("de-cuong/<int:topic_id>/sua/", outline.rename, name="rename_topic"),
    path("de-cuong/<int:topic_id>/len/", outline.move_up, name="topic_up"),
    path("de-cuong/<int:topic_id>/xuong/", outline.move_down, name="topic_down"),
    path("de-cuong/<int:topic_id>/lui-vao/", outline.indent, name="topic_in"),
    path("de-cuong/<int:topic_id>/lui-ra/", outline.outdent, name="topic_out"),
    path("de-cuong/<int:topic_id>/xoa/", outline.remove, name="remove_topic"),
    path("vien-dan/", citations.index, name="citations"),
    path("vien-dan/them/", citations.add, name="add_citations"),
    path("vien-dan/nhan-dang/", citations.recognise, name="recognise_citations"),
    path("vien-dan/<int:citation_id>/sua/", citations.correct, name="correct_citation"),
    path("vien-dan/<int:citation_id>/xoa/", citations.remove, name="remove_citation"),
    path("phat-hien/", findings.index, name="index"),
    path("phat-hien/ghi/", findings.record, name="record"),
    path("phat-hien/tim-dieu-khoan/", citations.find_provisions, name="find_provisions"),
    path("phat-hien/<int:number>/", findings.detail, name="detail"),
    path("phat-hien/<int:number>/sua/", findings.revise, name="revise"),
    path("phat-hien/<int:number>/xac-nhan/", findings.confirm, name="confirm"),
    path("phat-hien/<int:number>/mo-lai/", findings.reopen, name="reopen"),
    path("phat-hien/<int:number>/bo/", findings.drop, name="drop"),
    path("phat-hien/<int:number>/khoi-phuc/", findings.restore, name="restore"),
    path("phat-hien/<int:number>/khong-can-kien-nghi/", findings.waive, name="waive"),
    path("phat-hien/<int:number>/can-kien-nghi/", findings.unwaive, name="unwaive"),
    path("phat-hien/<int:number>/len/", findings.move_up, name="move_up"),
    path("phat-hien/<int:number>/xuong/", findings.move_down, name="move_down"),
    path("phat-hien/<int:number>/chung-cu/", evidence.attach, name="attach"),
    path("phat-hien/<int:number>/chung-cu/<int:evidence_id>/", evidence.look, name="evidence"),
    path(
        "phat-hien/<int:number>/chung-cu/<int:evidence_id>/ban-moi/",
        evidence.replace,
        name="replace_evidence",
    ),
    path(
        "phat-hien/<int:number>/chung-cu/<int:evidence_id>/cau/",
        evidence.point,
        name="point_evidence",
    ),
    path(
        "phat-hien/<int:number>/chung-cu/<int:evidence_id>/tep/",
        evidence.file,
        name="evidence_file",
    ),
    path(
        "phat-hien/<int:number>/chung-cu/<int:evidence_id>/rut/",
        evidence.withdraw,
        name="withdraw_evidence",
    ),
    path("bien-ban/", minutes.index, name="minutes"),
    path("bien-ban/lap/", minutes.record, name="record_minutes"),
    path("bien-ban/<int:number>/", minutes.detail, name="minutes_detail"),
    path("bien-ban/<int:number>/sua/", minutes.revise, name="revise_minutes"),
    path("bien-ban/<int:number>/chot/", minutes.finish, name="finish_minutes"),
    path("bien-ban/<int:number>/mo-lai/", minutes.reopen, name="reopen_minutes"),
    path("bien-ban/<int:number>/huy/", minutes.drop, name="drop_minutes"),
    path("bien-ban/<int:number>/chu-ky/", minutes.sign, name="sign_minutes"),
    path("bien-ban/<int:number>/nguoi-chung-kien/", minutes.add_witness, name="add_witness"),
    path("bien-ban/<int:number>/tep/", minutes.attach, name="attach_to_minutes"),
    path("bien-ban/<int:number>/tep/<int:file_id>/", minutes.file, name="minutes_file"),
    path("bien-ban/<int:number>/tep/<int:file_id>/bo/", minutes.detach, name="detach_file"),
]

urlpatterns = [
    path("phat-hien/", lists.everywhere, name="everywhere"),
    path("phat-hien/cung-luc/", lists.do_together, name="together"),
    path("phat-hien/tai-ve/<slug:form>/", lists.take_away, name="take_away"),
    path("thanh-tra/<slug:code>/", include(of_a_case)),
]
