from django.urls import path

from thidua.notices import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("da-doc/", views.notices_read, name="notices_read"),
    path("<int:pk>/mo/", views.notice_open, name="notice_open"),
]
