"""Addresses of this room, below /ho-so/."""

from django.urls import path

from dossiers.views import bundle, evidence, listing, moves, nominees, overview, papers, steps

urlpatterns = [
    path("", listing.dossier_list, name="dossier-list"),
    path("moi/", listing.new_dossier, name="dossier-new"),
    path("<slug:code>/", overview.dossier, name="dossier"),
    path("<slug:code>/ca-ho-so.<slug:form>", bundle.dossier_bundle, name="dossier-bundle"),
    path("<slug:code>/chuyen/<slug:move>/", moves.move, name="dossier-move"),
    path("<slug:code>/phieu/<int:pk>/", moves.receipt, name="dossier-receipt"),
    path("<slug:code>/phieu/<int:pk>.pdf", moves.receipt_pdf, name="dossier-receipt-pdf"),
    path("<slug:code>/tep/<int:pk>/", papers.paper_file, name="dossier-paper-file"),
    path("<slug:code>/minh-chung/<int:pk>/", evidence.evidence_file, name="dossier-evidence-file"),
    path("<slug:code>/minh-chung/<int:pk>/go/", evidence.remove_evidence, name="dossier-evidence-remove"),
    path("<slug:code>/de-cu/don-vi/", nominees.whole_unit, name="dossier-whole-unit"),
    path("<slug:code>/de-cu/nguoi-moi/", nominees.new_official, name="dossier-new-official"),
    path("<slug:code>/de-cu/tap-the-moi/", nominees.new_collective, name="dossier-new-collective"),
    path("<slug:code>/de-cu/ho-gia-dinh-moi/", nominees.new_household, name="dossier-new-household"),
    path("<slug:code>/de-cu/<int:pk>/", nominees.edit_nominee, name="dossier-nominee"),
    path("<slug:code>/de-cu/<int:pk>/len/", nominees.move_up, name="dossier-nominee-up"),
    path("<slug:code>/de-cu/<int:pk>/bo/", nominees.remove_nominee, name="dossier-nominee-remove"),
    path("<slug:code>/thanh-tich/<int:pk>/", evidence.nominee_evidence, name="dossier-evidence"),
    path(
        "<slug:code>/thanh-tich/<int:pk>/<int:criterion>/",
        evidence.evidence_files,
        name="dossier-evidence-files",
    ),
    path("<slug:code>/giay-to/<slug:kind>/", papers.paper, name="dossier-paper"),
    path("<slug:code>/giay-to/<slug:kind>/<int:nominee>/", papers.paper, name="dossier-paper"),
    path("<slug:code>/du-thao/<slug:kind>.<slug:extension>", papers.paper_draft, name="dossier-paper-draft"),
    path(
        "<slug:code>/du-thao/<slug:kind>/<int:nominee>.<slug:extension>",
        papers.paper_draft,
        name="dossier-paper-draft",
    ),
    path("<slug:code>/<slug:step>/", steps.step, name="dossier-step"),
]
