"""`nianbao doctor`: what is installed, what is healthy, what is not."""

from __future__ import annotations

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app


def doctor(home: HomeOption = None, json: JsonOption = False) -> None:
    """查看程序、本地模型、资料库和所需软件的状态。"""
    items = open_app(home).doctor()
    broken = any(item.needed and not item.healthy for item in items)
    if json:
        rows = [
            {
                "name": item.name,
                "healthy": item.healthy,
                "needed": item.needed,
                "detail": item.detail,
                "remedy": item.remedy,
            }
            for item in items
        ]
        console.write_json({"healthy": not broken, "items": rows})
    else:
        for item in items:
            mark = "正常" if item.healthy else ("异常" if item.needed else "未装")
            remedy = f"  办法：{item.remedy}" if item.remedy and not item.healthy else ""
            console.say(f"{mark}  {item.name}：{item.detail}{remedy}")
    leave(Exit.MENDABLE if broken else Exit.DONE)
