from django.urls import URLPattern, path

from thidua.registrations import views

urlpatterns: list[URLPattern] = [
    path("", views.registration_list, name="registration_list"),
    path("theo-ke-hoach/<int:plan_id>", views.registration_start, name="registration_start"),
    path("<int:registration_id>", views.registration_page, name="registration_page"),
    path("<int:registration_id>/them-nguoi", views.registration_add, name="registration_add"),
    path("<int:registration_id>/them-tap-the", views.registration_collective, name="registration_collective"),
    path("<int:registration_id>/bo-dong/<int:line_id>", views.registration_drop, name="registration_drop"),
    path("<int:registration_id>/gui", views.registration_submit, name="registration_submit"),
    path("<int:registration_id>/rut-lai", views.registration_withdraw, name="registration_withdraw"),
    path("<int:registration_id>/duyet", views.registration_accept, name="registration_accept"),
    path("<int:registration_id>/tra-lai", views.registration_return, name="registration_return"),
]
