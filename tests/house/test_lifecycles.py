"""Every move of every record: who makes it from which state, and that nobody else and nothing else does.

The moves are found in the lifecycles; who may make them stands here, written by hand.
"""

import importlib

import pytest
from django.db import transaction
from django.utils import timezone

from inspections.choices import CaseState, MilestoneKind
from inspections.models import Inspection
from office.workflow import Lifecycle, Overtaken, Problems, Refused
from reports import appraising
from reports.models import Appraisal, Document
from tests.cast import PEOPLE, make_person
from tests.house.walk import BASE_DIR, ROOMS
from tests.make.findings import make_finding, make_minutes, make_request
from tests.make.inspections import ON_SITE_ENDED_ON, make_milestone, make_running_inspection
from tests.make.plans import make_plan
from tests.make.reports import make_conclusion, make_full_case, make_report, make_submitted

pytestmark = pytest.mark.django_db

# Lan is a member and wrote the paper, the finding and the minutes; Minh leads and handed the paper
# in; Thảo was asked to appraise; the deputy Hương holds no delegation.
# lifecycle: action: state: who may. A state that is not named lets nobody.
EXPECTED: dict[str, dict[str, dict[str, set[str]]]] = {
    "inspections.CASE": {
        "decide": {"preparing": {"minh", "son", "huong", "ha"}},
        "announce": {"decided": {"minh", "son"}},
        "end_on_site": {"on_site": {"minh", "son"}},
        "conclude": {"on_site": {"ha"}, "reporting": {"ha"}},
        "stop": {
            "decided": {"minh", "son", "huong", "ha"},
            "on_site": {"minh", "son", "huong", "ha"},
            "reporting": {"minh", "son", "huong", "ha"},
        },
        "drop": {"preparing": {"minh", "son"}},
    },
    "inspections.INTEREST": {
        "declare_none": {"not_declared": {"lan"}},
        "declare_conflict": {
            "not_declared": {"lan"},
            "no_conflict": {"lan"},
            "allowed": {"lan"},
        },
        "allow": {"pending": {"son"}, "barred": {"son"}},
        "bar": {"pending": {"son"}, "allowed": {"son"}},
    },
    "inspections.PLAN": {
        "approve_plan": {"drafting": {"son", "huong", "ha"}},
        "drop_plan": {"drafting": {"minh", "son"}},
    },
    # Lan drafted the request, Bình is the contact of the unit that is asked.
    "findings.REQUEST": {
        "send": {"draft": {"minh"}},
        "withdraw": {"draft": {"minh"}, "sent": {"minh"}},
        "answer": {"sent": {"binh", "lan", "minh"}, "answered": {"binh", "lan", "minh"}},
        "ask_again": {"answered": {"minh"}},
        "settle": {"answered": {"minh"}},
    },
    "findings.FINDING": {
        "confirm": {"noted": {"minh"}},
        "reopen": {"confirmed": {"minh"}},
        "restore": {"dropped": {"minh"}},
        # What is confirmed belongs to the team; only the leader drops it.
        "drop": {"noted": {"lan", "minh"}, "confirmed": {"minh"}},
    },
    "findings.MINUTES": {
        "finish": {"writing": {"lan", "minh"}},
        "seal": {"signing": {"lan", "minh"}},
        "reopen": {"signing": {"lan", "minh"}},
        "drop": {"writing": {"lan", "minh"}, "signing": {"lan", "minh"}},
    },
    "reports.DOCUMENT": {
        "submit": {"draft": {"minh"}, "returned": {"minh"}},
        "withdraw": {"submitted": {"minh"}},
        "send_back": {"submitted": {"son"}},
        "approve": {"submitted": {"son"}},
        "recall": {"approved": {"son"}},
        "issue": {"approved": {"ha"}},
        "discard": {"draft": {"lan", "minh"}, "returned": {"lan", "minh"}},
    },
    "reports.APPRAISAL": {
        "give": {"assigned": {"thao"}},
        "end": {"assigned": {"son", "minh"}},
    },
}


def lifecycles() -> dict[str, Lifecycle]:
    """Every table of moves in the house, by room and name."""
    found = {}
    for room in ROOMS:
        if not (BASE_DIR / room / "lifecycle.py").exists():
            continue
        module = importlib.import_module(f"{room}.lifecycle")
        for name, value in vars(module).items():
            if isinstance(value, Lifecycle):
                found[f"{room}.{name}"] = value
    return found


LIFECYCLES = lifecycles()
MOVES = [(name, action) for name, table in LIFECYCLES.items() for action in table.transitions]


