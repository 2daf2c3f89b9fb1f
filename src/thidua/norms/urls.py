"""Addresses of the register of norms."""

from django.urls import path

from thidua.norms import views

urlpatterns = [path("", views.norm_list, name="norm_list")]
