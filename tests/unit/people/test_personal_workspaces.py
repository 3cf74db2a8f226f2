"""Workspaces belong to people: what each role may do, by whatever way it is tried."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.adapters.personal_workspaces import PersonalWorkspaces
from assistant.adapters.sqlite_file import FileKind, SqliteFile
from assistant.adapters.workspace_file import BACKUP_NAME, FILE_NAME, WORKSPACES
from assistant.adapters.workspaces import Workspace, WorkspacePart, WorkspaceStore
from assistant.app import App
from assistant.desk import Desk
from assistant.domain.findings import Finding, Severity
from assistant.domain.people import EVERYBODY, Act, Person, Role, may_with
from assistant.errors import EditConflictError, NotAllowedError, NoWorkspaceError, WorkspaceError
from assistant.retrieval.library import ReportCorrection
from assistant.settings import Settings

DATA, DRAFT = WorkspacePart.DATA, WorkspacePart.DRAFT
OWNER = Person("zhang", "张", Role.CLERK)
COLLEAGUE = Person("sun", "孙", Role.CLERK)
STRANGER = Person("zhou", "周", Role.CLERK)
REVIEWER = Person("wang", "王", Role.REVIEWER)
OTHER_REVIEWER = Person("wu", "吴", Role.REVIEWER)
ADMINISTRATOR = Person("admin", "李", Role.ADMINISTRATOR)
FINDING = Finding("NUM001", Severity.BLOCKER, "", "37", 0, 2)

Store = PersonalWorkspaces
Attempt = Callable[[Store, Workspace], object]
EDITS: dict[str, Attempt] = {
    "data": lambda store, made: store.save(made.id, DATA, "乙", store.read(made.id, DATA).revision),
    "draft": lambda store, made: store.save(made.id, DRAFT, "稿", store.read(made.id, DRAFT).revision),
    "last report": lambda store, made: store.save(made.id, WorkspacePart.LAST_REPORT, "{}", 0),
    "subject": lambda store, made: store.set_subject(made.id, 2030, "某局"),
    "version": lambda store, made: store.add_version(made.id, "一稿", "稿"),
}
READS: dict[str, Attempt] = {
    "get": lambda store, made: store.get(made.id),
    "read": lambda store, made: store.read(made.id, DATA),
    "past": lambda store, made: store.past(made.id, DATA),
    "past text": lambda store, made: store.past_text(made.id, 1),
    "version text": lambda store, made: store.version_text(made.id, 1),
    "versions": lambda store, made: store.versions(made.id),
    "decisions": lambda store, made: store.decisions(made.id),
    "events": lambda store, made: store.events(made.id),
    "members": lambda store, made: store.members(made.id),
    "approval": lambda store, made: store.approval(made.id),
}
NOTES: dict[str, Attempt] = {
    "screen": lambda store, made: store.save(made.id, WorkspacePart.SCREEN, "{}", 0),
    "note": lambda store, made: store.note(made.id, "export", "讨论稿"),
    "ignore": lambda store, made: store.ignore(made.id, FINDING, "37件", "已核实"),
    "take back": lambda store, made: store.take_back(made.id, "key"),
}
MANAGES: dict[str, Attempt] = {
    "rename": lambda store, made: store.rename(made.id, "新"),
    "share": lambda store, made: store.share(made.id, "zhou"),
    "unshare": lambda store, made: store.unshare(made.id, "sun"),
    "give": lambda store, made: store.give(made.id, "sun"),
    "trash": lambda store, made: store.trash(made.id),
    "restore": lambda store, made: store.restore(made.id),
    "purge": lambda store, made: store.purge(made.id),
}
APPROVES: dict[str, Attempt] = {
    "approve": lambda store, made: store.approve(made.id, 0, 1),
    "disapprove": lambda store, made: store.disapprove(made.id),
}
CREATES: dict[str, Attempt] = {
    "create": lambda store, _: store.create("新"),
    "duplicate": lambda store, made: store.duplicate(made.id, "副本"),
}
ALL = READS | NOTES | EDITS | MANAGES | APPROVES | CREATES


@pytest.fixture
def store(home: Path) -> Iterator[WorkspaceStore]:
    with WorkspaceStore(home) as opened:
        yield opened


@pytest.fixture
def made(store: WorkspaceStore) -> Workspace:
    return shared_workspace(store)


def shared_workspace(store: WorkspaceStore) -> Workspace:
    """A workspace of OWNER, shared with COLLEAGUE and REVIEWER, with something to reach in it."""
    found = PersonalWorkspaces(store, OWNER).create("报告", data="甲")
    store.add_version(found.id, "一稿", "稿子")
    for person in (COLLEAGUE, REVIEWER):
        store.share(found.id, person.name)
    return found


def refused(store: WorkspaceStore, person: Person) -> set[str]:
    """What is refused to a person; each attempt on a workspace of its own."""
    found = set()
    for name, attempt in ALL.items():
        made = shared_workspace(store)
        before = "\n".join(store._file._connection.iterdump())
        try:
            attempt(PersonalWorkspaces(store, person), made)
        except (NotAllowedError, NoWorkspaceError):
            found.add(name)
            assert "\n".join(store._file._connection.iterdump()) == before, f"{name} left something behind"
        except (WorkspaceError, EditConflictError):
            continue
    return found


@pytest.mark.parametrize(
    ("person", "denied"),
    [
        (OWNER, set(APPROVES)),
        (COLLEAGUE, {*APPROVES, *MANAGES}),
        (REVIEWER, {*EDITS, *MANAGES, *CREATES}),
        (STRANGER, set(ALL) - {"create"}),
        (OTHER_REVIEWER, set(ALL)),
        (Person("zhang", "张", Role.CLERK, disabled=True), set(ALL)),
    ],
    ids=["owner", "colleague", "reviewer", "stranger", "other reviewer", "disabled owner"],
)
def test_what_each_person_may_do(store: WorkspaceStore, person: Person, denied: set[str]) -> None:
    assert refused(store, person) == denied


def test_an_administrator_may_do_everything(store: WorkspaceStore, made: Workspace) -> None:
    for name, attempt in (READS | NOTES | EDITS | CREATES).items():
        assert attempt(PersonalWorkspaces(store, ADMINISTRATOR), made) is not NotImplemented, name
    assert may_with(ADMINISTRATOR, Act.MANAGE, owner="x", members=frozenset())


def test_a_foreign_workspace_is_not_to_be_told_from_none(store: WorkspaceStore, made: Workspace) -> None:
    mine = PersonalWorkspaces(store, STRANGER)
    said = []
    for workspace_id in (made.id, "w-000000000000", "../people.sqlite", "' OR 1=1 --", ""):
        with pytest.raises(NoWorkspaceError) as caught:
            mine.get(workspace_id)
        said.append(str(caught.value))
    assert len(set(said)) == 1
    assert mine.all() == ()


def test_a_state_of_another_workspace_is_out_of_reach_by_its_number(
    store: WorkspaceStore, made: Workspace
) -> None:
    mine = PersonalWorkspaces(store, STRANGER)
    own = mine.create("自己的", data="自己")
    foreign = store.past(made.id, DATA)[0].id
    with pytest.raises(WorkspaceError, match="历史已不在"):
        mine.past_text(own.id, foreign)
    with pytest.raises(WorkspaceError, match="没有这个版本"):
        mine.version_text(own.id, store.versions(made.id)[0].id)


def test_who_changed_what_is_kept(store: WorkspaceStore, made: Workspace) -> None:
    first, second = (PersonalWorkspaces(store, person) for person in (OWNER, COLLEAGUE))
    first.save(made.id, DATA, "乙", 1)
    second.save(made.id, DATA, "丙", 2)
    with pytest.raises(EditConflictError):
        first.save(made.id, DATA, "丁", 2)
    PersonalWorkspaces(store, REVIEWER).ignore(made.id, FINDING, "37件", "已核实")
    second.note(made.id, "export", "讨论稿")
    assert [(state.saved_by, state.conflict) for state in store.past(made.id, DATA)] == [
        ("zhang", True),
        ("sun", False),
        ("zhang", False),
        ("zhang", False),
    ]
    (decision,) = store.decisions(made.id).values()
    assert decision.decided_by == "wang"
    assert [(event.by, event.kind) for event in store.events(made.id)][:3] == [
        ("sun", "export"),
        ("wang", "ignore"),
        ("zhang", "conflict"),
    ]


def test_giving_away_keeps_the_old_owner_at_work(store: WorkspaceStore, made: Workspace) -> None:
    PersonalWorkspaces(store, OWNER).give(made.id, "sun")
    assert store.get(made.id).owner == "sun"
    assert store.members(made.id) == {"zhang", "wang"}
    assert PersonalWorkspaces(store, OWNER).may(Act.EDIT, made.id)
    assert not PersonalWorkspaces(store, OWNER).may(Act.MANAGE, made.id)


def test_an_approval_holds_for_what_was_approved(store: WorkspaceStore, made: Workspace) -> None:
    PersonalWorkspaces(store, OWNER).save(made.id, DRAFT, "稿", 0)
    reviewer = PersonalWorkspaces(store, REVIEWER)
    with pytest.raises(EditConflictError, match="没有通过"):
        reviewer.approve(made.id, 0, 1)
    reviewer.approve(made.id, 1, 1)
    found = store.approval(made.id)
    assert found is not None
    assert (found.approved_by, found.draft_revision, found.data_revision) == ("wang", 1, 1)
    copy = PersonalWorkspaces(store, COLLEAGUE).duplicate(made.id, "副本")
    assert store.approval(copy.id) is None
    assert (store.get(copy.id).owner, store.members(copy.id)) == ("sun", frozenset())
    reviewer.ignore(made.id, FINDING, "37件", "已核实")
    assert store.approval(made.id) is not None
    PersonalWorkspaces(store, OWNER).ignore(made.id, FINDING, "37件", "以后再看")
    assert store.approval(made.id) is None, "what is ignored after an approval was not seen by who gave it"
    reviewer.approve(made.id, 1, 1)
    reviewer.disapprove(made.id)
    assert store.approval(made.id) is None


def test_every_method_of_the_store_says_whom_it_is_for() -> None:
    """A method added to the store is out of a person's reach until it is guarded; Desk would not even pass mypy."""

    def public(kind: type) -> set[str]:
        return {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}

    unguarded = {"close", "all_members"}
    assert public(WorkspaceStore) - unguarded == public(PersonalWorkspaces) - {"may"}


