"""Whether a text is no annual report at all: a speech, a contract, a notice; of such a text nothing is asked."""

from __future__ import annotations

import re

from assistant.checking.checked_text import CheckedText
from assistant.checking.content_cues import han_count, heading_kinds

_LAW = re.compile("法治政府|依法行政|法治建设|法治工作|习近平法治思想|依法治[省市县区国]|行政执法|普法|学法")
_REPORTS = re.compile("报告|总结|汇报|年报|情况")
_OTHERS = re.compile(
    "(?:合同(?:书)?|协议(?:书)?|讲话(?:稿)?|发言(?:稿|提纲)?|致辞|主持词|会议纪要|通知|公告|通告|通报|决定(?:书)?|判决书|裁定书|请示|批复|函|办法|规定|细则|方案|实施意见|要点|简历|论文|说明书|招标文件|新闻稿)"
    "(?:[(（][^)）]{1,12}[)）])?$"
)
_FIRST_LINES = 6
_LONGEST_TITLE = 60
_LEAST = 2
_ENOUGH_TO_TELL = 100


def is_another_genre(checked: CheckedText) -> bool:
    """A text that hardly speaks of law-based government, or whose title names another kind of document.

    A text with a heading of a statutory content is taken for a report, whatever its title.
    """
    if checked.report.title or any(heading_kinds(s.heading) for s in checked.report.sections):
        return False
    if len(_LAW.findall(checked.text)) < _LEAST and han_count(checked.text) >= _ENOUGH_TO_TELL:
        return True
    lines = [line.strip(" \u3000#*") for line in checked.text.split("\n") if line.strip()][:_FIRST_LINES]
    titles = [line for line in lines if len(line) <= _LONGEST_TITLE]
    return any(_OTHERS.search(line) for line in titles) and not any(_REPORTS.search(line) for line in titles)