def make_case():
    """Every fact is there, so that only the state and the person can be wrong."""
    case = make_running_inspection()
    make_milestone(case, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    make_milestone(case, MilestoneKind.CONCLUDED, ON_SITE_ENDED_ON)
    return case


def make_paper():
    """A report on the chief's desk, with what an approved and an issued one must have."""
    document = make_submitted(make_report(make_full_case())).document
    facts = {"approved_by": make_person("son"), "number": "01", "issued_on": ON_SITE_ENDED_ON}
    Document.objects.filter(pk=document.pk).update(**facts)
    return document


def make_appraisal():
    """With the words that a given one must have."""
    appraisal = appraising.assign(
        make_conclusion(),
        appraiser=make_person("thao"),
        assignment="Công văn số 15/TTr-NV",
        due_on=timezone.localdate(),
        actor=make_person("son"),
    )
    version = appraisal.document.versions.order_by("pk").first()
    said = {"verdict": "agrees", "opinion": "Được.", "version": version}
    Appraisal.objects.filter(pk=appraisal.pk).update(**said)
    return appraisal


MAKE = {
    "inspections.CASE": make_case,
    "inspections.INTEREST": lambda: make_running_inspection().members.get(person__username="lan"),
    "inspections.PLAN": lambda: make_plan(number="54", symbol="KH-TTr", signed_on=ON_SITE_ENDED_ON),
    "findings.REQUEST": lambda: make_request(make_running_inspection()),
    "findings.FINDING": lambda: make_finding(make_running_inspection(), state="noted"),
    "findings.MINUTES": lambda: make_minutes(make_running_inspection()),
    "reports.DOCUMENT": make_paper,
    "reports.APPRAISAL": make_appraisal,
}


def answer(table: Lifecycle, thing, action: str, person) -> str:
    """“moves” (or lacks a fact, which is not the person's fault), “overtaken” or “refused”."""
    fresh = type(thing)._default_manager.get(pk=thing.pk)
    try:
        with transaction.atomic():
            table.advance(fresh, action, actor=person, chain="bang", reason="Có lý do.")
            # The move is taken back for the next person.
            transaction.set_rollback(True)
    except Overtaken:
        return "overtaken"
    except Refused:
        return "refused"
    except Problems:
        return "moves"
    return "moves"


def put(table: Lifecycle, thing, state: str) -> None:
    type(thing)._default_manager.filter(pk=thing.pk).update(**{table.state_field: state})


def test_every_lifecycle_stands_in_the_table_with_all_its_moves():
    found = {name: set(table.transitions) for name, table in LIFECYCLES.items()}
    assert found == {name: set(moves) for name, moves in EXPECTED.items()}


@pytest.mark.parametrize(("name", "action"), MOVES, ids=[".".join(each) for each in MOVES])
def test_a_move_is_made_from_its_states_by_its_people_alone(name, action):
    table, thing = LIFECYCLES[name], MAKE[name]()
    people = {username: make_person(username) for username in PEOPLE}
    expected, wrong = EXPECTED[name][action], []
    for state in type(thing)._meta.get_field(table.state_field).choices:
        with transaction.atomic():
            put(table, thing, state[0])
            allowed = expected.get(state[0])
            for username, person in people.items():
                wanted = "overtaken" if allowed is None else "refused"
                if allowed and username in allowed:
                    wanted = "moves"
                got = answer(table, thing, action, person)
                if got != wanted:
                    wrong.append(f"{username} {action} from {state[0]}: {got}, not {wanted}")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_a_deputy_under_a_valid_delegation_makes_the_moves_of_the_chief():
    from accounts import delegating

    document = make_submitted(make_report(make_full_case())).document
    huong, table = make_person("huong"), LIFECYCLES["reports.DOCUMENT"]
    assert answer(table, document, "send_back", huong) == "refused"
    delegating.give(
        signer=huong,
        authority="KT",
        on_behalf_of="Chánh Thanh tra",
        signer_post="",
        valid_from=timezone.localdate(),
        actor=make_person("son"),
    )
    assert answer(table, document, "send_back", make_person("huong")) == "moves"


def test_a_member_who_is_kept_away_makes_no_move_of_the_team():
    finding = make_finding(make_running_inspection(), state="noted")
    finding.inspection.members.update(interest="pending")
    for username in ("lan", "minh"):
        for action in ("confirm", "drop"):
            table = LIFECYCLES["findings.FINDING"]
            assert answer(table, finding, action, make_person(username)) == "refused"


def test_nothing_of_a_closed_case_moves():
    finding = make_finding(make_running_inspection(), state="noted")
    Inspection.objects.update(state=CaseState.CONCLUDED)
    for username in PEOPLE:
        for action in ("confirm", "drop"):
            table = LIFECYCLES["findings.FINDING"]
            assert answer(table, finding, action, make_person(username)) == "refused"
