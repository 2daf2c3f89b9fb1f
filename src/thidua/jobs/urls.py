from django.urls import path

from thidua.jobs import views

urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<int:pk>/", views.job_page, name="job_page"),
]
