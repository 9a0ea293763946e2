"""Addresses of this room."""

from django.urls import path

from campaigns import feeds, outgoing_views, public_views, publicity_views, selection_views, views

DESK = "guong-dien-hinh/bien-tap/"

urlpatterns = [
    path("dang-ky/", views.register, name="register"),
    path("phong-trao/chon/", selection_views.choose_campaign, name="choose-campaign"),
    path("so-van-ban/", outgoing_views.register, name="outgoing"),
    path("so-van-ban/<slug:key>/ghi/", outgoing_views.enter, name="outgoing-enter"),
    path(
        "so-van-ban/<slug:key>/<int:year>/so-van-ban-di.<slug:extension>",
        outgoing_views.download,
        name="outgoing-file",
    ),
    path("so-van-ban/dong/<int:pk>/", outgoing_views.complete, name="outgoing-line"),
    path("so-van-ban/dong/<int:pk>/huy/", outgoing_views.void, name="outgoing-void"),
    path("so-van-ban/dong/<int:pk>/dinh-chinh/", outgoing_views.correct, name="outgoing-correct"),
    path("ke-hoach/", public_views.plan, name="plan"),
    path("guong-dien-hinh/", public_views.exemplar_list, name="exemplar-list"),
    path("guong-dien-hinh/rss.xml", feeds.exemplar_feed, name="exemplar-feed"),
    path("guong-dien-hinh/<int:pk>/", public_views.exemplar, name="exemplar"),
    path(
        "guong-dien-hinh/<int:pk>/anh/<int:picture>-<slug:size>.jpg",
        public_views.exemplar_picture,
        name="exemplar-picture",
    ),
    path(DESK, publicity_views.desk, name="piece-list"),
    path(f"{DESK}viet/", publicity_views.piece_new, name="piece-new"),
    path(f"{DESK}<int:pk>/", publicity_views.piece, name="piece"),
    path(f"{DESK}<int:pk>/xem/", publicity_views.piece_preview, name="piece-preview"),
    path(f"{DESK}<int:pk>/chuyen/<slug:move>/", publicity_views.piece_move, name="piece-move"),
    path(f"{DESK}<int:pk>/anh/", publicity_views.picture_add, name="picture-add"),
    path(f"{DESK}<int:pk>/anh/<int:picture>/", publicity_views.picture_change, name="picture-change"),
    path(
        f"{DESK}<int:pk>/anh/<int:picture>/<slug:size>.jpg", publicity_views.picture_file, name="picture-file"
    ),
]
