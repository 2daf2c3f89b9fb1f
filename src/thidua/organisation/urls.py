from django.urls import path

from thidua.organisation.views import imports, people, units

urlpatterns = [
    path("", units.unit_tree, name="unit_tree"),
    path("<int:pk>/", units.unit_page, name="unit_page"),
    path("<int:pk>/them/", units.unit_add, name="unit_add"),
    path("<int:pk>/sua/", units.unit_edit, name="unit_edit"),
    path("<int:pk>/doi-ten/", units.unit_rename, name="unit_rename"),
    path("<int:pk>/chuyen/", units.unit_move, name="unit_move"),
    path("<int:pk>/ket-thuc/", units.unit_dissolve, name="unit_dissolve"),
    path("<int:pk>/sap-nhap/", units.unit_merge, name="unit_merge"),
    path("<int:pk>/so-lieu/", units.unit_figures, name="unit_figures"),
    path("nguoi/", people.own_people, name="own_people"),
    path("<int:pk>/nguoi/", people.people_list, name="people_list"),
    path("<int:pk>/nguoi/them/", people.person_add, name="person_add"),
    path("nguoi/<int:pk>/", people.person_edit, name="person_edit"),
    path("nguoi/<int:pk>/roi-danh-sach/", people.person_end, name="person_end"),
    path("<int:pk>/nhap/<slug:kind>/", imports.import_start, name="import_start"),
    path("<int:pk>/nhap/<slug:kind>/mau.xlsx", imports.import_template, name="import_template"),
    path("nhap/<int:pk>/", imports.import_page, name="import_page"),
    path("nhap/<int:pk>/luu/", imports.import_save, name="import_save"),
    path("nhap/<int:pk>/bo/", imports.import_drop, name="import_drop"),
]
