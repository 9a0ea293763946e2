"""Accounts: opened and reset by the administrator; who may do what is campaigns.Membership's."""

from axes.utils import reset as unlock
from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from campaigns.admin import tell_own_role
from campaigns.enums import Role
from campaigns.models import Membership
from campaigns.rules import is_only_administrator
from phuong6.lib.vietnamese import squeeze
from phuong6.models import User
from phuong6.office.model_admin import DeskAdmin
from phuong6.site.accounts.passwords import temporary_password


class UserForm(forms.ModelForm):
    """Name, sign-in name and roles; the password is never typed by the administrator."""

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "is_active")
        labels = {"username": "Tên đăng nhập", "email": "Thư điện tử", "is_active": "Đang sử dụng"}
        help_texts = {
            "username": "Ngắn, không dấu, không khoảng trắng, ví dụ nguyenvanan.",
            "email": "Để trống nếu không có.",
            "is_active": "Bỏ dấu để ngừng tài khoản; không xóa, vì nhật ký còn ghi tên người đã làm.",
        }

    def clean_full_name(self) -> str:
        return squeeze(self.cleaned_data["full_name"])


class MembershipFormSet(forms.BaseInlineFormSet):
    """Roles of one account; the office never loses its last administrator."""

    def clean(self):
        super().clean()
        if any(self.errors) or self.instance.pk is None:
            return
        kept = any(
            form.cleaned_data.get("role") == Role.ADMINISTRATOR and not form.cleaned_data.get("DELETE")
            for form in self.forms
        )
        if is_only_administrator(self.instance) and not (kept and self.instance.is_active):
            raise ValidationError(
                "Đây là người quản trị duy nhất. Hãy cấp vai trò Quản trị cho người khác trước khi bỏ vai trò này."
            )


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = MembershipFormSet
    extra = 0
    verbose_name_plural = "Vai trò"


@admin.register(User)
class UserAdmin(DeskAdmin):
    form = UserForm
    change_form_template = "admin/phuong6/user/change_form.html"
    list_display = ("username", "full_name", "role_list", "is_active", "last_login", "is_sample")
    list_filter = ("is_active", "memberships__role", "is_sample")
    scanned_search = search_fields = ("username", "full_name", "email")
    search_help_text = "Tìm theo tên, gõ không dấu cũng được."
    inlines = [MembershipInline]
    fieldsets = (
        (None, {"fields": ["username", "full_name", "email", "is_active"]}),
        ("Tình trạng", {"fields": ["must_change_password", "is_sample", "last_login", "date_joined"]}),
    )
    readonly_fields = ("must_change_password", "is_sample", "last_login", "date_joined")

    @admin.display(description="Vai trò")
    def role_list(self, user: User) -> str:
        return ", ".join(map(str, user.memberships.all())) or "Chưa có vai trò"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__unit")

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:1]

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and obj != request.user

    def save_model(self, request, obj, form, change):
        if not change:
            request.new_password = give_password(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        tell_own_role(self, request, [role for formset in formsets for role in formset.new_objects])

    def response_add(self, request, obj, post_url_continue=None):
        return self._show_once(request, obj, request.new_password, "Đã mở tài khoản")

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(self.reset))
        return [path("<int:pk>/dat-lai-mat-khau/", view, name="phuong6_user_reset"), *super().get_urls()]

    def reset(self, request, pk: int):
        """Ask, then make a password that is shown once and must be changed at the next sign-in."""
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, "reset", title="Đặt lại mật khẩu", person=user)
        with transaction.atomic():
            password = give_password(user)
            user.save()
            unlock(username=user.username)
            LogEntry.objects.log_actions(
                request.user.pk, User.objects.filter(pk=pk), CHANGE, "Đặt lại mật khẩu."
            )
        return self._show_once(request, user, password, "Đã đặt lại mật khẩu")

    def _show_once(self, request, user: User, password: str, title: str):
        response = self._page(request, "password", title=title, person=user, password=password)
        response["Cache-Control"] = "no-store"
        return response

    def _page(self, request, name: str, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": context["title"]}
        return TemplateResponse(request, f"admin/phuong6/user/{name}.html", context)


def give_password(user: User) -> str:
    """Set a temporary password on the account (not saved) and return it."""
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    return password
