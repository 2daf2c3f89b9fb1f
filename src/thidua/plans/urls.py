"""Addresses of plans."""

from django.urls import URLPattern, path

from thidua.plans.views import drafting, issuing, reading

urlpatterns: list[URLPattern] = [
    path("", reading.plan_list, name="plan_list"),
    path("tai-len/", drafting.plan_upload, name="plan_upload"),
    path("soan/", drafting.plan_compose, name="plan_compose"),
    path("<int:pk>/", reading.plan_page, name="plan_page"),
    path("<int:pk>/ra-soat/", drafting.plan_review, name="plan_review"),
    path("<int:pk>/ra-soat/xac-nhan/", drafting.plan_confirm, name="plan_confirm"),
    path("<int:pk>/phan-dau/<slug:name>/", drafting.head_edit, name="head_edit"),
    path("<int:pk>/them/<slug:kind>/", drafting.item_add, name="item_add"),
    path("muc/<slug:kind>/<int:pk>/", drafting.item_edit, name="item_edit"),
    path("muc/<slug:kind>/<int:pk>/xac-nhan/", drafting.item_confirm, name="item_confirm"),
    path("muc/<slug:kind>/<int:pk>/bo/", drafting.item_drop, name="item_drop"),
    path("<int:pk>/trinh/", issuing.plan_send, name="plan_send"),
    path("<int:pk>/duyet/", issuing.plan_approve, name="plan_approve"),
    path("<int:pk>/tra-lai/", issuing.plan_return, name="plan_return"),
    path("<int:pk>/lay-so/", issuing.plan_number, name="plan_number"),
    path("<int:pk>/ban-hanh/", issuing.plan_issue, name="plan_issue"),
    path("<int:pk>/thu-hoi/", issuing.plan_withdraw, name="plan_withdraw"),
    path("<int:pk>/ket-thuc/", issuing.plan_close, name="plan_close"),
    path("<int:pk>/da-nhan/", issuing.receipt_confirm, name="receipt_confirm"),
    path("<int:pk>/lap-ke-hoach/", issuing.plan_cascade, name="plan_cascade"),
    path("<int:pk>/cua-don-vi/", issuing.own_plan, name="own_plan"),
    path("<int:pk>/cap-duoi/", reading.lower_plans, name="lower_plans"),
    path("<int:pk>/cap-duoi/excel/", reading.lower_plans_excel, name="lower_plans_excel"),
    path("<int:pk>/cap-duoi/nhac/", issuing.lower_remind, name="lower_remind"),
    path("<int:pk>/cay/", reading.plan_tree, name="plan_tree"),
    path("<int:pk>/pdf/", reading.plan_pdf, name="plan_pdf"),
    path("<int:pk>/word/", reading.plan_word, name="plan_word"),
    path("<int:pk>/tep/<int:file_pk>/", reading.plan_file, name="plan_file"),
]
