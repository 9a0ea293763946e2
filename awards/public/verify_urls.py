"""Where anybody checks a giấy khen, under /xac-minh/."""

from django.urls import path

from awards.public.views import verify

urlpatterns = [
    path("", verify.verify, name="verify"),
    path("<slug:token>/", verify.verify_token, name="verify-token"),
]
