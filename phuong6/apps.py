from django.apps import AppConfig


class Phuong6Config(AppConfig):
    name = "phuong6"
    verbose_name = "Tài khoản"