def test_an_older_home_is_brought_forward_with_a_copy_kept(home: Path) -> None:
    first = FileKind(
        FILE_NAME,
        BACKUP_NAME,
        WORKSPACES.application_id,
        WORKSPACES.migrations[:1],
        WORKSPACES.subject,
        WORKSPACES.error,
    )
    old = SqliteFile(home, first)
    with old.writing() as connection:
        connection.execute(
            "INSERT INTO workspaces (id, name, year, agency, created_at, changed_at) VALUES ('w-1', '旧', 2024, '某局', '', '')"
        )
        connection.execute("INSERT INTO parts VALUES ('w-1', 'data', '甲', 1, '')")
    old.close()
    with WorkspaceStore(home) as store:
        (found,) = store.all()
        assert (found.name, found.owner, store.read("w-1", DATA).text) == ("旧", "", "甲")
        assert PersonalWorkspaces(store, OWNER).all() == ()
        administrator = PersonalWorkspaces(store, ADMINISTRATOR)
        assert [each.id for each in administrator.all()] == ["w-1"]
        administrator.give("w-1", "zhang")
        assert PersonalWorkspaces(store, OWNER).may(Act.EDIT, "w-1")
        assert store.members("w-1") == frozenset()
    with sqlite3.connect(home / BACKUP_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_without_accounts_the_desk_is_everybodys(settings: Settings) -> None:
    app = App(settings)
    made = app.desk.create("报告")
    assert made.owner == ""
    assert all(app.desk.may(act, made.id) for act in Act)
    assert isinstance(app.desk.store, WorkspaceStore)
    assert app.acting(EVERYBODY).desk.store is app.workspaces
    app.workspaces.close()


@pytest.mark.parametrize("person", [OWNER, REVIEWER])
def test_only_administrators_change_the_library(settings: Settings, person: Person) -> None:
    app = App(settings).acting(person)
    for attempt in (
        lambda: app.collect([Path("/")]),
        lambda: app.add_peers([]),
        lambda: app.add_peer_bytes("a.txt", b""),
        lambda: app.remove_peer("r-1"),
        lambda: app.correct_peer("r-1", ReportCorrection("", None, "", "", ())),
        lambda: app.library_health(repair=True),
    ):
        with pytest.raises(NotAllowedError, match="只有管理员"):
            attempt()
    assert app.peers() == ()
    app.library.close()


def test_approval_asks_the_rules_once_more(settings: Settings) -> None:
    app = App(settings)
    year = app.example_data()
    owner, reviewer = app.acting(OWNER), app.acting(REVIEWER)
    made = owner.desk.create("报告", year)
    owner.desk.store.share(made.id, REVIEWER.name)
    with pytest.raises(WorkspaceError, match="还没有稿子"):
        reviewer.approve(made.id, 0, 1)
    owner.desk.save_draft(made.id, owner.draft(year).draft, 0)
    with pytest.raises(WorkspaceError, match="不能通过"):
        reviewer.approve(made.id, 1, 1)
    revision = owner.desk.save_data(made.id, {"year": "二〇二五"}, 1).revision
    with pytest.raises(WorkspaceError, match="需要改正"):
        reviewer.approve(made.id, 1, revision)
    assert app.workspaces.approval(made.id) is None
    app.workspaces.close()
    app.library.close()


def test_desk_takes_either_store(store: WorkspaceStore) -> None:
    desk = Desk(PersonalWorkspaces(store, OWNER))
    made = desk.create("报告")
    assert desk.may(Act.EDIT, made.id)
    assert not desk.may(Act.LIBRARY)
