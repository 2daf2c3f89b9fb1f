"""Addresses of statistics. Figures and charts below a unit carry the choice of year and period in the query string."""

from django.urls import URLPattern, path

from thidua.statistics.views import exports, pages

urlpatterns: list[URLPattern] = [
    path("", pages.picture_home, name="picture_home"),
    path("<int:unit_id>/", pages.picture, name="picture"),
    path("<int:unit_id>/bang-so-lieu/", pages.picture_figures, name="picture_figures"),
    path("<int:unit_id>/chi-tieu/<int:indicator_id>/", pages.picture_indicator, name="picture_indicator"),
    path("<int:unit_id>/hinh/<slug:chart>.svg", exports.picture_chart, name="picture_chart"),
    path("<int:unit_id>/bang/<slug:table>.<slug:form>", exports.picture_table, name="picture_table"),
]
