from django.urls import path

from thidua.notices import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("da-doc/", views.notices_read, name="notices_read"),
    path("cach-bao/", views.mail_choice, name="mail_choice"),
    path("trong-ngay/<int:pk>/", views.digest_page, name="digest_page"),
    path("<int:pk>/mo/", views.notice_open, name="notice_open"),
]
