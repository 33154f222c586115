from django.shortcuts import render


def classrooms(request, **kwargs):
    return render(request, "base.html")
