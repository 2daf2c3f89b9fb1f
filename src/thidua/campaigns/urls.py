from django.urls import URLPattern, path

from thidua.campaigns.views import launches, movements, reviews

urlpatterns: list[URLPattern] = [
    path("", movements.movement_list, name="movement_list"),
    path("danh-sach.xlsx", movements.movement_sheet, name="movement_sheet"),
    path("dang-ky", movements.movement_new, name="movement_new"),
    path("<int:movement_id>/sua", movements.movement_edit, name="movement_edit"),
    path("<int:movement_id>/huong-ung", movements.movement_respond, name="movement_respond"),
    path("<int:movement_id>/nhac", movements.movement_remind, name="movement_remind"),
    path("phat-dong/", launches.launch_list, name="launch_list"),
    path("phat-dong/lich.xlsx", launches.launch_sheet, name="launch_sheet"),
    path("phat-dong/diem/<int:plan_id>", launches.pilot_list, name="pilot_list"),
    path("phat-dong/theo-ke-hoach/<int:plan_id>", launches.launch_start, name="launch_start"),
    path("phat-dong/dang-ky/<int:plan_id>", launches.launch_register, name="launch_register"),
    path("phat-dong/<int:launch_id>", launches.launch_page, name="launch_page"),
    path("phat-dong/<int:launch_id>/doi-lich", launches.launch_change, name="launch_change"),
    path("phat-dong/<int:launch_id>/da-phat-dong", launches.launch_hold, name="launch_hold"),
    path("phat-dong/<int:launch_id>/huy", launches.launch_cancel, name="launch_cancel"),
    path("phat-dong/<int:launch_id>/chon-diem", launches.launch_pick, name="launch_pick"),
    path("so-ket/", reviews.review_list, name="review_list"),
    path("so-ket/danh-sach.xlsx", reviews.review_sheet, name="review_sheet"),
    path("so-ket/theo-ke-hoach/<int:plan_id>", reviews.review_start, name="review_start"),
    path("so-ket/moi/<int:movement_id>", reviews.review_new, name="review_new"),
    path("so-ket/<int:review_id>", reviews.review_page, name="review_page"),
    path("so-ket/<int:review_id>/sua", reviews.review_edit, name="review_edit"),
    path("so-ket/<int:review_id>/ghi-nhan", reviews.review_record, name="review_record"),
    path("so-ket/<int:review_id>/bo", reviews.review_drop, name="review_drop"),
    path("so-ket/<int:review_id>/tep/<int:file_id>", reviews.review_file, name="review_file"),
]
