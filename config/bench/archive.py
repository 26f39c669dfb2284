"""Many years of an office, made by the database itself: cases, findings, recommendations, papers.

One row of each kind is made as the product makes it and then multiplied by INSERT … SELECT, so a
column that comes later is filled too. Triggers and indexes rest meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, models

from accounts.models import Role, RoleGrant, User
from config.bench.papers import SENTENCES
from findings.choices import FindingKind, FindingState
from findings.models import Finding, FindingUnit, Topic
from inspections.choices import CaseState, DecisionKind, Level, MilestoneKind, TeamRole, UnitKind
from inspections.models import (
    AuditedUnit,
    Decision,
    Inspection,
    Milestone,
    TeamMember,
    Unit,
)
from office.models import Regime
from recommendations.choices import DueKind, RecommendationKind
from recommendations.models import Obligation, Recommendation
from reports.choices import DocumentKind, DocumentState
from reports.models import Document

FINDINGS_A_CASE, UNITS, PEOPLE, TEXTS, OPEN_CASES = 50, 120, 60, 2000, 100
FIRST = 1_000_000_000  # keys of multiplied rows begin here
# A case every so many minutes fills three years, whatever their number.
SPAN = "interval '3 years'"
MULTIPLIED = (
    *(Inspection, Decision, Milestone, TeamMember, AuditedUnit, Topic, Finding, FindingUnit),
    *(Recommendation, Obligation, Document),
)


@dataclass(frozen=True)
class Seed:
    """One row of each table, from which the others are made."""

    inspection: Inspection
    rows: Mapping[type[models.Model], int]
    people: list[int]
    units: list[int]


def plant(chief: User, issuer: Unit) -> Seed:
    """The people, the units, and one concluded case with one row of everything."""
    people = [_person(place) for place in range(PEOPLE)]
    units = [_unit(place) for place in range(UNITS)]
    case = Inspection.objects.create(
        code="2023-00000000",
        kind="inspection",
        subject="việc thực hiện nhiệm vụ, công vụ",
        issuer=issuer,
        level=Level.DISTRICT,
        regime=Regime.objects.order_by("pk").first(),
        state=CaseState.CONCLUDED,
        opened_by=people[0],
    )
    day = date(2024, 3, 5)
    decision = Decision.objects.create(
        inspection=case,
        kind=DecisionKind.FIRST,
        number="01",
        symbol="QĐ-TTr",
        signed_on=day,
        content="Việc thực hiện nhiệm vụ",
    )
    milestone = Milestone.objects.create(
        inspection=case, event_id=MilestoneKind.CONCLUDED, happened_on=day, recorded_by=people[0]
    )
    member = TeamMember.objects.create(inspection=case, person=people[0], role=TeamRole.MEMBER)
    audited = AuditedUnit.objects.create(inspection=case, unit=units[0], position=1)
    topic = Topic.objects.create(inspection=case, title="Việc tiếp công dân", position=1)
    finding = Finding.objects.create(
        inspection=case,
        number=1,
        topic=topic,
        kind=FindingKind.SHORTCOMING,
        state=FindingState.CONFIRMED,
        text=SENTENCES[0],
        recorded_by=people[0],
    )
    at_unit = FindingUnit.objects.create(finding=finding, unit=audited)
    asked = Recommendation.objects.create(
        inspection=case,
        number=1,
        kind=RecommendationKind.CORRECT,
        text="Chấn chỉnh việc tiếp công dân.",
        due_kind=DueKind.DATE,
        due_on=day,
        recorded_by=people[0],
    )
    owed = Obligation.objects.create(recommendation=asked, unit=units[0])
    paper = Document.objects.create(
        inspection=case,
        kind=DocumentKind.CONCLUSION,
        state=DocumentState.ISSUED,
        issuer=issuer,
        issuer_name="THANH TRA QUẬN HẢI TÂN",
        series="bench/KL-TTr",
        symbol="KL-TTr",
        number="1",
        issued_on=day,
        title="KẾT LUẬN THANH TRA",
        subject="việc thực hiện nhiệm vụ, công vụ",
        created_by=people[0],
        approved_by=chief,
        approved_on=day,
    )
    made = (case, decision, milestone, member, audited, topic, finding, at_unit, asked, owed, paper)
    return Seed(
        case,
        {type(row): row.pk for row in made},
        [person.pk for person in people],
        [unit.pk for unit in units],
    )


def fill(seed: Seed, findings: int, say: Callable[[str], None]) -> None:
    """Cases with fifty findings each, until there are FINDINGS, and what belongs to them."""
    say(f"Dựng kho {findings:,} phát hiện".replace(",", "."))
    cases = findings // FINDINGS_A_CASE
    with _resting():
        _texts()
        _fill_cases(seed, cases)
        _fill_findings(seed, findings)
        _fill_papers(seed, cases, findings)
    with connection.cursor() as cursor:
        for model in MULTIPLIED:
            cursor.execute(f'VACUUM (ANALYZE) "{model._meta.db_table}"')


# --- Inside ---------------------------------------------------------------------------------------


def _person(place: int) -> User:
    person = User.objects.create(username=f"bench-{place}", full_name=f"Nguyễn Văn {place:02d}")
    RoleGrant.objects.create(person=person, role=Role.INSPECTOR, held_from=date(2020, 1, 1))
    return person


def _unit(place: int) -> Unit:
    return Unit.objects.create(
        name=f"Phòng Quản lý số {place:03d} quận Hải Tân",
        kind=UnitKind.DIVISION,
        level=Level.DISTRICT,
    )


def _texts() -> None:
    """Two thousand texts of some 350 letters, with the words that are found in them."""
    texts = [f"{_sentence(place)} {_sentence(place // 8 + 3)}" for place in range(TEXTS)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_text (n int PRIMARY KEY, said text)")
        cursor.executemany("INSERT INTO bench_text VALUES (%s, %s)", list(enumerate(texts)))
        cursor.execute("ALTER TABLE bench_text ADD COLUMN words tsvector")
        cursor.execute("UPDATE bench_text SET words = office_words(said)")


def _sentence(place: int) -> str:
    return SENTENCES[place % len(SENTENCES)].format(
        a=place * 7 % 911, b=place * 3 % 97, c=place % 13
    )


def _fill_cases(seed: Seed, cases: int) -> None:
    each = f"generate_series(1, {cases}) c"
    case = f"{FIRST} + c"
    opened = f"now() - {SPAN} * (({cases} - c)::float / {cases})"
    person = _one_of(seed.people, "c")
    code = f"to_char({opened}, 'YYYY') || '-' || lpad(c::text, 8, '0')"
    _multiply(
        seed,
        Inspection,
        each,
        id=case,
        code=code,
        opened_at=opened,
        opened_by_id=person,
        state=f"CASE WHEN c > {cases - OPEN_CASES} THEN 'reporting' ELSE 'concluded' END",
        search_key=f"lower({code}) || ' viec thuc hien nhiem vu tai phong quan ly so ' || (c %% {UNITS})",
        search=f"office_words({code} || ' viec thuc hien nhiem vu tai phong quan ly so ' || (c %% {UNITS}))",
    )
    _multiply(seed, Decision, each, id=case, inspection_id=case, number="c::text")
    done = f"generate_series(1, {cases - OPEN_CASES}) c"
    _multiply(seed, Milestone, done, id=case, inspection_id=case)
    _multiply(
        seed,
        AuditedUnit,
        each,
        id=case,
        inspection_id=case,
        unit_id=_one_of(seed.units, "c"),
    )
    team = f"{each}, generate_series(0, 2) p"
    _multiply(
        seed,
        TeamMember,
        team,
        id=f"{FIRST} + c * 3 + p",
        inspection_id=case,
        person_id=_one_of(seed.people, "(c + p * 7)"),
        role="CASE p WHEN 0 THEN 'leader' ELSE 'member' END",
        position="p + 1",
    )
    _multiply(
        seed,
        Topic,
        f"{each}, generate_series(0, 2) p",
        id=f"{FIRST} + c * 3 + p",
        inspection_id=case,
        position="p + 1",
        title="'Việc tiếp công dân, giải quyết đơn thư, lần ' || c",
        search="office_words('Việc tiếp công dân, giải quyết đơn thư, lần ' || c)",
    )


def _fill_findings(seed: Seed, findings: int) -> None:
    each = f"generate_series(1, {findings}) i JOIN bench_text b ON b.n = (i * 37) %% {TEXTS}"
    case = f"{FIRST} + 1 + (i - 1) / {FINDINGS_A_CASE}"
    with _without_indexes(Finding):
        _multiply(
            seed,
            Finding,
            each,
            id=f"{FIRST} + i",
            inspection_id=case,
            number=f"1 + (i - 1) %% {FINDINGS_A_CASE}",
            topic_id=f"{FIRST} + (1 + (i - 1) / {FINDINGS_A_CASE}) * 3 + i %% 3",
            kind="(ARRAY['strength','note','shortcoming','shortcoming','violation'])[1 + i %% 5]",
            state="CASE WHEN i %% 50 = 0 THEN 'dropped' WHEN i %% 7 = 0 THEN 'noted' ELSE 'confirmed' END",
            severity="CASE WHEN i %% 5 <> 4 THEN '' WHEN i %% 3 = 0 THEN 'grave' ELSE 'serious' END",
            amount="CASE WHEN i %% 4 = 0 THEN (i::bigint * 7919) %% 1000000000 END",
            text="b.said || ' Biên bản số ' || i || '/BB-TTr.'",
            summary="''",
            search="b.words || office_words('bien ban so ' || i || ' bb ttr')",
            recorded_by_id=_one_of(seed.people, "(i / 11)"),
            recorded_at=f"now() - {SPAN} * (({findings} - i)::float / {findings})",
        )
    _multiply(
        seed,
        FindingUnit,
        f"generate_series(1, {findings}) i",
        id=f"{FIRST} + i",
        finding_id=f"{FIRST} + i",
        unit_id=case,
    )


def _fill_papers(seed: Seed, cases: int, findings: int) -> None:
    each = f"generate_series(1, {findings // 10}) i"
    case = f"{FIRST} + 1 + (i - 1) %% {cases}"
    _multiply(
        seed,
        Recommendation,
        each,
        id=f"{FIRST} + i",
        inspection_id=case,
        number=f"1 + (i - 1) / {cases}",
        text="'Chấn chỉnh việc tiếp công dân, mở sổ theo dõi đơn thư số ' || i",
        due_on=f"current_date - 800 + ((i::bigint * 900) / {findings // 10})::int",
        search="office_words('Chấn chỉnh việc tiếp công dân, mở sổ theo dõi đơn thư số ' || i)",
    )
    _multiply(
        seed,
        Obligation,
        each,
        id=f"{FIRST} + i",
        recommendation_id=f"{FIRST} + i",
        unit_id=_one_of(seed.units, "i"),
    )
    _multiply(
        seed,
        Document,
        f"generate_series(1, {2 * cases}) i",
        id=f"{FIRST} + i",
        inspection_id=f"{FIRST} + 1 + (i - 1) / 2",
        number="i::text",
        register_entry_id="NULL",
        created_at=f"now() - {SPAN} * (({2 * cases} - i)::float / {2 * cases})",
        search="setweight(office_words(i || ' KL-TTr'), 'A') || office_words('KẾT LUẬN THANH TRA việc thực hiện nhiệm vụ, công vụ')",
    )


def _multiply(seed: Seed, model: type[models.Model], source: str, **said: str) -> None:
    """As many copies of the seed as SOURCE has rows; SAID is what differs, in SQL."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    names = [*columns, *(name for name in said if name not in columns)]
    values = ", ".join(said.get(name, f't."{name}"') for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({", ".join(names)})'  # noqa: S608 -- names and words of our own
            f' SELECT {values} FROM {source} CROSS JOIN "{table}" t WHERE t.id = %s',
            [seed.rows[model]],
        )


def _one_of(keys: list[int], place: str) -> str:
    return f"(ARRAY{keys})[1 + {place} %% {len(keys)}]"


@contextmanager
def _resting() -> Iterator[None]:
    """No trigger looks after a million foreign keys; the rows are right as they are made."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def _without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Indexes that hold no promise are made anew at the end, which is many times quicker."""
    found = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)"
    )
    with connection.cursor() as cursor:
        cursor.execute(found, [model._meta.db_table])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, definition in indexes:
            cursor.execute(definition)
