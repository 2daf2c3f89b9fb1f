"""The table of addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thidua.desk.urls")),
    path("", include("thidua.ui.urls")),
    path("tai-khoan/", include("thidua.accounts.urls")),
    path("to-chuc/", include("thidua.organisation.urls")),
    path("ke-hoach/", include("thidua.plans.urls")),
    path("phong-trao/", include("thidua.campaigns.urls")),
    path("dang-ky/", include("thidua.registrations.urls")),
    path("bao-cao/", include("thidua.reporting.urls")),
    path("khen-thuong/", include("thidua.awards.urls")),
    path("thong-ke/", include("thidua.statistics.urls")),
    path("xac-minh/", include("thidua.public_site.urls")),
    path("viec-chay-nen/", include("thidua.jobs.urls")),
    path("thong-bao/", include("thidua.notices.urls")),
    path("viec/", include("thidua.duties.urls")),
    path("van-ban-phap-ly/", include("thidua.norms.urls")),
]
