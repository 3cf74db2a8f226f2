"""Wording by which one can tell what a heading or a sentence is about, whatever its number or place."""

from __future__ import annotations

import re
from functools import cache

from assistant.domain.punctuation import LEFT_BRACKET, RIGHT_BRACKET
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.prompt_files import read_toml

_TITLES = re.compile("《[^《》\\n]*》")
_GAPS = re.compile(f"{LEFT_BRACKET}[^{RIGHT_BRACKET}\\n]*{RIGHT_BRACKET}?")
_HAN = re.compile("[\u4e00-\u9fff]")

_HEADINGS = {
    SectionKind.PRINCIPAL_DUTY: "(?:主要领导|主要负责(?:人|同志)|一把手|党政(?:主要)?(?:领导|负责人|负责同志)).{0,10}(?:法治|依法行政|述法|述职)|述法情况|第一责任人|主要负责(?:人|同志).{0,12}(?:履|职|责)|主要领导.{0,10}(?:履|职|责)|一把手.{0,8}(?:履|职|责)"
    "|党政(?:主要|负责).{0,14}(?:履|职|责)|四个亲自|负责人.{0,4}履(?:职|行).{0,12}法治",
    SectionKind.SHORTCOMINGS: "不足|需要?(?:进一步)?(?:改进|加强|提高|提升|完善)的|不到位|(?:存在|面临|主要|突出).{0,8}(?:问题|困难)|问题(?:和|与|及|、|以及|短板|剖析|分析|原因|清单)|^问题|短板|差距|薄弱(?:环节|点|之处)?"
    "|弱项|欠缺|有待(?:改进|加强|提高)|困难(?:和|与|及|、)|制约因素",
    SectionKind.NEXT_YEAR_PLAN: "下一?(?:步|阶段|年|个年度)|明年|来年|今后|未来|后续|工作(?:打算|安排|计划|思路|谋划|设想)|主要(?:安排|打算)|打算|努力方向|安排部署"
    "|重点安排|工作展望|(?:计划|安排)$|改进(?:方向|措施|举措)|整改(?:方向|措施)|年度?.{0,16}(?:安排|打算|计划|思路|谋划|展望)",
    SectionKind.OTHER_MATTERS: "其[他它](?:需要)?(?:报告|说明|事项|情况)|其[他它].{0,8}(?:报告|说明)的",
    SectionKind.ACHIEVEMENTS: "举措|成效|措施|工作(?:开展|完成|落实|推进|进展|总体|基本)?情况|主要(?:工作|做法|成绩|任务|亮点)|工作(?:总结|回顾|亮点|成绩|举措|落实|完成|开展|进展|推进)|取得.{0,8}(?:成绩|进展)"
    "|(?:推进|建设|落实|完成|开展|进展|总体|基本|执行)情况|经验做法|年度?工作$",
}
_HEADING_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _HEADINGS.items()}

