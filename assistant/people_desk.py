"""The people as one of them sees them: everybody may know the names, administrators may change the accounts."""

from __future__ import annotations

from assistant.adapters.people_rows import PeopleEvent
from assistant.domain.people import Act, Person, Role, may
from assistant.errors import NotAllowedError, PeopleError
from assistant.people import People


class PeopleDesk:
    """Every change is checked and written down under the name of who makes it.

    Raises:
        NotAllowedError: from every method but `label` and `colleagues`, for anybody but an administrator.
        PeopleError: a rule forbids the change.
    """

    def __init__(self, people: People, person: Person) -> None:
        self._people = people
        self._person = person

    def label(self, name: str) -> str:
        """How to write somebody who did something; an unknown name stays as it is."""
        found = self._people.find(name) if name else None
        return found.label if found is not None else name

    def colleagues(self) -> tuple[Person, ...]:
        """Those with whom a workspace can be shared."""
        return tuple(person for person in self._people.all() if not person.disabled)

    def all(self) -> tuple[Person, ...]:
        """Everybody, also those who are shut out."""
        return self._allowed().all()

    def locked_seconds(self, name: str) -> float:
        """For how long somebody cannot try again."""
        return self._allowed().lock_seconds_left(name)

    def log(self, limit: int = 50) -> tuple[PeopleEvent, ...]:
        """What was done to accounts, newest first."""
        return self._allowed().log(limit)

    def add(self, person: Person, password: str) -> Person:
        """Add somebody."""
        return self._allowed().add(person, password, by=self._person.name)

    def set_role(self, name: str, role: Role) -> None:
        """Give somebody another role."""
        self._allowed().set_role(name, role, by=self._person.name)

    def set_email(self, name: str, email: str) -> None:
        """Note somebody's e-mail address."""
        self._allowed().set_email(name, email, by=self._person.name)

    def set_password(self, name: str, password: str) -> None:
        """Give somebody else another password."""
        if name == self._person.name:
            raise PeopleError("自己的密码请在“我的账户”里改，要先输入现在的密码。")
        self._allowed().set_password(name, password, by=self._person.name)

    def set_disabled(self, name: str, *, disabled: bool) -> None:
        """Shut somebody out, or let them in again."""
        if disabled and name == self._person.name:
            raise PeopleError("不能停用自己的账户。请让另一位管理员来做。")
        self._allowed().set_disabled(name, disabled=disabled, by=self._person.name)

    def unlock(self, name: str) -> None:
        """Let somebody try again at once."""
        self._allowed().unlock(name, by=self._person.name)

    def _allowed(self) -> People:
        if not may(self._person, Act.PEOPLE):
            raise NotAllowedError("只有管理员能管理人员。需要时请联系管理员。")
        return self._people
