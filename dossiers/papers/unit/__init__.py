"""The papers a unit writes: tờ trình, biên bản họp bình xét, báo cáo thành tích."""

from dossiers.papers.unit import minutes, report, submission  # noqa: F401  made known to the registry of papers
