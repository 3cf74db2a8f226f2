"""CMP: what a report says about itself, whatever its headings are called."""

from __future__ import annotations

from datetime import date

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.findings import ContentStatus
from assistant.domain.sections import SectionKind
from assistant.reading.peer_report import read_report
from tests.builders import make_source

HEAD = "青岚县水利局关于2025年度法治政府建设情况的报告\n\n县委、县政府：\n\n2025年，我局扎实推进法治政府建设。现将有关情况报告如下：\n\n"
DONE = "一、主要举措和成效\n（一）规范执法。全年检查企业35家，立案3起，罚款2万元，开展培训4次，办理许可120件，落实行政执法公示、执法全过程记录、重大执法决定法制审核制度。\n"
LACK = "二、存在的不足和原因\n（一）执法力量薄弱。主要原因是编制紧张。\n"
DUTY = "三、第一责任人履职情况\n局主要负责人主持研究法治工作3次，带头讲法1次。\n"
PLAN = "四、2026年度主要安排\n2026年，我局将加强执法培训，完善裁量基准，推进普法宣传。\n"
TAIL = "\n青岚县水利局\n\n2026年1月5日\n"


def result(*parts: str):  # type: ignore[no-untyped-def]
    context = CheckContext(families=frozenset({"CMP"}), today=date(2026, 11, 23))
    return check_report(read_report(make_source("".join(parts), "稿.md")), context)


def status(kind: SectionKind, *parts: str) -> ContentStatus:
    return next(check.status for check in result(*parts).sections if check.section is kind)


def codes(*parts: str) -> list[str]:
    return [finding.code for finding in result(*parts).findings]


def test_a_complete_report() -> None:
    assert codes(HEAD, DONE, LACK, DUTY, PLAN, TAIL) == []


def test_a_missing_content_is_named() -> None:
    found = result(HEAD, DONE, DUTY, PLAN, TAIL).findings
    assert [finding.code for finding in found] == ["CMP001"]
    assert "存在的不足和原因" in found[0].message


def test_a_heading_without_content_is_a_shell() -> None:
    hollow = "二、存在的不足和原因\n【待补充：不足】\n"
    assert status(SectionKind.SHORTCOMINGS, HEAD, DONE, hollow, DUTY, PLAN, TAIL) is ContentStatus.EMPTY


def test_shortcomings_that_name_none_are_a_shell() -> None:
    hollow = "二、存在的不足和原因\n我局各项工作总体良好。\n"
    assert status(SectionKind.SHORTCOMINGS, HEAD, DONE, hollow, DUTY, PLAN, TAIL) is ContentStatus.EMPTY


def test_shortcomings_without_cause() -> None:
    bare = "二、存在的不足\n（一）执法力量薄弱。部分执法人员能力有待提高。\n"
    assert "CMP004" in codes(HEAD, DONE, bare, DUTY, PLAN, TAIL)


def test_duty_without_anything_to_check() -> None:
    vague = "三、第一责任人履职情况\n局主要负责人高度重视法治建设，切实履行组织者、推动者和实践者职责，亲自部署、亲自过问。\n"
    assert "CMP006" in codes(HEAD, DONE, LACK, vague, PLAN, TAIL)


def test_duty_told_among_the_measures_is_merged() -> None:
    within = DONE + "（二）压实责任。局主要负责人认真履行推进法治建设第一责任人职责，主持研究法治工作3次。\n"
    assert status(SectionKind.PRINCIPAL_DUTY, HEAD, within, LACK, PLAN, TAIL) is ContentStatus.MERGED


def test_the_title_of_a_rule_is_no_report_of_duty() -> None:
    cited = DONE + "（二）学习制度。组织学习《党政主要负责人履行推进法治建设第一责任人职责规定》。\n"
    assert status(SectionKind.PRINCIPAL_DUTY, HEAD, cited, LACK, PLAN, TAIL) is ContentStatus.MISSING


def test_a_plan_that_names_no_year() -> None:
    timeless = "四、主要安排\n（一）加强执法培训，完善裁量基准。（二）推进普法宣传，丰富形式。\n"
    assert "CMP005" in codes(HEAD, DONE, LACK, DUTY, timeless, TAIL)


def test_frame_parts() -> None:
    assert codes(HEAD.replace("县委、县政府：\n\n", ""), DONE, LACK, DUTY, PLAN) == ["CMP007", "CMP008"]


