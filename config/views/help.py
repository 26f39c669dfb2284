"""The short manual: one page a chapter, read without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public, reads

# Address of a chapter -> its title and its text.
CHAPTERS = {
    "bat-dau": ("Bắt đầu", "help/bat-dau.html"),
    "cuoc-thanh-tra": ("Một cuộc từ lúc lập đến khi kết luận", "help/cuoc-thanh-tra.html"),
    "phat-hien-kien-nghi": ("Phát hiện và kiến nghị", "help/phat-hien-kien-nghi.html"),
    "van-ban": ("Soạn, trình và ban hành văn bản", "help/van-ban.html"),
    "khi-co-vuong-mac": ("Khi có vướng mắc", "help/khi-co-vuong-mac.html"),
}
TITLES = {address: title for address, (title, _) in CHAPTERS.items()}


@public
@reads
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "help/index.html", {"chapters": TITLES})


@public
@reads
def chapter(request: HttpRequest, address: str) -> HttpResponse:
    if address not in CHAPTERS:
        raise Http404
    heading, template = CHAPTERS[address]
    context = {"chapters": TITLES, "address": address, "heading": heading}
    return render(request, template, context)
