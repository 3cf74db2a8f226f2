"""How numbers with units are written: the units known everywhere, those of one agency's data, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain.numerals import HAN_NUMERAL_SIGNS, SCALES
from assistant.domain.punctuation import COMMA, FULLWIDTH_PERCENT
from assistant.domain.set_numbers import set_number_pattern, words

_COUNT_UNITS = words(
    "次 期 期次 件 件次 起 例 宗 场 场次 人次 家 家次 户 户次 名 人 位 份 本 部 项 项次 条 条次 支 个 个次 处 处次 篇 篇次 册 卷 宗次 套 台 微克/立方米 毫克/立方米 毫克/升 分贝 路 辆 辆次 架次 所次 校次 店次 点次 处次 艘 架 枚 张 块 座 所 间 栋 幢 "
    "批 批次 班次 班 课时 学时 公里 千米 平方公里 平方千米 平方米 立方米 万方 米 亩 公顷 吨 公斤 千克 克 度 倍 分 点 类 种 款 组 队 堂 节 讲 轮 遍 步 字 门 国 省 市 县 区 镇 乡 街道 "
    "番 村 社区 校 岗 站 头 只 羽 株 棵 面 道 单 案 课 版 集 档 窗口 企业 单位 部门 万次 点位 台套 台次 车次 艘次 航次 人天 页 枝 根 桶 箱 袋 瓶 盏 口 眼 孔 幅 帧 首 榜 环 层 级 号线 条款 "
    "人·次 人•次"
)
HAN_UNITS = words(
    "次 期 期次 件 起 例 宗 场 场次 人次 家 家次 户 户次 名 人 位 份 本 部 项 项次 条 条次 支 个 处 篇 册 卷 套 台 辆 艘 架 张 座 所 间 栋 批 批次 件次 辆次 台次 台套 处次 篇次 个次 车次 校次 店次 点次 架次 人天 枚 只 头 班次 课时 学时 公里 平方公里 平方米 亩 吨 倍 堂 节 讲 番 "
    "小时 工作日 天 个月 个工作日 元 万元"
)
DURATION_UNITS = words("小时 分钟 秒 天 日 周 个月 月 年 个工作日 工作日 个小时 个季度 季度 周年 个自然日 岁")
MONEY_UNITS = ("元", "元人民币", "美元", "元整")
_LATIN_UNITS = words("km² km2 ㎢ km ㎡ ㎥ m³ m² m2 m3 mm cm kg kW MW GB TB MB MHz kV")
GAP = r"[ \u3000]{0,2}"
DIGITS = "[0-9０-９]"
SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = (
    f"{DIGITS}{{1,3}}(?:[,{COMMA}]{DIGITS}{{3}})+(?!{DIGITS})(?:[.．]{DIGITS}+)?|{DIGITS}+(?:[.．]{DIGITS}+)?"
)
_PERCENT = f"%|{FULLWIDTH_PERCENT}|﹪|‰|个?百分点|个(?=(?:、|和|与|及)[0-9０-９.．]{{1,8}}个百分点)"
_NOT_A_UNIT = (
    "(?:部(?=[委门分队署长级属])|条(?=例)|成(?=立|为|功|员|果|效|熟|长|本|品|绩|都|套)|分(?=[别类级为析管工布])|点(?=[多名对评赞位子])"
    "|级(?=[以联响])|家(?=庭|园|具(?![有备体])|电)|人(?=才|民|大|均|员|口)|户(?=外|籍)|起(?=[来草到步诉用止])|名(?=称|单|录|列)"
    "|场(?=[所景馆地])|项(?=目)|期(?=间|限|待|末)|件(?=事)|班(?=子|组)|站(?=式|点)|区(?=县|域|级)|市(?=[级直])|县(?=[级直])"
    "|省(?=级)|乡(?=镇)|村(?=[级民居])|单(?=位)|案(?=件)|课(?=题)|号(?=[令楼])|处(?=[置理罚分室])|组(?=织|长)|队(?=伍|员)|步(?=骤)|面(?=对|向)"
    "|环(?=节|境)|层(?=级|面)|口(?=径)|道(?=路)|字(?=号)|首(?=问)|路(?=[径线由灯段网桥面政口况]))"
)
COMMON_UNITS = frozenset({*_COUNT_UNITS, *DURATION_UNITS, *MONEY_UNITS, *_LATIN_UNITS})

TOKEN = re.compile(
    f"(?P<skip>{set_number_pattern()})"
    f"|(?P<percent>[百千万]分之(?P<of>[{HAN_NUMERAL_SIGNS}点]+|{_NUMBER}))"
    f"|(?P<part>(?P<whole>[{HAN_NUMERAL_SIGNS}]+)分之(?P<share>[{HAN_NUMERAL_SIGNS}]+))"
    f"|(?P<number>{_NUMBER})"
    f"|(?P<han>[{HAN_NUMERAL_SIGNS}](?:[{HAN_NUMERAL_SIGNS}点]*[{HAN_NUMERAL_SIGNS}])?)"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand behind a number: `tail` reads scale, unit and what else; `han_units` follow Chinese numerals too."""

    tail: re.Pattern[str]
    han_units: frozenset[str]


@lru_cache(maxsize=32)
def grammar_with(own_units: frozenset[str]) -> Grammar:
    """The patterns for a text, with the units that one agency's data use besides the common ones."""
    units = sorted({*COMMON_UNITS, *own_units}, key=lambda unit: (-len(unit), unit))
    tail = re.compile(
        f"{GAP}(?P<some>余|多|来|几)?{GAP}(?:(?P<percent>{_PERCENT})|(?P<scale>{SCALE})?(?P<some2>余|多|来)?{GAP}"
        f"(?:(?P<tenth>成(?![立为功员果效熟长本品绩都套人]))|(?!{_NOT_A_UNIT})(?P<unit>{'|'.join(map(re.escape, units))}))?"
        f"(?P<bracket>[(（][台套件次个人项户家本份处起名场批宗张、/]{{1,3}}[)）])?)"
        "(?P<above>(?:以上|以下|左右|上下|有余|还多|多(?![\u4e00-\u9fff]))?)"
    )
    return Grammar(tail, frozenset({*HAN_UNITS, *own_units, "日"}))


def units_worth_knowing(units: Collection[str]) -> frozenset[str]:
    """Those units of yearly data that can stand behind a number: words or signs, no digits, not too long."""
    return frozenset(unit for unit in units if _UNIT.fullmatch(unit))


_UNIT = re.compile("[\u4e00-\u9fffA-Za-z²³/·•℃]{1,8}")
