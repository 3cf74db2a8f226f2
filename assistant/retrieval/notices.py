"""The state of the index and of the library's health, in words for users."""

from __future__ import annotations

from vectorstore.index_keeper import IndexState
from vectorstore.store import StoreHealth
from vectorstore.synced_index import Fault, IndexProblem

_INDEX_NOTICES = {
    IndexState.IN_USE: "索引正由另一个程序使用，本次改用精确检索，结果不受影响。",
    IndexState.READ_ONLY: "资料库所在位置不可写，改用精确检索，结果不受影响。",
    IndexState.DISK_FULL: "磁盘空间不足，索引没有更新，暂用精确检索。请清理磁盘后运行 nianbao peers check --repair。",
    IndexState.NEWER: "索引由更新版本的程序建立，暂用精确检索。请升级本程序，或运行 nianbao peers check --repair 重建索引。",
    IndexState.DAMAGED: "索引已损坏，暂用精确检索，资料没有丢失。请运行 nianbao peers check --repair 重建索引。",
}


def index_notice(state: IndexState) -> str:
    """What a user should know about the index; empty when it is as it should be."""
    return _INDEX_NOTICES.get(state, "")


def not_encoded_notice(count: int) -> str:
    """Passages that the present encoder has not seen."""
    return f"有 {count} 个段落尚未用当前语义模型编码，只参与字面检索。请运行 nianbao peers check --repair。"


def health_problems(found: StoreHealth) -> tuple[str, ...]:
    """What a check found that needs a repair, gravest first."""
    problems = []
    if found.database_problem:
        problems.append(
            f"数据库有损坏（{found.database_problem}）。请先备份资料库文件夹，再移走 library.sqlite 并重新添加报告。"
        )
    if found.encoder_problem:
        problems.append(
            f"语义模型不能使用（{found.encoder_problem}）。请检查 NIANBAO_ENCODER 或重新安装本程序。"
        )
    if found.index_problem is not None:
        what = _index_fault(found.index_problem)
        problems.append(f"{what}，资料没有丢失。请运行 nianbao peers check --repair 重建索引。")
    if found.not_encoded:
        problems.append(not_encoded_notice(found.not_encoded))
    return tuple(problems)


def _index_fault(problem: IndexProblem) -> str:
    if problem.fault is Fault.COUNT:
        return f"索引里有 {problem.held} 个段落，应有 {problem.wanted} 个"
    if problem.fault is Fault.LOST:
        return f"抽查的 {problem.wanted} 个段落有 {problem.wanted - problem.held} 个在索引里找不到"
    return "索引打不开"
