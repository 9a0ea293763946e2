"""National facts of this version beside those in the database; taken over by name, or all that nobody touched."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from awards.facts.comparing import State, compared
from awards.facts.sums import other_sums
from awards.facts.taking import take_all_untouched, take_over
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.workflow import Refused


class Command(BaseCommand):
    """Without arguments it only shows; taking over asks for the account that stands in the log."""

    help = "Shows each shipped national fact beside the one in the database; --take and --take-untouched take over."

    def add_arguments(self, parser):
        parser.add_argument("--take", nargs="+", default=[], metavar="FACT", help="lấy các dữ kiện có mã này")
        parser.add_argument("--take-untouched", action="store_true", help="lấy mọi dữ kiện chưa ai sửa")
        parser.add_argument("--by", metavar="USERNAME", help="tài khoản ghi vào nhật ký khi lấy")

    def handle(self, *, take: list[str], take_untouched: bool, by: str | None, **options):
        if take or take_untouched:
            self._take(take, take_untouched, self._account(by))
        for each in compared():
            if each.state != State.SAME:
                touched = ", có người đã sửa" if each.touched else ""
                self.stdout.write(f"{each.fact.code}  {each.fact.label}: {each.state.label.lower()}{touched}")
                for line in each.differences:
                    self.stdout.write(f"    {line}")
                self.stdout.write(f"    Nguồn: {each.fact.source or '–'}")
        for row in other_sums():
            issued, other = format_vnd(row.decision.total), format_vnd(row.total)
            self.stdout.write(f"{row.decision}: đã ban hành {issued}, theo bộ kèm phần mềm {other}.")
        same = sum(each.state == State.SAME for each in compared())
        self.stdout.write(f"{same} dữ kiện giống bộ kèm phần mềm.")

    def _take(self, codes: list[str], untouched: bool, by) -> None:
        try:
            taken = [take_over(code, by=by) for code in codes]
            taken += take_all_untouched(by=by) if untouched else []
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for each in taken:
            self.stdout.write(f"Đã lấy: {each.fact.label}")

    @staticmethod
    def _account(name: str | None):
        account = get_user_model().objects.filter(username=name, is_active=True).first() if name else None
        if account is None:
            raise CommandError("Hãy ghi tài khoản đang dùng của người lấy: --by TÊN_ĐĂNG_NHẬP.")
        return account