def test_a_gap_is_said_once() -> None:
    hollow = "二、存在的不足和原因\n【待补充：不足】\n"
    assert "CMP002" not in codes(HEAD, DONE, hollow, DUTY, PLAN, TAIL)


def test_two_short_shortcomings_are_content() -> None:
    short = "二、存在的不足和原因\n（一）法制审核力量不足\n（二）普法形式单一\n"
    assert status(SectionKind.SHORTCOMINGS, HEAD, DONE, short, DUTY, PLAN, TAIL) is ContentStatus.PRESENT
    assert "CMP004" in codes(HEAD, DONE, short, DUTY, PLAN, TAIL)


def test_one_counted_measure_is_content() -> None:
    short = "一、主要举措和成效\n全年开展行政执法检查386家次。\n"
    assert status(SectionKind.ACHIEVEMENTS, HEAD, short, LACK, DUTY, PLAN, TAIL) is ContentStatus.PRESENT


def test_slogans_are_a_shell() -> None:
    hollow = "一、主要举措和成效\n我局高度重视，加强领导，狠抓落实，各项工作取得明显成效。\n"
    assert status(SectionKind.ACHIEVEMENTS, HEAD, hollow, LACK, DUTY, PLAN, TAIL) is ContentStatus.EMPTY


def test_measures_without_anything_to_look_up() -> None:
    vague = "一、主要举措和成效\n我局强化执法监督，规范裁量行为，畅通复议渠道，营造崇法氛围，群众对执法公信力的认可度稳步上升，营商环境不断优化。\n"
    assert "CMP011" in codes(HEAD, vague, LACK, DUTY, PLAN, TAIL)


def test_praise_is_no_shortcoming() -> None:
    praise = "二、存在的不足和原因\n一年来我局执法规范、服务高效，群众满意度大幅上升，没有发生被复议纠错和败诉的案件，各方面给予高度评价，工作经验在全市推广，队伍素质得到全面检验。\n"
    assert status(SectionKind.SHORTCOMINGS, HEAD, DONE, praise, DUTY, PLAN, TAIL) is ContentStatus.EMPTY


def test_a_heading_that_says_nothing_leaves_it_to_the_content() -> None:
    named = [part.replace(part.split("、", 1)[1].split("\n")[0], "有关情况") for part in (LACK, DUTY, PLAN)]
    found = result(HEAD, DONE, *named, TAIL)
    assert {check.status for check in found.sections[:4]} == {ContentStatus.PRESENT}


def test_a_number_before_a_year_is_a_number() -> None:
    parts = zip("一二三四", (DONE.replace("主要", "2025年主要"), LACK, DUTY, PLAN), strict=True)
    arabic = [
        part.replace(f"{sign}、", f"{number}.", 1).replace("（一）", "（1）")
        for number, (sign, part) in enumerate(parts, 1)
    ]
    assert {check.status for check in result(HEAD, *arabic, TAIL).sections[:4]} == {ContentStatus.PRESENT}


def test_of_a_part_only_that_part_is_asked() -> None:
    context = CheckContext(families=frozenset({"CMP"}), contents=frozenset({SectionKind.SHORTCOMINGS}))
    found = check_report(read_report(make_source("".join((HEAD, LACK, TAIL)), "稿.md")), context)
    assert [check.section for check in found.sections] == [SectionKind.SHORTCOMINGS]
    assert found.findings == ()


SPEECH = "在全县法治工作会议上的讲话\n同志们：\n下面讲三点意见。\n一、提高认识\n推进法治建设是长期任务，要抓好普法和学法。\n二、突出重点\n要抓好行政执法监督。\n"
CONTRACT = (
    "技术服务合同\n甲方：青岚县某某公司\n一、服务内容\n乙方提供系统维护服务。\n二、费用\n合同总金额20万元。\n"
)


def test_of_another_genre_nothing_is_asked() -> None:
    for text in (SPEECH, CONTRACT):
        assert codes(text) == ["CMP012"]
        assert {check.status for check in result(text).sections} == {ContentStatus.MISSING}


def test_a_report_without_a_title_is_a_report_all_the_same() -> None:
    assert "CMP012" not in codes(DONE, LACK, DUTY, PLAN)
    assert "CMP012" not in codes("关于报送法治政府建设情况的通知\n", DONE, LACK)
