"""FMT for the genre: a report asks for nothing; what needs an answer goes up as a request of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.rule_book import finding_at
from assistant.domain.dates import Spans
from assistant.domain.findings import Finding
from assistant.domain.punctuation import COMMA, SENTENCE_ENDS

_GIVERS = (
    "(?:省|市|县|区|州|旗|上级|党中央|国务院|贵|领导|组织|财政|编办|编制|人社|党委|党工委|政府|人民政府)"
)
_GIFTS = "(?:予以|给予|帮助|协调|研究|尽快|统筹)*(?:解决|批准|批复|核准|核增|核定|增加|增拨|拨付|划拨|追加|安排|配备|充实|倾斜|支持|审定|审批|明确|答复|调剂)"
_WITHIN = f"[^{SENTENCE_ENDS}\\n]"
_ASKED = re.compile(
    f"(?:妥否|当否|可否|是否妥当|能否){COMMA}?(?:请|敬请|恳请|望)(?:予|及时|一并)?(?:以)?(?:批示|批复|审批|批准|审定|指示|核准|示){_WITHIN}{{0,6}}"
    "|(?:以上|上述|特此)请示|请示(?:事项)?如下|请示事项[:：]"
    f"|(?:恳请|恳求|请求|敬请|呈请|(?:(?<![^，。；：、\\n ])|(?<=为此)|(?<=因此)|(?<=特此))请){_WITHIN}{{0,12}}{_GIVERS}{_WITHIN}{{0,24}}{_GIFTS}"
    f"|(?:恳请|恳求|敬请|请求){_WITHIN}{{0,8}}{_GIFTS}{_WITHIN}{{0,10}}(?:编制|经费|资金|人员|名额|用地|装备|车辆|指标|用房|项目)"
    "|(?<![^，。；：、\\n ])(?:请|敬请|恳请|望)予以?(?:批示|批复|批准|审批|核准|解决|支持|答复)|请(?:领导|上级)?批示"
)
_NO_REQUEST = re.compile("批评指正|宝贵意见|审议|审阅|监督|申请人|原告|当事人|群众|企业|信访人|代表")


def requests_in(checked: CheckedText) -> Iterator[Finding]:
    """Find sentences that ask the addressee for a decision, posts or money."""
    titles = Spans(tuple((span.start, span.end) for span in checked.titles))
    behind = 0
    for match in _ASKED.finditer(checked.text):
        sentence = checked.sentence_at(match.start())
        if match.start() < behind:
            continue  # one sentence, one request
        before = checked.text[sentence.start : match.start()]
        if match.start() in checked.furniture or match.start() in titles or "“" in before[-1:]:
            continue
        if _NO_REQUEST.search(before + match[0]):
            continue
        behind = sentence.end
        message = "报告中夹带了请示事项，要求上级答复或解决。"
        hint = "删去；需要上级解决的事项另行文“请示”，一文一事。"
        yield finding_at("FMT008", checked.text, match.span(), message, hint)
