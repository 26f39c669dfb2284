from pathlib import Path
from django.db import transaction
import pytest, time
from reports.rendering import fonts, pdf, html
from reports import proof
from tests.papers.told import tell_everything


@pytest.mark.django_db
def test_dump(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        t = time.time()
        papers = tell_everything()
        print("told in", time.time() - t)
        transaction.set_rollback(True)
    for (a, b), p in papers.items():
        Path(f"/tmp/cases/{a}-{b}.pdf").write_bytes(pdf.write(p, fonts=fonts._tinos()))
        print(a, b, proof.problems(p))
