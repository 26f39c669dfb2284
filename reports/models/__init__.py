"""Records of papers: drafts, frozen versions, what was rendered, who reviewed."""

from reports.models.appraisal import Appraisal
from reports.models.block import Block
from reports.models.comment import Comment
from reports.models.document import Document
from reports.models.imported import ImportedFile
from reports.models.record import PaperRecord
from reports.models.remark import AcknowledgedRemark
from reports.models.reservation import Reservation
from reports.models.review import ReviewStep
from reports.models.template import HEADINGS, PaperTemplate
from reports.models.version import Rendition, Version

__all__ = [
    "HEADINGS",
    "AcknowledgedRemark",
    "Appraisal",
    "Block",
    "Comment",
    "Document",
    "ImportedFile",
    "PaperRecord",
    "PaperTemplate",
    "Rendition",
    "Reservation",
    "ReviewStep",
    "Version",
]
