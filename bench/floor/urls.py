from django.urls import path

from bench.floor import views

app_name = "floor"
urlpatterns = [
    path("<int:pk>/", views.page, name="page"),
    path("save/", views.save, name="save"),
]
