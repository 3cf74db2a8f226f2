"""TRM, PUN, REP, CON, ARI, ENC on seeded errors of the kinds the rules name; silence on clean paragraphs; ablation of every family."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from assistant.checking.registry import FAMILIES, CheckContext, PeerFacts, check_report
from assistant.domain.findings import Severity
from tests.builders import make_report, make_source
from tests.quality.check_sets import (
    CORPUS,
    YEARLY_DATA,
    agency_year,
    clean_drafts,
    findings,
    plain_draft,
    report,
)
from tests.quality.language_slips import RIGHT, WRONG

SEED = 2_026
LEAD = "（一）规范执法。全年检查企业35家。\n"
Change = Callable[[str, random.Random], str | None]


def _swap(old: str, new: str) -> Change:
    return lambda text, _: text.replace(old, new, 1) if old in text else None


def _after_stop(sentence: str) -> Change:
    """A sentence put behind some full stop of the body."""

    def change(text: str, rng: random.Random) -> str:
        stops = [match.end() for match in re.finditer("。(?=[^\n])", text)]
        at = rng.choice(stops) if stops else len(text)
        return text[:at] + sentence + text[at:]

    return change


def _both(one: str, other: str) -> Change:
    """Two sentences, each somewhere."""
    return lambda text, rng: _after_stop(other)(_after_stop(one)(text, rng) or text, rng)


def _double(pattern: str) -> Change:
    def change(text: str, rng: random.Random) -> str | None:
        matches = list(re.finditer(pattern, text))
        if not matches:
            return None
        match = rng.choice(matches)
        return text[: match.end()] + match[0] + text[match.end() :]

    return change


def _drop(sign: str) -> Change:
    def change(text: str, rng: random.Random) -> str | None:
        places = [match.start() for match in re.finditer(re.escape(sign), text)]
        if not places:
            return None
        at = rng.choice(places)
        return text[:at] + text[at + len(sign) :]

    return change


ERRORS: dict[str, list[Change]] = {
    "TRM": [
        _swap("重大执法决定法制审核", "重大执法决定法治审核"),
        _swap("公众参与、专家论证", "群众参与、专家论证"),
        _swap("专家论证、风险评估", "专家论证、风险性评估"),
        _swap("风险评估、合法性审查", "风险评估、合法性审核"),
        _swap("风险评估和合法性审查", "风险性评估和合法性审查"),
        _swap("理论学习中心组", "理论中心组"),
        _swap("二十届历次全会", "二十届历届全会"),
        _swap("执法全过程记录", "执法过程全记录"),
        _swap("法治宣传", "法制宣传"),
        _swap("习近平法治思想", "习近平法制思想"),
        _swap("法治讲座", "法制讲座"),
        _after_stop("组织学习《突发事件法》和有关规定。"),
        _after_stop("推荐法治政府建设各项任务落实。"),
        _after_stop("聚集重点任务抓好落实。"),
        _after_stop("落实“谁执法谁宣传”责任制。"),
        _after_stop("推行“双随机、一公示”监管。"),
        _after_stop("对照《中华人民共和国安全生产管法》开展自查。"),
    ],
    "PUN": [
        _drop("》"),
        _drop("”"),
        _drop("《"),
        _drop("（"),
        _double("，"),
        _double("。"),
        _swap("、", "、，"),
        _swap("。", "。；"),
        _after_stop("完成率提高5-10%左右。"),
        _after_stop("印发《关于转发《某某办法》的通知》。"),
    ],
    "REP": [
        _double("[\u4e00-\u9fff]{3}(?=[，。、])"),
        _double("(?<=。)[^。\n]{18,40}。"),
        _double("(?<=，)[\u4e00-\u9fff]{9,20}，"),
        _double("(?<=[，；])[\u4e00-\u9fff]{3,8}[0-9]+[件起次项份]，"),
        _after_stop("切实提高了了工作水平。"),
    ],
    "ENC": [
        _after_stop("落实《法治建设规划（20212025年）》。"),
        _after_stop("推进\ufffd\ufffd工作落实。"),
        _after_stop("完成&nbsp;各项任务。"),
        _after_stop("录入6513021896.5万件物资信息。"),
        _after_stop("贯彻习近平时代中国特色社会主义思想。"),
        _after_stop("落实<br/>有关要求。"),
    ],
    "ARI": [
        _after_stop("全年开展演练96场，其中：综合演练7场，桌面推演5场，实战演练85场。"),
        _after_stop("全年排查问题120项，整改90项，整改率85%。"),
        _after_stop("受理申请300件，办结298件，按时办结率100%。"),
        _after_stop("办理时限由20个工作日压缩到10个工作日，压缩60%。"),
        _after_stop("考试合格率105%。"),
        _after_stop("培训46人，分为执法人员20人、法制人员16人。"),
        _after_stop("检查企业200家，上年同期160家，同比增长30%。"),
        _after_stop("罚款由10万元增加到15万元，增加6万元。"),
        _after_stop("满意率由88.9%提高到93.5%，提高4.7个百分点。"),
        _after_stop("全年检查120家，比上年增加20家，增长10%。"),
        _after_stop("制定文件3件、修订文件2件、废止文件4件，共计10件。"),
    ],
    "CON": [
        _both("开展专项督导检查活动26次。", "开展专项督导检查活动31次。"),
        _both("制定《某市行业信用监督管理暂行规定》。", "落实《某市行业信用监督管理暂行规则》。"),
        _both("全年立案77起。", "立案77例，全部办结。"),
    ],
    "FMT": [
        _swap("（三）", "（四）"),
        _swap("二是", "三是"),
        _after_stop("于2024年03月05日印发。"),
        _after_stop("落实国办发[2018]118号文件要求。"),
    ],
    "SEC": [
        _after_stop("推进\u200b工作落实。"),
        _after_stop("联系人电话13800000000。"),
        _after_stop("推进\u202e工作落实。"),
    ],
    "PLC": [
        _after_stop("【待补充：数据】"),
        _after_stop("全年开展检查XX次。"),
        _after_stop("完成____项任务。"),
    ],
}


@pytest.mark.parametrize("family", sorted(ERRORS))
def test_seeded_errors_are_found(family: str) -> None:
    rng, tried, missed = random.Random(SEED), Counter[str](), []
    clean = [text for _, text in clean_drafts()] + [path.read_text("utf-8") for path in CORPUS]
    structured = family == "FMT"
    for text in clean:
        before = Counter((f.code, f.quote) for f in findings(text, family, structured=structured))
        for change in ERRORS[family]:
            changed = change(text, rng)
            if changed is None or changed == text:
                continue
            tried[family] += 1
            after = Counter((f.code, f.quote) for f in findings(changed, family, structured=structured))
            if not after - before:
                missed.append(_difference(text, changed))
    assert tried[family] >= 20
    assert len(missed) <= 0.1 * tried[family], "\n".join(missed)


def _difference(text: str, changed: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(text, changed, strict=False)) if a != b), 0)
    return changed[max(0, at - 25) : at + 45].replace("\n", "/")


@pytest.mark.parametrize("family", sorted(WRONG))
def test_slips_of_a_sentence_are_found(family: str) -> None:
    missed = [text for text in WRONG[family] if not findings(f"{LEAD}{text}", family)]
    assert len(missed) <= 0.2 * len(WRONG[family]), "\n".join(missed)


def test_sentences_that_only_look_wrong() -> None:
    flagged = [text for family, texts in RIGHT.items() for text in texts if findings(f"{LEAD}{text}", family)]
    assert len(flagged) <= 0.05 * sum(map(len, RIGHT.values())), "\n".join(flagged)


def test_clean_texts_are_left_alone() -> None:
    """Of all families together, apart from notes, nothing on drafts that are right."""
    wrong = []
    for path in CORPUS:
        found = check_report(report(path.read_text("utf-8")), CheckContext()).findings
        wrong += [(path.stem, f.code, f.quote) for f in found if f.severity is not Severity.NOTE]
    for year, text in clean_drafts():
        found = check_report(report(text), CheckContext(year=year)).findings
        wrong += [
            (year.agency.name, f.code, f.quote)
            for f in found
            if f.severity is not Severity.NOTE and f.family != "PLC"
        ]
    assert wrong == []


def _cases() -> dict[str, tuple[str, CheckContext]]:
    """A text that only its family finds wrong."""
    year = agency_year(YEARLY_DATA[1])
    text = plain_draft(YEARLY_DATA[1])
    other = make_report(
        "邻县矿山安全监测中心印发《邻县尾矿库管理办法》。",
        "邻县.txt",
        agency="邻县应急管理局",
        region=("明川省", "邻县"),
    )
    twin = make_report(
        text,
        "邻县.txt",
        agency="邻县应急管理局",
        region=("明川省", "邻县"),
        source=make_source(text + "。", "邻县.txt"),
    )
    at = text.index("（二）")
    return {
        "CMP": (text[: text.index("二、")] + text[text.index("三、") :], CheckContext(year=year)),
        "NUM": (text.replace("386家次", "387家次"), CheckContext(year=year)),
        "PEER": (
            text[:at] + "学习《邻县尾矿库管理办法》。" + text[at:],
            CheckContext(year=year, peers=PeerFacts.of([other])),
        ),
        "YEAR": (text.replace("2025", "2024", 1), CheckContext(year=year)),
        "SIM": (text, CheckContext(year=year, peers=PeerFacts.of([twin]))),
        "CON": (
            text[:at] + "开展专项督导检查活动26次。\n开展专项督导检查活动31次。" + text[at:],
            CheckContext(),
        ),
        "ARI": (text[:at] + "演练9场，其中综合演练7场、桌面推演5场。" + text[at:], CheckContext()),
        "PLC": (text[:at] + "【待补充：数据】" + text[at:], CheckContext()),
        "REP": (text[:at] + "进一步进一步提高水平。" + text[at:], CheckContext()),
        "TRM": (text.replace("公众参与", "群众参与"), CheckContext()),
        "PUN": (text.replace("》", "", 1), CheckContext()),
        "FMT": (text.replace("（三）", "（四）", 1), CheckContext()),
        "ENC": (text[:at] + "推进\ufffd工作。" + text[at:], CheckContext()),
        "SEC": (text[:at] + "推进\u200b工作。" + text[at:], CheckContext()),
        "SRC": (text[:at] + "荣获全国应急管理系统先进集体称号。" + text[at:], CheckContext(year=year)),
    }


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_without_its_family_the_case_goes_unseen(family: str) -> None:
    text, context = _cases()[family]
    everything = check_report(report(text), context).findings
    others = CheckContext(context.year, context.peers, None, frozenset(FAMILIES) - {family}, context.today)
    without = check_report(report(text), others).findings
    assert family in {finding.family for finding in everything}
    assert family not in {finding.family for finding in without}
    assert len(without) < len(everything)
