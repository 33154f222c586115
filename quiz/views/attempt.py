from django.shortcuts import render


def quiz(request, **kwargs):
    return render(request, "base.html")


def start(request, **kwargs):
    return render(request, "base.html")


def check(request, **kwargs):
    return render(request, "base.html")


def submit(request, **kwargs):
    return render(request, "base.html")


def result(request, **kwargs):
    return render(request, "base.html")


def respond(request, **kwargs):
    return render(request, "base.html")
