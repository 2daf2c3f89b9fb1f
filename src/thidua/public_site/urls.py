"""Addresses that anyone may open."""

from django.urls import path

from thidua.public_site import views

urlpatterns = [
    path("", views.certificate_lookup, name="certificate_lookup"),
    path("<str:code>", views.certificate, name="certificate"),
]
