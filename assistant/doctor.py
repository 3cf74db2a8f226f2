"""What is installed, what is healthy, what is not, and what to do about it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from assistant.domain.network import network_trouble
from assistant.errors import AssistantError
from assistant.people import accounts_are_on
from assistant.retrieval.library import PeerLibrary
from assistant.settings import BUNDLED_ENCODER, Settings

_PACKAGES = (
    "chromadb",
    "langchain",
    "sentence-transformers",
    "streamlit",
    "torch",
    "python-docx",
    "bm25s",
    "jieba",
)


_FONTS = {
    "仿宋": ("仿宋", "FangSong", "Fandol Fang", "FandolFang"),
    "黑体": ("黑体", "SimHei", "FandolHei", "Noto Sans CJK SC", "Source Han Sans"),
    "楷体": ("楷体", "KaiTi", "FandolKai"),
    "小标宋": ("小标宋", "XiaoBiaoSong"),
}


@dataclass(frozen=True, slots=True)
class DoctorItem:
    """One thing looked at. `needed` is False for what only adds comfort."""

    name: str
    healthy: bool
    detail: str
    needed: bool = True
    remedy: str = ""


def examine(settings: Settings, library: Callable[[], PeerLibrary]) -> tuple[DoctorItem, ...]:
    """Look at everything; nothing is changed and nothing is loaded that takes long."""
    return (
        _python(),
        _packages(),
        _encoder(settings),
        _home(settings.home),
        _library(library),
        _people(settings),
        _office(),
        _fonts(),
        _model(settings),
    )


def _python() -> DoctorItem:
    version = sys.version_info
    healthy = (3, 11) <= version[:2] < (3, 14)
    return DoctorItem("Python", healthy, sys.version.split()[0], remedy="请安装 Python 3.11、3.12 或 3.13。")


def _packages() -> DoctorItem:
    missing = []
    versions = []
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            missing.append(package)
    detail = f"缺少 {'、'.join(missing)}" if missing else "，".join(versions)
    return DoctorItem("程序库", not missing, detail, remedy="请按 README 重新安装。")


def _encoder(settings: Settings) -> DoctorItem:
    if settings.encoder != BUNDLED_ENCODER:
        folder = Path(settings.encoder)
        healthy = (folder / "config.json").is_file() or (folder / "modules.json").is_file()
        remedy = "NIANBAO_ENCODER 应指向一个 sentence-transformers 模型文件夹。"
        return DoctorItem("检索模型", healthy, str(folder), remedy=remedy)
    from vectorstore.bundled_model import find_bundled_model

    folder_or_none = find_bundled_model(settings.cache / "models")
    if folder_or_none is not None:
        return DoctorItem("检索模型", healthy=True, detail=str(folder_or_none))
    remedy = "第一次添加或检索同行报告时会自动生成（约一分钟，不需要网络）。"
    return DoctorItem("检索模型", healthy=False, needed=False, detail="还没有生成", remedy=remedy)


def _home(home: Path) -> DoctorItem:
    place = home if home.exists() else home.resolve().parent
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return DoctorItem(
            "数据文件夹", healthy=False, detail=f"{home}：{error.strerror}", remedy="请换一个 --home。"
        )
    enough = free > 500 * 2**20
    detail = f"{home.resolve()}，剩余空间 {free / 2**30:.1f} GB"
    return DoctorItem("数据文件夹", enough, detail, remedy="请清理磁盘，至少留 0.5 GB。")


def _people(settings: Settings) -> DoctorItem:
    """Whether anybody has to sign in, and whether that fits with who can reach the application."""
    name = "多人使用"
    try:
        accounts = accounts_are_on(settings.home)
    except AssistantError as error:
        return DoctorItem(name, healthy=False, detail=str(error), remedy="请按提示处理账户文件。")
    network = settings.network
    trouble = network_trouble(network, accounts=accounts)
    where = network.host if network.beyond_this_machine else "只有这台电脑能打开"
    if network.beyond_this_machine and not network.encrypted:
        where += "，没有加密"
    detail = f"{'有账户，打开要登录' if accounts else '没有账户，不必登录'}；{where}"
    return DoctorItem(name, not trouble, detail, needed=bool(trouble), remedy=trouble)


def _library(library: Callable[[], PeerLibrary]) -> DoctorItem:
    try:
        opened = library()
        if not opened.exists():
            return DoctorItem("同行资料库", healthy=True, detail="还是空的")
        health = opened.health(repair=False)
        count = len(opened.summaries())
    except AssistantError as error:
        return DoctorItem(
            "同行资料库", healthy=False, detail=str(error), remedy="nianbao peers check --repair"
        )
    detail = "；".join(health.problems) or f"{count} 份报告"
    return DoctorItem("同行资料库", health.healthy, detail, remedy="nianbao peers check --repair")


def _office() -> DoctorItem:
    place = shutil.which("soffice") or shutil.which("libreoffice")
    detail = place or "没有找到 LibreOffice"
    return DoctorItem(
        "页面预览",
        place is not None,
        detail,
        needed=False,
        remedy="安装 LibreOffice 后可以在导出前预览页面；不装也能导出。",
    )


def _fonts() -> DoctorItem:
    """Whether pages look here as they will look in an office; the Word file itself only names its fonts."""
    lister = shutil.which("fc-list")
    if lister is None:
        return DoctorItem(
            "公文字体", healthy=True, needed=False, detail="这台电脑上不能查看字体，请在 Word 里核对"
        )
    try:
        listed = subprocess.run(  # noqa: S603
            [lister, ":", "family"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=20,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        listed = ""
    missing = [name for name, known in _FONTS.items() if not any(word in listed for word in known)]
    detail = f"没有找到 {'、'.join(missing)}" if missing else "仿宋、黑体、楷体、小标宋都有"
    remedy = "Word 文件不受影响，在装有这些字体的电脑上打开就是标准样式；只有本机的页面预览会用别的字体代替。"
    return DoctorItem("公文字体", not missing, detail, needed=False, remedy=remedy)


def _model(settings: Settings) -> DoctorItem:
    if not settings.model_url:
        return DoctorItem("语言模型", healthy=True, needed=False, detail="没有设置；不用模型也能起草")
    detail = f"{settings.model or '（未指定名称）'}，{settings.model_url}"
    return DoctorItem("语言模型", bool(settings.model), detail, needed=False, remedy="请设置 NIANBAO_MODEL。")
