from django.urls import URLPattern, path

from thidua.campaigns import views

urlpatterns: list[URLPattern] = [
    path("", views.launch_list, name="launch_list"),
    path("theo-ke-hoach/<int:plan_id>", views.launch_start, name="launch_start"),
    path("dang-ky/<int:plan_id>", views.launch_register, name="launch_register"),
    path("<int:launch_id>", views.launch_page, name="launch_page"),
    path("<int:launch_id>/doi-lich", views.launch_change, name="launch_change"),
    path("<int:launch_id>/da-phat-dong", views.launch_hold, name="launch_hold"),
    path("<int:launch_id>/huy", views.launch_cancel, name="launch_cancel"),
    path("<int:launch_id>/chon-diem", views.launch_pick, name="launch_pick"),
]
