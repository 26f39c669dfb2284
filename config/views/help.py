"""The short manual: one page a chapter, read without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public, reads

# Address of a chapter -> its title; the text is templates/help/<address>.html.
CHAPTERS = {
    "bat-dau": "Bắt đầu",
    "cuoc-thanh-tra": "Một cuộc từ lúc lập đến khi kết luận",
    "phat-hien-kien-nghi": "Phát hiện và kiến nghị",
    "van-ban": "Soạn, trình và ban hành văn bản",
    "khi-co-vuong-mac": "Khi có vướng mắc",
}


@public
@reads
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "help/index.html", {"chapters": CHAPTERS})


@public
@reads
def chapter(request: HttpRequest, address: str) -> HttpResponse:
    if address not in CHAPTERS:
        raise Http404
    context = {"chapters": CHAPTERS, "address": address, "heading": CHAPTERS[address]}
    return render(request, f"help/{address}.html", context)
