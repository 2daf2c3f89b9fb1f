from django.urls import URLPattern, path

from thidua.desk.views import calendars, desks, duties, health, movements, year

urlpatterns: list[URLPattern] = [
    path("phong-trao/<int:movement_id>", movements.movement_page, name="movement_page"),
    path("phong-trao/<int:movement_id>/don-vi.xlsx", movements.movement_units_sheet, name="movement_units_sheet"),
    path("", desks.desk, name="desk"),
    path("tim", desks.search, name="search"),
    path("viec-cap-duoi", desks.duties_below, name="duties_below"),
    path("nhac", desks.remind, name="remind"),
    path("toan-canh", year.year_at_a_glance, name="year_at_a_glance"),
    path("lich/", calendars.calendar_month, name="calendar_month"),
    path("lich/ngay/", calendars.calendar_day, name="calendar_day"),
    path("lich/dia-chi/", calendars.calendar_address, name="calendar_address"),
    path("lich/rieng/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("viec/danh-sach/", duties.duty_list, name="duty_list"),
    path("viec/<int:pk>/mo/", calendars.duty_open, name="duty_open"),
    path("suc-khoe", health.alive, name="alive"),
    path("san-sang", health.ready, name="ready"),
]
