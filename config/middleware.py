"""What is done with every answer of the site."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render


class WrongMethodMiddleware:
    """Give a page to who sends what an address does not take; Django sends none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "400.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page
