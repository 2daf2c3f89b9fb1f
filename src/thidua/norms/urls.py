"""Addresses of the register of norms."""

from django.urls import path

from thidua.norms.views import days, norms

urlpatterns = [
    path("", norms.norm_list, name="norm_list"),
    path("them/", norms.norm_add, name="norm_add"),
    path("<int:pk>/", norms.norm_page, name="norm_page"),
    path("<int:pk>/sua/", norms.norm_edit, name="norm_edit"),
    path("<int:pk>/het-hieu-luc/", norms.norm_end, name="norm_end"),
    path("ngay-ky-niem/", days.anniversary_list, name="anniversary_list"),
    path("ngay-ky-niem/them/", days.anniversary_add, name="anniversary_add"),
    path("ngay-ky-niem/<int:pk>/", days.anniversary_edit, name="anniversary_edit"),
    path("ngay-ky-niem/<int:pk>/xoa/", days.anniversary_remove, name="anniversary_remove"),
    path("tham-so/", days.parameter_list, name="parameter_list"),
    path("tham-so/them/", days.parameter_add, name="parameter_add"),
    path("tham-so/<int:pk>/", days.parameter_edit, name="parameter_edit"),
    path("tham-so/<int:pk>/xoa/", days.parameter_remove, name="parameter_remove"),
]
