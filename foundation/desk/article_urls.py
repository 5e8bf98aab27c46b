from django.urls import path

from foundation.desk import article_pages

app_name = "articles"
urlpatterns = [
    path("", article_pages.index, name="index"),
    path("<str:article>/", article_pages.article, name="article"),
]
