"""Our search through LangChain's own interface."""

from __future__ import annotations

from assistant.adapters.langchain_retriever import PassageRetriever
from assistant.domain.peers import Match, SearchFilters
from assistant.domain.sections import SectionKind
from tests.unit.drafting.model_section import PEERS


class ThreePassages:
    """Finds the same passages for every query, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, SearchFilters, int]] = []

    def search(self, query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        self.asked.append((query, filters, limit))
        return PEERS[:limit]


def test_a_search_gives_documents_that_say_where_they_are_from() -> None:
    source = ThreePassages()
    filters = SearchFilters(section=SectionKind.ACHIEVEMENTS, exclude_agencies=("平川区教育局",))
    documents = PassageRetriever(source=source, filters=filters, limit=2).invoke("行政执法")
    assert source.asked == [("行政执法", filters, 2)]
    assert [document.id for document in documents] == ["p-1", "p-2"]
    assert documents[0].page_content == PEERS[0].passage.text
    assert documents[0].metadata["agency"] == "东湖市教育局"
    assert documents[0].metadata["section"] == "achievements"
    assert documents[0].metadata["topics"] == ["law_enforcement"]
    assert documents[1].metadata["damaged"] is True
