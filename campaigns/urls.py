"""Addresses of this room."""

from django.urls import path

from campaigns.publicity.views import feeds, pieces, public
from campaigns.views import campaigns, life, outgoing, selection

DESK = "guong-dien-hinh/bien-tap/"

urlpatterns = [
    path("dang-ky/", campaigns.register, name="register"),
    path("phong-trao/chon/", selection.choose_campaign, name="choose-campaign"),
    path("phong-trao/<int:pk>/", life.life, name="campaign-life"),
    path("phong-trao/<int:pk>/ra-soat/", life.review, name="campaign-review"),
    path("phong-trao/<int:pk>/can-xac-nhan/", life.questions, name="campaign-questions"),
    path("phong-trao/<int:pk>/bo/", life.discard, name="campaign-discard"),
    path("phong-trao/<int:pk>/chuyen/<slug:move>/", life.move, name="campaign-move"),
    path("so-van-ban/", outgoing.register, name="outgoing"),
    path("so-van-ban/<slug:key>/ghi/", outgoing.enter, name="outgoing-enter"),
    path(
        "so-van-ban/<slug:key>/<int:year>/so-van-ban-di.<slug:extension>",
        outgoing.download,
        name="outgoing-file",
    ),
    path("so-van-ban/dong/<int:pk>/", outgoing.complete, name="outgoing-line"),
    path("so-van-ban/dong/<int:pk>/huy/", outgoing.void, name="outgoing-void"),
    path("so-van-ban/dong/<int:pk>/dinh-chinh/", outgoing.correct, name="outgoing-correct"),
    path("ke-hoach/", public.plan, name="plan"),
    path("guong-dien-hinh/", public.exemplar_list, name="exemplar-list"),
    path("guong-dien-hinh/rss.xml", feeds.exemplar_feed, name="exemplar-feed"),
    path("guong-dien-hinh/<int:pk>/", public.exemplar, name="exemplar"),
    path(
        "guong-dien-hinh/<int:pk>/anh/<int:picture>-<slug:size>.jpg",
        public.exemplar_picture,
        name="exemplar-picture",
    ),
    path(DESK, pieces.desk, name="piece-list"),
    path(f"{DESK}viet/", pieces.piece_new, name="piece-new"),
    path(f"{DESK}<int:pk>/", pieces.piece, name="piece"),
    path(f"{DESK}<int:pk>/xem/", pieces.piece_preview, name="piece-preview"),
    path(f"{DESK}<int:pk>/chuyen/<slug:move>/", pieces.piece_move, name="piece-move"),
    path(f"{DESK}<int:pk>/anh/", pieces.picture_add, name="picture-add"),
    path(f"{DESK}<int:pk>/anh/<int:picture>/", pieces.picture_change, name="picture-change"),
    path(f"{DESK}<int:pk>/anh/<int:picture>/<slug:size>.jpg", pieces.picture_file, name="picture-file"),
]
