"""What peers offer for the place of the picked sentence: ways of putting it, passages, indicators we do not have."""

from __future__ import annotations

import re

import streamlit as st

from assistant.domain.draft_edits import SentencePlace
from assistant.domain.drafts import DraftSentence, ReportDraft, SentenceKind
from assistant.domain.punctuation import FULL_STOP, LEFT_TORTOISE, RIGHT_TORTOISE
from assistant.domain.sources import PassageRef
from assistant.domain.topics import Topic
from assistant.ports import Wording
from ui import drafting, session, wiring
from ui.components import markup
from ui.components.markup import Tone
from ui.presenters.peers import already_said, place_of_passage, shared_spans
from ui.presenters.year_form import add_item

_SLOT = re.compile(f"{LEFT_TORTOISE}([^{RIGHT_TORTOISE}]*){RIGHT_TORTOISE}")
_LEAST_SIGNS = 6  # a wording with less besides its slots says nothing
_MOST_WORDINGS, _MOST_PASSAGES, _MOST_REFS = 6, 3, 5


def peer_offers(workspace_id: str, draft: ReportDraft, place: SentencePlace, sentence: DraftSentence) -> None:
    """Draw what peers offer; looked up only when it is opened."""
    if place.section < 0 or not wiring.peers():
        return
    if not st.toggle("看同行怎么写", key="peer-offers", persist_state="session"):
        return
    topics = (
        draft.sections[place.section].subsections[place.subsection].topics if place.subsection >= 0 else ()
    )
    words, passages, gaps = st.tabs(["可借用的表述", "相近段落", "同行还报告"])
    with words:
        _wordings(workspace_id, draft, place, sentence, topics[0] if topics else None)
    with passages:
        _passages(draft, place, sentence, topics)
    with gaps:
        _gaps(workspace_id, topics)


def _wordings(
    workspace_id: str, draft: ReportDraft, place: SentencePlace, sentence: DraftSentence, topic: Topic | None
) -> None:
    near = wiring.app().advice.find_wordings(draft.agency, topic, sentence.text, 3 * _MOST_WORDINGS)
    telling = [
        each
        for each in near
        if len(_SLOT.sub("", each.text)) >= _LEAST_SIGNS and not already_said(each.text, sentence.text)
    ]
    found = sorted(telling, key=lambda each: not each.common)[:_MOST_WORDINGS]
    st.html(markup.guidance("只是写法，事实都已去掉；〔数〕之类的空插入后会标成待补充。"))
    if not found:
        st.html(markup.guidance("资料库里没有找到可以借用的表述。"))
    for number, wording in enumerate(found):
        _offer(workspace_id, place, wording, number)


def _offer(workspace_id: str, place: SentencePlace, wording: Wording, number: int) -> None:
    used = f"{wording.agencies} 家机关都这样写" if wording.common else "只有一家这样写，借用前请斟酌"
    with st.container(border=True, gap="small", key=f"card-offer-{number}"):
        st.html(
            f'<div class="nb-passage nb-bare">{markup.text(wording.text)}<br>'
            f"{markup.badge(used, Tone.GOOD if wording.common else Tone.WARN)}</div>"
        )
        taken = st.button("插到这句后面", key=f"insert-{place.key}-{number}")
    if taken:
        refs = tuple(PassageRef(each) for each in wording.passage_ids[:_MOST_REFS])
        text = _SLOT.sub(_gap, wording.text).removesuffix(FULL_STOP) + FULL_STOP
        kind = SentenceKind.PLACEHOLDER if _SLOT.search(wording.text) else SentenceKind.WORDING
        new = DraftSentence(text, kind, modelled_on=refs, by_hand=True)
        drafting.insert(workspace_id, place, new)
        st.rerun()


def _gap(slot: re.Match[str]) -> str:
    """A slot of a wording as a gap of ours, which the check will not let pass."""
    return f"【待补充：{slot[1]}】"


def _passages(
    draft: ReportDraft, place: SentencePlace, sentence: DraftSentence, topics: tuple[Topic, ...]
) -> None:
    examples = [
        wiring.app().library.passage(ref.passage_id) for ref in draft.sections[place.section].examples
    ]
    known = [passage for passage in examples if passage is not None and not passage.damaged]
    near = [passage for passage in known if not topics or set(topics) & set(passage.topics)] or known
    if not near:
        st.html(markup.guidance("这一节没有找到相近的段落。"))
    for passage in near[:_MOST_PASSAGES]:
        body = markup.marked(passage.text, shared_spans(passage.text, sentence.text))
        head = markup.text(place_of_passage(passage))
        st.html(f'<div class="nb-passage"><div class="nb-passage-head">{head}</div>{body}</div>')


def _gaps(workspace_id: str, topics: tuple[Topic, ...]) -> None:
    state = session.data_state(workspace_id)
    year = state.year
    if year is None:
        return
    key = ("gaps", workspace_id, state.revision, wiring.app().library.revision())
    found = wiring.memory().get(key, lambda: wiring.app().advice.gaps(year))
    here = [gap for gap in found if not topics or gap.topic in topics]
    if not here:
        st.html(markup.guidance("同类机关常报告的指标，这里都有了。"))
    for gap in here:
        line, button = st.columns([2.4, 1], vertical_alignment="center")
        line.html(
            f'<p class="nb-card-line">{markup.text(gap.name)}（{gap.reported_by}/{gap.peers} 家报告）</p>'
        )
        if button.button(
            "加入数据", key=f"gap-{gap.topic}-{gap.name}", help="加到年度数据里，填好数值后重写这一节"
        ):
            item = {"name": gap.name, "unit": gap.unit, "topic": gap.topic.value}
            given = {name: value for name, value in item.items() if value}
            if session.save_data(workspace_id, add_item(state.plain, "indicators", given)):
                session.say(f"已把“{gap.name}”加到年度数据，请去填数值。", Tone.INFO)
            st.rerun()
