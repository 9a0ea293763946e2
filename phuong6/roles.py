"""What each role may do (docs/decisions/0002): a role is a name and a list of permissions, in one table.

Permissions follow from campaigns.Membership alone; no group or flag can drift away from it.
"""

from django.contrib.auth.backends import ModelBackend

from campaigns.enums import Role
from campaigns.rules import roles_of


def may(app: str, verbs: str, *names: str) -> frozenset[str]:
    """Permission names of an app: verbs × model names, e.g. campaigns.view_unit."""
    return frozenset(f"{app}.{verb}_{name}" for name in names for verb in verbs.split())


ALL = "view add change delete"
READ_CAMPAIGN = (
    may(
        "campaigns",
        "view",
        "ward",
        "unit",
        "official",
        "collective",
        "campaign",
        "campaigntext",
        "participation",
    )
    | may("campaigns", "view", "signer", "exemplar")
    | may("criteria", "view", "reformarea", "target", "criterion")
    | may("office", "view", "holiday", "numberseries", "postnames", "issuedpaper", "job")
)
READ_DOSSIERS = may("dossiers", "view", "dossier", "nominee", "extension", "receipt")
READ_RESULTS = may("criteria", "view", "targetresult")
READ_AWARDS = (
    may(
        "awards", "view", "council", "councilmember", "councilmeeting", "agendaitem", "attendance", "decision"
    )
    | may("awards", "view", "award", "certificate", "bonusrate", "basesalary", "fundentry")
    | may("campaigns", "view", "legalregime")
)
# The log of moves holds reasons that only Nội vụ and the chairman may read (SECURITY.md).
READ_LOGS = may("office", "view", "move") | may("admin", "view", "logentry")

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.UNIT: may("office", "add", "scanbatch"),
    Role.COUNCIL: frozenset(),
    Role.INTERNAL_AFFAIRS: READ_CAMPAIGN
    | READ_DOSSIERS
    | READ_RESULTS
    | READ_AWARDS
    | may("campaigns", "add change", "unit", "official", "collective", "campaign", "participation")
    | may("campaigns", ALL, "campaigntext")
    | may("campaigns", "delete", "official")
    | may("campaigns", "change", "ward")
    | may("criteria", "add change delete", "reformarea", "target", "criterion")
    | may("dossiers", "appraise", "dossier")
    | may("dossiers", "add", "extension")
    | may("office", ALL, "holiday", "paperwording", "postnames")
    | may("office", "change", "numberseries", "issuedpaper")
    | may("office", "add", "correction")
    | may("office", "change", "message")
    | may("awards", "add change", "council", "councilmember", "councilmeeting", "decision")
    | may("campaigns", "add change", "legalregime")
    | may("awards", "add change", "bonusrate", "basesalary")
    | READ_LOGS
    | may("office", "add", "scanbatch")
    | frozenset({"awards.run_meeting", "awards.print_certificates"}),
    Role.OFFICE_STATISTICS: READ_CAMPAIGN | READ_DOSSIERS | READ_RESULTS | may("office", "change", "message"),
    Role.CULTURE: may("campaigns", "view", "exemplar", "campaign", "unit"),
    Role.ACCOUNTANT: may("campaigns", "view", "campaign") | may("awards", "view", "fundentry"),
    Role.CHAIRMAN: READ_CAMPAIGN
    | READ_DOSSIERS
    | READ_RESULTS
    | READ_AWARDS
    | READ_LOGS
    | frozenset({"awards.run_meeting", "dossiers.appraise_dossier"}),
    Role.ADMINISTRATOR: READ_CAMPAIGN
    | may("phuong6", ALL, "user")
    | may("campaigns", ALL, "membership", "signer")
    | may("admin", "view", "logentry")
    | may("campaigns", "change", "ward", "official")  # of an official only the account tied to it
    | may("office", "add change", "numberseries", "postnames")
    | may("office", "view", "paperwording"),
}


class RoleBackend(ModelBackend):
    """Signs people in with Django's own checks; grants exactly what their roles list."""

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set().union(*(PERMISSIONS[role] for role in roles_of(user_obj)))

    def get_user_permissions(self, user_obj, obj=None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj, obj=None) -> set[str]:
        return self.get_all_permissions(user_obj, obj)

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return perm in self.get_all_permissions(user_obj)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return any(each.split(".")[0] == app_label for each in self.get_all_permissions(user_obj))
