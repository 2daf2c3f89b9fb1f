from django.urls import URLPattern, path

from thidua.accounts.views import email, own, people, signing_in

# The names of allauth's own views are allauth's: it looks them up.
urlpatterns: list[URLPattern] = [
    path("dang-nhap/", signing_in.sign_in, name="account_login"),
    path("dang-nhap/nguoi-mau/<int:pk>/", signing_in.sample_sign_in, name="sample_sign_in"),
    path("ma-mot-lan/", signing_in.code_sign_in, name="code_sign_in"),
    path("gui-tiep/", signing_in.kept_form, name="kept_form"),
    path("dang-xuat/", own.sign_out, name="account_logout"),
    path("", own.own_account, name="own_account"),
    path("thiet-bi/dang-xuat/", own.session_end, name="session_end"),
    path("don-vi-lam-viec/", own.unit_switch, name="unit_switch"),
    path("e-mail/", email.own_email, name="own_email"),
    path("e-mail/xac-nhan/", email.own_email_confirm, name="own_email_confirm"),
    path("e-mail/go/", email.own_email_remove, name="own_email_remove"),
    path("mat-khau/", own.password_change, name="account_change_password"),
    path("xac-nhan-mat-khau/", own.password_again, name="account_reauthenticate"),
    path("hai-buoc/", own.second_factor_home, name="mfa_index"),
    path("hai-buoc/nhap-ma/", own.second_factor, name="mfa_authenticate"),
    path("hai-buoc/nhap-lai/", own.second_factor_again, name="mfa_reauthenticate"),
    path("hai-buoc/bat/", own.second_factor_start, name="mfa_activate_totp"),
    path("hai-buoc/tat/", own.second_factor_stop, name="mfa_deactivate_totp"),
    path("hai-buoc/du-phong/", own.recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/du-phong/moi/", own.recovery_codes_new, name="mfa_generate_recovery_codes"),
    path("hai-buoc/du-phong/tai/", own.recovery_codes_file, name="mfa_download_recovery_codes"),
    path("cua-don-vi/", people.own_accounts, name="own_accounts"),
    path("cua-don-vi/<int:pk>/", people.unit_accounts, name="unit_accounts"),
    path("cua-don-vi/<int:pk>/them/", people.account_add, name="account_add"),
    path("cua-don-vi/<int:pk>/<int:user_pk>/ma/", people.code_issue, name="code_issue"),
    path("cua-don-vi/<int:pk>/<int:user_pk>/ban-giao/", people.account_hand_over, name="account_hand_over"),
    path("vai-tro/<int:pk>/ket-thuc/", people.role_end, name="role_end"),
]
