from django.urls import path

from accounts.views import delegations, entrance

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", entrance.sign_in, name="sign_in"),
    path("dang-xuat/", entrance.sign_out, name="sign_out"),
    path("doi-mat-khau/", entrance.change_password, name="change_password"),
    path("uy-quyen-ky/", delegations.index, name="delegations"),
    path("uy-quyen-ky/<int:pk>/thu-hoi/", delegations.revoke, name="revoke"),
]
