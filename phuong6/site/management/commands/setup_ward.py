"""Fill a migrated database with what an office begins with. Safe to repeat: it adds, it never overwrites."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Campaign, Ward
from dossiers.models import Dossier
from phuong6.site.scenes import first_accounts
from phuong6.site.scenes.sample_campaign import make_sample_campaign

PLAN_CODE = "CCHC-2023"


class Command(BaseCommand):
    """National facts each time (new ones arrive with an upgrade), the plan once, then sample or administrator."""

    help = (
        "Loads national facts and the 2023 plan; --sample adds a marked sample campaign with its accounts, "
        "--clean asks for the first administrator."
    )

    def add_arguments(self, parser):
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--sample", action="store_true", help="thêm phong trào mẫu và tài khoản mẫu")
        kind.add_argument("--clean", action="store_true", help="chỉ dữ kiện chung, kế hoạch và một quản trị")

    def handle(self, *, sample: bool, **options):
        self._load_facts()
        if sample:
            self._sample()
        else:
            self._clean()

    def _load_facts(self) -> None:
        try:
            with transaction.atomic():
                call_command("loaddata", "national", verbosity=0)
        except (IntegrityError, DeserializationError) as error:
            self.stderr.write(
                "Dữ kiện chung mới (sổ số, ngày lễ, mức lương, hệ số) chưa được thêm vì trùng với dữ liệu "
                f"phường đã nhập; hãy xem lại trong phần quản trị. Chi tiết: {error}"
            )
        if not Ward.objects.exists():
            call_command("loaddata", "plan-2023", verbosity=0)

    def _sample(self) -> None:
        if not Campaign.objects.filter(is_sample=True).exists():
            self._refuse_beside_real_work()
            plan = Campaign.objects.filter(code=PLAN_CODE).first()
            with transaction.atomic():
                call_command("loaddata", "sample", verbosity=0)
                first_accounts.open_sample_accounts()
                campaign = make_sample_campaign(plan, timezone.localdate())
            self.stdout.write(
                f"Đã nạp {campaign.name}: hồ sơ nhận đến hết ngày {campaign.last_day:%d/%m/%Y}."
            )
        self.stdout.write("\n".join(first_accounts.sample_lines()))

    @staticmethod
    def _refuse_beside_real_work() -> None:
        """Raises CommandError where the sample would stand beside a campaign people work in."""
        real = Dossier.objects.filter(campaign__is_sample=False, campaign__is_rehearsal=False)
        if real.exists():
            raise CommandError(
                "Phường đã có hồ sơ thật, không nạp thêm phong trào mẫu. "
                "Hãy chạy với SAMPLE=0 (hoặc setup_ward --clean)."
            )
        if clashing := first_accounts.clashing_usernames():
            raise CommandError(
                f"Đã có tài khoản thật trùng tên với tài khoản mẫu: {', '.join(clashing)}. "
                "Không nạp phong trào mẫu; hãy chạy với SAMPLE=0 (hoặc setup_ward --clean)."
            )
        if not Campaign.objects.filter(code=PLAN_CODE).exists():
            raise CommandError(
                f"Không còn phong trào {PLAN_CODE} để sao thành phong trào mẫu. "
                "Hãy chạy với SAMPLE=0 (hoặc setup_ward --clean)."
            )

    def _clean(self) -> None:
        if names := first_accounts.administrators():
            self.stdout.write(f"Người quản trị: {', '.join(names)}.")
            return
        user = first_accounts.ask_for_administrator()
        self.stdout.write(
            f"Đã tạo người quản trị “{user.username}”. Đăng nhập, vào Bàn làm việc để sửa thông tin phường "
            "và tạo tài khoản cho từng người. Kế hoạch nạp sẵn đang chuẩn bị: rà soát xong mới mở."
        )
