"""What tests of the pages of findings ask with."""

from findings.choices import FindingKind
from tests.make.findings import make_topic

CASE = "/thanh-tra/2024-001"


def sheet(inspection, **typed):
    """What the form of a finding sends."""
    topic = inspection.topics.first() or make_topic(inspection)
    data = {
        "act": "save",
        "topic": topic.pk,
        "kind": FindingKind.SHORTCOMING,
        "text": "Phòng chưa mở sổ theo dõi đơn.",
        "units": [unit.pk for unit in inspection.audited_units.all()],
        "r-TOTAL_FORMS": "1",
        "r-INITIAL_FORMS": "0",
    }
    return data | typed


def page(answer):
    return answer.content.decode()
