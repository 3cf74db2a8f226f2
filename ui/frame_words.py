"""The English words that Streamlit has no setting for, and ours. A word that a later version changes stays English."""

from __future__ import annotations

HTML = (
    ('<html lang="en">', '<html lang="zh-CN">'),
    ("<title>Streamlit</title>", "<title>年报助手</title>"),
    ("You need to enable JavaScript to run this app.", "请在浏览器中启用 JavaScript。"),
)

_STOPPED = "年报助手已停止运行。请重新启动它（nianbao ui），再刷新本页；已经保存的内容都在。"

# By the beginning of the script's name; each stands there as a whole literal between backquotes.
SCRIPTS = {
    "index.": {
        "Skip to main content": "跳到正文",
        "Connection error": "连接中断",
        "Streamlit server is not responding. Are you connected to the internet?": _STOPPED,
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": _STOPPED,
        "Connection lost. Please wait for the app to reconnect, then try again.": "连接暂时中断，请稍候再试。",
        "Please wait...": "请稍候…",
        "Page not found": "没有这个页面",
        "The page that you have requested does not seem to exist": "地址里的页面不存在",
        "${t}. Running the app's main page.": "${t}，已回到首页。",
    },
    "FileUploader.": {
        "Upload": "选择文件",
        "Add files": "再加文件",
        "Drag and drop a file here": "或把文件拖到这里",
        "Drag and drop files here": "或把文件拖到这里",
        "${e.type} files are not allowed.": "不支持这种文件。",
    },
    "utils.": {
        "file upload": "选择文件",
        "Choose an option": "请选择",
        "Choose options": "请选择",
    },
    "Selectbox.": {"No results": "没有符合的", "Clear value": "清除"},
    "Multiselect.": {"No results": "没有符合的"},
    "StreamlitMarkdown.": {"Link to heading": "本节链接"},
    "DataFrame.": {
        "Sort ascending": "从小到大",
        "Sort descending": "从大到小",
        "Autosize": "合适的列宽",
        "Pin column": "固定这一列",
        "Unpin column": "不再固定",
        "Hide column": "隐藏这一列",
        "Copy column name": "复制列名",
        "Add row": "加一行",
        "Delete row(s)": "删除所选行",
        "Type to search": "输入以查找",
        "No data": "没有数据",
        "No options": "没有选项",
        "Select all": "全选",
        "Statistics": "统计",
        "Loading...": "正在载入…",
    },
}


def words_of(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """What is exchanged in the answer to a path; nothing for most."""
    name = path.rsplit("/", 1)[-1]
    if name.endswith(".js") and path.startswith("/static/js/"):
        table = next((words for start, words in SCRIPTS.items() if name.startswith(start)), {})
        return tuple((f"`{english}`".encode(), f"`{chinese}`".encode()) for english, chinese in table.items())
    if "." not in name and not path.startswith("/_stcore"):
        return tuple((english.encode(), chinese.encode()) for english, chinese in HTML)
    return ()
