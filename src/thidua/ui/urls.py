"""The gallery of components, in demo mode only; what works without network."""

from django.urls import URLPattern, path

from thidua.ui import views

urlpatterns: list[URLPattern] = [
    path("he-thong/thanh-phan", views.component_gallery, name="component_gallery"),
    path("khong-mang.js", views.offline_worker, name="offline_worker"),
    path("khong-mang/", views.offline_page, name="offline_page"),
]