_WEAK = (
    "有待|不够|不强|不高|不足|不到位|不平衡|不均衡|不规范|不及时|不完善|不健全|不熟悉|不深入|不丰富|不紧密|不充分|不全面|不精准|不匹配|不适应|不扎实|不多|偏少|偏低|偏弱|较少|较低|较弱|较为单一"
    "|薄弱|欠缺|缺乏|缺少|滞后|参差不齐|单一|短板|差距|弱项|(?:仍|还)需|尚未|尚需|没有完全|形式化|流于形式"
)
_REMEDY = "针对|聚焦|补齐|补足|弥补|解决|改进|围绕|正视|着力|破解|整改|查找|对照|克服|消除|改变|堵塞|防止|避免|排查|化解"
_LACK = re.compile(_WEAK)
_LACK_LOOSELY = re.compile(
    "需要?(?:进一步|继续|加强|提[高升]|强化|完善|改进|深化|加快|优化)|难以|不[高强深实严牢精细够齐]|未能|[尚还]?未(?:完全|形成|建立|实现|得到|达到|充分)|较[弱差慢低少]|偏[慢弱低少软松粗]"
    "|不相称|不相匹配|断层|脱节|淡薄|忽视|缺口|空白|紧缺|紧张|不能|流于|走过场|有限|跟不上|不一致|不统一|矛盾"
)
_NAMED = re.compile("[0-9０-９](?!年)|《[^《》\n]{2,60}》")
_COUNTED_SIGNS = re.compile("[\u4e00-\u9fff0-9]")
_REMEDY_BEFORE = re.compile(f"(?:{_REMEDY})[^，。；]{{0,14}}$")
_LACK_SAID = re.compile(
    "(?:仍|还|尚|依然|也|但|主要)[^，。；]{0,8}(?:存在|有)[^。；]{0,24}(?:不足|问题|差距|短板|薄弱|困难|弱项)|存在(?:的|着|以下|一些|一定)[^，。；]{0,8}(?:不足|问题|差距|短板)"
)
_CAUSE = re.compile(
    "原因|由于|因为|源于|缘于|导致|致使|造成|影响了|受限|限于|归因|根源|究其|主要是|主要在于|在于|(?:受|因)[^，。；]{1,20}(?:影响|制约|限制|所限)|因[^，。；]{2,20}[，,]|因此|所致|一方面"
)
_PERSON = (
    "第一责任人|主要负责(?:人|同志)|主要领导|一把手|负责人带头"
    "|(?<![总支副原])书记(?!员)|(?<![副原])(?:局长|主任(?!科员)|厅长|部长|镇长|乡长|区长|市长|县长|院长|队长|站长|行长|关长)"
)
_ACT = "主持|召开|带头|亲自|研究|部署|督办|督促|讲授|授课|宣讲|听取|述法|述职|过问|协调|批示|调度|专题|出庭|旁听|点评|审定|签批|推动|统筹|纳入|总责|带队|作出|开展|履行|组织|落实|承担|扛起|扛牢|压实"
_LAW = "法治|述法|学法|依法|执法|普法|行政|法律|案件|出庭|合法性|第一责任人"
_PERSON_PATTERN, _ACT_PATTERN, _LAW_PATTERN = re.compile(_PERSON), re.compile(_ACT), re.compile(_LAW)
_ACT_IN_PERSON = re.compile(
    "主持|召开|带头|亲自|督办|讲授|授课|听取|述法|述职|过问|出庭|旁听|点评|批示|纳入|总责|带队|签批|研究|部署"
)
_OTHERS = re.compile(
    "(?:部门|单位|各级|各|下属|乡镇|镇街|镇（街道）|各镇|县（市|科室|股室|处室|企业|学校|机构)[^，。；]{0,4}$"
)
_HEADS_A_GROUP = re.compile("任[双]?组长|为组长|担任组长")
_ARRANGED = re.compile(
    "(?:组织|推动|督促|指导|开展)[^，。；]{0,24}(?:第一责任人|主要负责人|主要领导)[^，。；]{0,10}(?:述职|述法)"
)
_FUTURE_LEAD = re.compile("下一?步[，,：:]?|下一?阶段|明年|来年|今后|下一?年度|接下来|未来一|新的一年")
_FUTURE = re.compile(
    "(?:我局|我委|我厅|我办|我市|我县|我区|我镇|我街道|本局|本机关|市局|县局|区局|街道|全局)?[^，。；]{0,10}(?:将|拟|计划|力争|争取|继续|进一步|持续|着力|加大|加快|强化|深化|深入|不断|切实|健全|完善|扎实)"
)
_WILL = re.compile(
    "将(?:继续|进一步|持续|以|坚持|聚焦|围绕|着力|按照|从|重点|认真|严格|深入|全面|不断|切实|牢牢|紧紧|结合|把)"
)
_DONE = re.compile(
    "全年|今年以来|已(?:经|完成|建|办|全)|截至|累计|共(?:开展|办|检|受|查|组)|同比|荣获|获评|开展了|完成了|印发了|[0-9]+余?(?:次|件|起|家|人|场)"
)


_SAYS_NOTHING = re.compile(
    "^(?:本机关|我局)?(?:的)?(?:有关|相关|具体|基本|总体|整体|主要|其他|其余|若干|各项)?(?:工作)?(?:开展)?(?:的)?(?:有关|相关)?(?:情况|概况|事项|内容|工作|说明)(?:说明|介绍|汇报|概述)?$"
)


def heading_kinds(heading: str) -> tuple[SectionKind, ...]:
    """Which contents a heading names, in the order in which it names them; none when it would fit any of them."""
    if _SAYS_NOTHING.match(heading) and not heading.startswith("其他"):
        return ()
    hits = [
        (match.start(), kind)
        for kind, pattern in _HEADING_PATTERNS.items()
        if (match := pattern.search(heading))
    ]
    kinds = [kind for _, kind in sorted(hits, key=lambda hit: hit[0])]
    others = [kind for kind in kinds if kind is not SectionKind.ACHIEVEMENTS]
    if SectionKind.OTHER_MATTERS in others:
        return (SectionKind.OTHER_MATTERS,)
    named_done = re.search("举措|成效|工作情况|开展情况|推进情况|工作总结", heading)
    return tuple(kinds) if named_done and _names_both(heading) else tuple(others or kinds)


