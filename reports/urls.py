"""Addresses of papers, under a case and over all cases."""

from django.urls import include, path, register_converter

from reports.kinds import KindConverter
from reports.views import (
    appraising,
    comments,
    comparing,
    drafts,
    editing,
    files,
    handing_over,
    history,
    issuing,
    lists,
    printing,
    remarks,
    taking_in,
    word,
)

register_converter(KindConverter, "kind")
app_name = "reports"

of_a_case = [
    path("ban-giao-viec/", handing_over.hand_over, name="hand_over"),
    path("van-ban/", drafts.index, name="index"),
    path("van-ban/nhap/", taking_in.take_in, name="take_in"),
    path("van-ban/<int:pk>/ban-goc/", taking_in.original, name="original"),
    path("van-ban/soan/<kind:kind>/", drafts.compose, name="compose"),
    path("van-ban/quyet-dinh/<int:pk>/", drafts.of_decision, name="of_decision"),
    path("van-ban/<int:pk>/", drafts.detail, name="detail"),
    path("van-ban/<int:pk>/huy/", drafts.discard, name="discard"),
    path("van-ban/<int:pk>/ban/<int:number>/", files.version, name="version"),
    path("van-ban/<int:pk>/lich-su/", history.history, name="history"),
    path("van-ban/<int:pk>/so-sanh/", comparing.index, name="compare"),
    path("van-ban/<int:pk>/gop-y/", comments.index, name="comments"),
    path("van-ban/<int:pk>/gop-y/viet/", comments.write, name="write_comment"),
    path("van-ban/<int:pk>/gop-y/<int:comment>/tra-loi/", comments.answer, name="answer_comment"),
    path("van-ban/<int:pk>/gop-y/<int:comment>/dong/", comments.resolve, name="resolve_comment"),
    path("van-ban/<int:pk>/gop-y/<int:comment>/mo-lai/", comments.reopen, name="reopen_comment"),
    path("van-ban/<int:pk>/soat-loi/", remarks.index, name="remarks"),
    path("van-ban/<int:pk>/soat-loi/<slug:key>/", remarks.acknowledge, name="acknowledge"),
    path("van-ban/<int:pk>/xem/", files.preview, name="preview"),
    path("van-ban/<int:pk>/xem-pdf/", files.ask_for_preview, name="ask_for_preview"),
    path("van-ban/<int:pk>/xem-pdf/<uuid:job_id>/", files.preview_pdf, name="preview_pdf"),
    path("van-ban/<int:pk>/xem-pdf/<uuid:job_id>/tep/", files.preview_file, name="preview_file"),
    path("van-ban/<int:pk>/tien-do/", files.progress, name="progress"),
    path("van-ban/<int:pk>/thu-lai/", files.retry, name="retry"),
    path("van-ban/<int:pk>/tep/", files.file, name="file"),
    path("van-ban/<int:pk>/xem-word/", files.ask_for_word_preview, name="ask_for_word_preview"),
    path("van-ban/<int:pk>/tao-word/", word.ask, name="ask_for_word"),
    path("van-ban/<int:pk>/word/", word.progress, name="word"),
    path("van-ban/<int:pk>/word/tep/", word.file, name="word_file"),
    path("van-ban/<int:pk>/sua/", editing.edit, name="edit"),
    path("van-ban/<int:pk>/phan-dau/", editing.header, name="header"),
    path("van-ban/<int:pk>/them/", editing.add, name="add"),
    path("van-ban/<int:pk>/noi-dung/<int:topic_id>/chen/", editing.insert, name="insert_topic"),
    path("van-ban/<int:pk>/khoi/<int:block>/sua/", editing.change, name="change"),
    path("van-ban/<int:pk>/khoi/<int:block>/chuyen/", editing.move, name="move"),
    path("van-ban/<int:pk>/khoi/<int:block>/xoa/", editing.remove, name="remove"),
    path("van-ban/<int:pk>/khoi/<int:block>/lay-lai/", editing.take, name="take"),
    path("van-ban/<int:pk>/khoi/<int:block>/giu/", editing.leave, name="leave"),
    path("van-ban/<int:pk>/trinh/", issuing.submit, name="submit"),
    path("van-ban/<int:pk>/rut/", issuing.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/duyet/", issuing.review, name="review"),
    path("van-ban/<int:pk>/tra-lai/", issuing.send_back, name="send_back"),
    path("van-ban/<int:pk>/rut-duyet/", issuing.recall, name="recall"),
    path("van-ban/<int:pk>/tham-dinh/", appraising.assign, name="assign_appraiser"),
    path("van-ban/<int:pk>/tham-dinh/<int:appraisal>/", appraising.appraise, name="appraise"),
    path("van-ban/<int:pk>/tham-dinh/<int:appraisal>/thoi/", appraising.end, name="end_appraisal"),
    path("van-ban/<int:pk>/ban-hanh/", issuing.issue, name="issue"),
    path("bien-ban/<int:number>/in/", printing.print_minutes, name="print_minutes"),
    path("nhat-ky/in/", printing.print_diary, name="print_diary"),
    path("in/<uuid:job_id>/", printing.printed, name="printed"),
    path("in/<uuid:job_id>/tep/", printing.printed_file, name="printed_file"),
]

urlpatterns = [
    path("van-ban/", lists.everywhere, name="everywhere"),
    path("van-ban/tai-ve/<slug:form>/", lists.take_away, name="take_away"),
    path("thanh-tra/<slug:code>/", include(of_a_case)),
]
