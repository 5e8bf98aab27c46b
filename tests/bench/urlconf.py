"""The product's addresses and two floors: a bare view of one statement, and a page with nothing."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Engine
from django.urls import path

from foundation.people.access import declare, everyone, staff
from tests.toy.urlconf import urlpatterns as product

ROWS = """
SELECT number, title, state, opened_at, closed_at FROM process_matter ORDER BY id DESC LIMIT 25
"""
TABLE = Engine().from_string(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table>"
)


def one_statement(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return HttpResponse(TABLE.render(Context({"rows": cursor.fetchall()})))


def empty_page(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


declare({"one_statement": everyone, "empty_page": staff})
urlpatterns = [
    *product,
    path("bench/one-statement/", one_statement, name="one_statement"),
    path("bench/empty/", empty_page, name="empty_page"),
]
