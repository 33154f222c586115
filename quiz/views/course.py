from django.shortcuts import render


def home(request, **kwargs):
    return render(request, "base.html")


def about(request, **kwargs):
    return render(request, "base.html")


def courses(request, **kwargs):
    return render(request, "base.html")


def course(request, **kwargs):
    return render(request, "base.html")


def lesson(request, **kwargs):
    return render(request, "base.html")