def _names_both(heading: str) -> bool:
    return (
        re.search(
            "举措.*(?:不足|问题|打算|安排)|成效.*(?:不足|问题|打算|安排)|情况.*(?:和|及|与|、).*(?:不足|问题|打算|安排)",
            heading,
        )
        is not None
    )


def plain_words(text: str) -> str:
    """A text without titles and placeholders: what is only cited or still missing is no content."""
    return _TITLES.sub("", _GAPS.sub("", text))


def han_count(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HAN.findall(text))


def says_lack(sentence: str) -> bool:
    """The sentence states a shortcoming, not how one is mended."""
    words = plain_words(sentence)
    if _LACK_SAID.search(words):
        return True
    return any(
        not _REMEDY_BEFORE.search(words[max(0, m.start() - 20) : m.start()]) for m in _LACK.finditer(words)
    )


def admits(sentence: str) -> bool:
    """Under a heading that promises shortcomings: the sentence names one, in whatever words."""
    words = plain_words(sentence)
    return says_lack(sentence) or any(
        not _REMEDY_BEFORE.search(words[max(0, m.start() - 20) : m.start()])
        for m in _LACK_LOOSELY.finditer(words)
    )


def substance(text: str) -> int:
    """How many characters are left of a text without titles, placeholders and the words that fit anything."""
    return len(_COUNTED_SIGNS.findall(_empty_words().sub("", plain_words(text))))


def is_concrete(text: str) -> bool:
    """The text names something: a number, a document, or a thing of one of the genre's topics."""
    return bool(_NAMED.search(text) or _things().search(plain_words(text)))


@cache
def _things() -> re.Pattern[str]:
    """What the topics are recognised by, but for the party's lead, of which anything may be said."""
    topics, vague = read_toml("topics.toml")["topics"], set(read_toml("formulas.toml")["vague_things"])
    words = {
        word
        for topic, entry in topics.items()
        if topic != Topic.PARTY_LEADERSHIP.value
        for word, weight in entry["keywords"].items()
        if weight and word not in vague
    }
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@cache
def _empty_words() -> re.Pattern[str]:
    return re.compile("|".join(read_toml("formulas.toml")["empty_words"]))


def says_cause(sentence: str) -> bool:
    """The sentence gives a cause."""
    return _CAUSE.search(plain_words(sentence)) is not None


def says_duty(sentence: str, following: str = "") -> bool:
    """The sentence, or one right behind it, says what the principal official did for the rule of law."""
    words = plain_words(sentence)
    if _ARRANGED.search(words):
        return False
    if "第一责任人" in words:
        return _ACT_IN_PERSON.search(words + plain_words(following)) is not None
    person = _PERSON_PATTERN.search(words)
    if person is None or _OTHERS.search(words[: person.start()]) or _HEADS_A_GROUP.search(words):
        return False
    return bool(_ACT_IN_PERSON.search(words, person.start()) and _LAW_PATTERN.search(words))


def acts_in_person(sentence: str) -> bool:
    """The sentence tells an act such as only a person in charge does, of nobody else."""
    words = plain_words(sentence)
    act = _ACT_IN_PERSON.search(words)
    return act is not None and not _OTHERS.search(words[: act.start()])


def touches_duty(sentence: str) -> bool:
    """The sentence at least speaks of the principal official's work."""
    words = plain_words(sentence)
    return bool(_PERSON_PATTERN.search(words) or _ACT_IN_PERSON.search(words)) and bool(
        _ACT_PATTERN.search(words)
    )


def opens_plan(sentence: str, next_year: int | None) -> bool:
    """The sentence turns to what comes next."""
    words = plain_words(sentence)
    if _FUTURE_LEAD.match(words.lstrip("　 ")):
        return True
    return bool(next_year and words.lstrip("　 ").startswith(str(next_year))) or bool(
        _WILL.search(words) and (_FUTURE_LEAD.search(words) or (next_year and str(next_year) in words))
    )


def says_done(sentence: str) -> bool:
    """The sentence tells what was done, or counts it."""
    return _DONE.search(plain_words(sentence)) is not None


def says_plan(sentence: str, next_year: int | None) -> bool:
    """The sentence says what will be done, not what was done."""
    words = plain_words(sentence)
    if opens_plan(sentence, next_year):
        return True
    return bool(_FUTURE.match(words.strip("　 "))) and not _DONE.search(words)
