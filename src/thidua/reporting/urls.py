"""Addresses of reporting."""

from django.urls import URLPattern, path

from thidua.reporting.views import boards, filling, reception

urlpatterns: list[URLPattern] = [
    path("", filling.report_list, name="report_list"),
    path("cap-duoi/", reception.report_inbox, name="report_inbox"),
    path("yeu-cau/moi/", boards.request_plans, name="request_plans"),
    path("yeu-cau/moi/<int:plan_id>/", boards.request_new, name="request_new"),
    path("yeu-cau/<int:request_id>/", boards.request_board, name="request_board"),
    path("yeu-cau/<int:request_id>/bang.xlsx", boards.board_sheet, name="board_sheet"),
    path("yeu-cau/<int:request_id>/nhac/", boards.request_remind, name="request_remind"),
    path("yeu-cau/<int:request_id>/khoa/", boards.request_close, name="request_close"),
    path("yeu-cau/<int:request_id>/dien/", filling.report_fill, name="report_fill"),
    path("yeu-cau/<int:request_id>/dien/luu/", filling.report_autosave, name="report_autosave"),
    path("yeu-cau/<int:request_id>/tong-hop/<int:unit_id>/", boards.rollup_page, name="rollup_page"),
    path("yeu-cau/<int:request_id>/tong-hop/<int:unit_id>/bang.xlsx", boards.rollup_sheet, name="rollup_sheet"),
    path("yeu-cau/<int:request_id>/tong-hop/<int:unit_id>/<int:num>/", boards.figure_parts, name="figure_parts"),
    path("don-vi/<int:place_id>/", boards.place_page, name="place_page"),
    path("<int:report_id>/", reception.report_page, name="report_page"),
    path("<int:report_id>/mo/", reception.report_open, name="report_open"),
    path("<int:report_id>/duyet/", reception.report_accept, name="report_accept"),
    path("<int:report_id>/tra-lai/", reception.report_return, name="report_return"),
    path("<int:report_id>/rut/", filling.report_withdraw, name="report_withdraw"),
    path("<int:report_id>/nhap-thay/", reception.report_type_in, name="report_type_in"),
    path("<int:report_id>/tep/<int:file_id>/", reception.report_file, name="report_file"),
    path("<int:report_id>/van-ban/<slug:kind>/", reception.report_paper_file, name="report_paper_file"),
]
