from django.urls import URLPattern, path

from thidua.desk.views import desks, health, year

urlpatterns: list[URLPattern] = [
    path("", desks.desk, name="desk"),
    path("tim", desks.search, name="search"),
    path("viec-cap-duoi", desks.duties_below, name="duties_below"),
    path("nhac", desks.remind, name="remind"),
    path("toan-canh", year.year_at_a_glance, name="year_at_a_glance"),
    path("suc-khoe", health.alive, name="alive"),
    path("san-sang", health.ready, name="ready"),
]
