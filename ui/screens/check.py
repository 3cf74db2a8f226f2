"""④ 核对: what would embarrass the agency, by gravity, each with place, reason and way out."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import Finding, Severity
from assistant.domain.people import Act
from ui import drafting, mending, session, wiring
from ui.checked import Checked, check_now, checked_draft
from ui.components import markup
from ui.components.check_overview import composition, peers_sections, section_table, similarity_table
from ui.components.findings import finding_html
from ui.components.frame import clock, frame, page_title
from ui.components.markup import Tone
from ui.components.outside_check import outside_check
from ui.components.views import view_switch
from ui.navigation import go
from ui.presenters.findings import kinds_words, rule_words, same_kind
from ui.presenters.report_page import findings_by_sentence

_OPEN, _IGNORED, _CONTENT, _OUTSIDE = "检查结果", "已忽略", "内容与相似度", "核对外来文件"
_PER_PAGE = 15
_ALL, _BY_TEXT, _BY_GRAVITY = "全部", "按原文先后", "按轻重"


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    frame(workspace, "check", prepare=lambda: check_now(workspace.id))
    draft = session.draft_state(workspace.id).draft
    check = checked_draft(workspace.id, draft) if draft is not None else None
    page_title("核对", workspace, "check")
    st.html(
        markup.guidance(
            "逐条看：必须修改的改完才能导出送审稿；核实无误的可以忽略，但要写理由。稿子或数据一改就自动重新核对，这里总是最新的。"
        )
    )
    ignored = f"{_IGNORED}（{len(check.ignored)}）" if check is not None else _IGNORED
    views = {"open": _OPEN, "ignored": ignored, "content": _CONTENT, "outside": _OUTSIDE}
    view = view_switch(views, key="check-view")
    if view == "outside":
        outside_check(workspace.id)
    elif draft is None or check is None:
        _nothing(workspace)
    elif view == "ignored":
        _ignored(workspace.id, check)
    elif view == "content":
        section_table(check.result)
        _against_peers(workspace.id, check)
        composition(draft)
        similarity_table(check.result)
    else:
        _open(workspace.id, draft, check)


def _nothing(workspace: Workspace) -> None:
    st.html(markup.empty_state("还没有稿子可核对", "先起草；别处写的稿子可以在“核对外来文件”里核对。"))
    if st.button("去起草", type="primary", key="to-draft"):
        go("draft", workspace.id)


def _against_peers(workspace_id: str, check: Checked) -> None:
    """Which contents comparable agencies have in their reports."""
    state = session.data_state(workspace_id)
    year = state.year
    if year is None or not wiring.peers():
        return
    key = ("section-shares", workspace_id, state.revision, wiring.app().library.revision())
    shares: dict[str, float] = wiring.memory().get(key, lambda: wiring.app().advice.section_shares(year))
    peers_sections(check.result, shares)


def _open(workspace_id: str, draft: ReportDraft, check: Checked) -> None:
    counts = {severity: sum(each.severity is severity for each in check.open) for severity in Severity}
    if not check.open:
        st.html(markup.notice("没有需要处理的检查结果，可以导出送审稿。", Tone.GOOD))
        return
    st.html(f'<p class="nb-card-line">{markup.text(kinds_words(check.open))}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom", key="check-filter"):
        names = {_ALL: None} | {
            f"{severity.label}（{count}）": severity for severity, count in counts.items() if count
        }
        chosen = st.selectbox("轻重", list(names), key=f"gravity-{sum(counts.values())}")
        codes = sorted({finding.code for finding in check.open})
        code = st.selectbox(
            "哪一类",
            [_ALL, *codes],
            key="rule",
            format_func=lambda each: (
                each if each == _ALL else f"{rule_words(each)}（{same_kind(check.open, each)}）"
            ),
        )
        order = st.selectbox("顺序", (_BY_TEXT, _BY_GRAVITY), key="order", persist_state="session")
        _whole_kind(workspace_id, draft, check, None if code == _ALL else str(code))
    wanted = names.get(str(chosen))
    shown = [
        each
        for each in _ordered(check.open, by_gravity=order == _BY_GRAVITY)
        if (wanted is None or each.severity is wanted) and code in {_ALL, each.code}
    ]
    pages = max(1, -(-len(shown) // _PER_PAGE))
    at = st.pagination(pages, key=f"findings-page-{pages}") if pages > 1 else 1
    keys = _sentence_keys(draft, check)
    for number, finding in enumerate(shown[(at - 1) * _PER_PAGE : at * _PER_PAGE]):
        _card(workspace_id, draft, check, finding, f"{number}-{keys.get(id(finding), '')}")


def _ordered(findings: tuple[Finding, ...], *, by_gravity: bool) -> tuple[Finding, ...]:
    """Findings in reading order, or the grave ones first."""
    gravity = list(Severity)
    return tuple(sorted(findings, key=lambda each: gravity.index(each.severity))) if by_gravity else findings


def _sentence_keys(draft: ReportDraft, check: Checked) -> dict[int, str]:
    return {id(each): key for key, group in findings_by_sentence(draft, check.open).items() for each in group}


def _whole_kind(workspace_id: str, draft: ReportDraft, check: Checked, code: str | None) -> None:
    same = [each for each in check.open if each.code == code]
    if code is None or not same:
        return
    edits = session.may(Act.EDIT, workspace_id)
    if (
        edits
        and any(mending.mendable(draft, each) for each in same)
        and st.button(f"这一类全部改正（{len(same)}）", key="mend-kind")
    ):
        mending.mend(workspace_id, same)
        st.rerun()
    if st.button(f"这一类全部忽略（{len(same)}）", key="ignore-kind"):
        _reason(workspace_id, same, check.result.text)


def _card(workspace_id: str, draft: ReportDraft, check: Checked, finding: Finding, key: str) -> None:
    with st.container(border=True, key=f"card-finding-{key}"):
        text, buttons = st.columns([4, 1.2], vertical_alignment="center")
        text.html(finding_html(finding, check.result.text))
        with buttons:
            sentence = key.partition("-")[2]
            where = "去原文改" if session.may(Act.EDIT, workspace_id) else "看原文"
            if sentence and st.button(where, key=f"jump-{key}", width="stretch"):
                drafting.select(sentence, reveal=True)
                go("draft", workspace_id)
            edits = session.may(Act.EDIT, workspace_id)
            if (
                edits
                and mending.mendable(draft, finding)
                and st.button("直接改正", key=f"mend-{key}", width="stretch")
            ):
                mending.mend(workspace_id, [finding])
                st.rerun()
            if _ignore_button(finding, key):
                _reason(workspace_id, [finding], check.result.text)
            same = same_kind(check.open, finding.code)
            if same > 1 and st.session_state.get("rule", _ALL) == _ALL:
                st.button(
                    f"只看这一类（{same}）",
                    key=f"same-{key}",
                    type="tertiary",
                    on_click=_only,
                    args=(finding.code,),
                )


def _ignore_button(finding: Finding, key: str) -> bool:
    """The button to ignore a finding; what must be mended is not waved through at a glance."""
    if finding.severity is Severity.BLOCKER:
        return st.button("忽略", key=f"ignore-{key}", type="tertiary")
    return st.button("忽略", key=f"ignore-{key}", width="stretch")


def _only(code: str) -> None:
    """Show one kind of finding, which can then be mended or ignored at once."""
    st.session_state["rule"] = code


@st.dialog("忽略的理由")
def _reason(workspace_id: str, findings: list[Finding], text: str) -> None:
    st.html(markup.guidance(f"共 {len(findings)} 处。理由会留下来，审核的人看得到。"))
    reason = st.text_input(
        "理由", key="ignore-reason", placeholder="例如：数字出自统计年鉴，已核实", max_chars=200
    )
    if st.button("忽略", type="primary", key="confirm-ignore"):
        mending.ignore(workspace_id, findings, text, reason or "")
        st.rerun()


def _ignored(workspace_id: str, check: Checked) -> None:
    if not check.ignored:
        st.html(markup.empty_state("没有忽略过检查结果", "在检查结果里点“忽略”并写明理由，会列在这里。"))
    for number, (finding, decision) in enumerate(check.ignored):
        with st.container(border=True, key=f"card-ignored-{number}"):
            text, button = st.columns([4, 1.2], vertical_alignment="center")
            when = f"{clock(decision.decided_at)} {session.name_of(decision.decided_by)}".strip()
            line = f"理由：{decision.reason}（{when}）"
            text.html(
                finding_html(finding, check.result.text) + f'<p class="nb-card-line">{markup.text(line)}</p>'
            )
            if button.button("恢复", key=f"back-{decision.key}-{number}", width="stretch"):
                mending.take_back(workspace_id, decision)
                st.rerun()
