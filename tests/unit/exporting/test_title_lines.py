from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.title_lines import CHARACTERS_PER_LINE, title_lines, width


def test_a_short_title_stays_on_its_line() -> None:
    assert title_lines("2025年度法治政府建设情况报告") == ("2025年度法治政府建设情况报告",)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("青岚县应急管理局关于2025年度法治政府建设情况的报告", "青岚县应急管理局"),
        ("云溪市市场监督管理局关于2025年度推进法治政府建设工作情况的报告", "云溪市市场监督管理局"),
        ("明川省教育厅2024年度法治政府建设年度情况报告", "明川省教育厅"),
        (
            "云溪市国防动员和人民防空办公室关于报送2023年度法治政府建设工作情况的报告",
            "云溪市国防动员和人民防空办公室",
        ),
    ],
)
def test_lines_are_whole_words_of_about_one_length(title: str, agency: str) -> None:
    lines = title_lines(title, names=(agency,))
    assert "".join(lines) == title
    assert max(map(width, lines)) <= CHARACTERS_PER_LINE
    assert max(map(width, lines)) - min(map(width, lines)) <= 8
    assert any(agency in line for line in lines)
    assert any(
        "年度" in line and line[line.index("年度") - 4 : line.index("年度")].isdigit() for line in lines
    )
    assert not any(line.startswith(("的", "和", "年", "》")) for line in lines)


@given(st.text(st.sampled_from("甲乙丙2025年度《》“”的和局"), max_size=90), st.integers(4, 20))
def test_lines_joined_are_the_title(title: str, per_line: int) -> None:
    lines = title_lines(title, names=("甲乙丙局",), per_line=per_line, segment=list)
    assert "".join(lines) == title
    assert all(lines) or title == ""
