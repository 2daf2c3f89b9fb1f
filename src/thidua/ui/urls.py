"""The gallery of components, in demo mode only."""

from django.urls import URLPattern, path

from thidua.ui import views

urlpatterns: list[URLPattern] = [path("he-thong/thanh-phan", views.component_gallery, name="component_gallery")]
