"""Tables that know no campaign: the log of moves, numbers, files, papers, scans, messages, holidays, jobs."""

from phuong6.office.models.files import StoredFile, unguessable_path
from phuong6.office.models.jobs import Job, JobFailure, JobPiece
from phuong6.office.models.log import Audience, Holiday, Move
from phuong6.office.models.messages import Message, SelfRelease
from phuong6.office.models.numbers import IssuedPaper, NumberSeries, SeriesYear
from phuong6.office.models.papers import Correction, PaperWording, Printout, SignedCopy
from phuong6.office.models.posts import PostNames
from phuong6.office.models.scans import ScanBatch, ScanPage

__all__ = [
    "Audience",
    "Correction",
    "Holiday",
    "IssuedPaper",
    "Job",
    "JobFailure",
    "JobPiece",
    "Message",
    "Move",
    "NumberSeries",
    "PaperWording",
    "PostNames",
    "Printout",
    "ScanBatch",
    "ScanPage",
    "SelfRelease",
    "SeriesYear",
    "SignedCopy",
    "StoredFile",
    "unguessable_path",
]
