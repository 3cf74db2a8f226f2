"""Our search as a LangChain retriever, so that others can build on the library of peer reports."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from assistant.domain.peers import Match, SearchFilters
from assistant.ports import ExampleSource


class PassageRetriever(BaseRetriever):
    """Finds peers' passages; a document's metadata say whose, from which report, and where in it.

    A passage belongs to a peer: only its wording may be used, none of its facts.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    source: SkipValidation[ExampleSource]
    filters: SearchFilters = SearchFilters()
    limit: int = 8

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [passage_document(match) for match in self.source.search(query, self.filters, self.limit)]


def passage_document(match: Match) -> Document:
    """A match as a LangChain document; the text is the passage alone, headings stand in the metadata."""
    passage = match.passage
    metadata = {
        "passage_id": passage.id,
        "report_id": passage.report_id,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section.value if passage.section else None,
        "topics": [topic.value for topic in passage.topics],
        "headings": list(passage.headings),
        "file": match.file,
        "start": passage.start,
        "end": passage.end,
        "damaged": passage.damaged,
        "score": match.score,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)
