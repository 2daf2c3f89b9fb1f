"""Addresses of duties."""

from django.urls import URLPattern, path

from thidua.duties import views

urlpatterns: list[URLPattern] = [
    path("lich-nhac/", views.reminder_rule, name="reminder_rule"),
    path("<int:pk>/", views.duty_page, name="duty_page"),
    path("<int:pk>/xong/", views.duty_done, name="duty_done"),
    path("<int:pk>/gia-han/", views.duty_extend, name="duty_extend"),
    path("<int:pk>/mien/", views.duty_exempt, name="duty_exempt"),
]
