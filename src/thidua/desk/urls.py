from django.urls import URLPattern, path

from thidua.desk.views import health

urlpatterns: list[URLPattern] = [
    path("suc-khoe", health.alive, name="alive"),
    path("san-sang", health.ready, name="ready"),
]
