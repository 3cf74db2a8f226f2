"""The commands as a user types them, on real files with the real model: results, messages, exit statuses."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from assistant.cli.main import _run
from tests.conftest import EXAMPLE_DATA, SEED_REPORTS

DONE, MENDABLE, USAGE, BLOCKERS = 0, 1, 2, 3


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


Command = Callable[..., Result]


@pytest.fixture
def command(home: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: str | Path, use_home: Path | None = None) -> Result:
        capfd.readouterr()
        status = _run([*map(str, arguments), "--home", str(use_home or home)])
        captured = capfd.readouterr()
        return Result(status, captured.out, captured.err)

    return run


def assert_told(result: Result, *words: str) -> None:
    """A mistake is told in Chinese on standard error, without a traceback."""
    assert result.status == MENDABLE, result
    assert "Traceback" not in result.err
    assert re.search(r"[\u4e00-\u9fff]{4}", result.err)
    for word in words:
        assert word in result.err


@pytest.mark.model
def test_the_whole_way(command: Command, tmp_path: Path) -> None:
    added = command("peers", "add", SEED_REPORTS, "--json")
    assert added.status == DONE
    assert [row["status"] for row in added.json["files"]] == ["added"] * 5
    again = command("peers", "add", SEED_REPORTS, "--json")
    assert {row["status"] for row in again.json["files"]} == {"present"}
    assert len(command("peers", "list", "--json").json["reports"]) == 5

    matches = command(
        "peers", "search", "行政处罚案卷评查", "--topic", "law_enforcement", "-k", "5", "--json"
    ).json["matches"]
    assert matches
    assert all("law_enforcement" in match["topics"] for match in matches)
    without = command("peers", "search", "行政处罚", "--exclude-agency", matches[0]["agency"], "--json").json[
        "matches"
    ]
    assert matches[0]["agency"] not in {match["agency"] for match in without}

    draft = tmp_path / "报告.json"
    drafted = command("draft", EXAMPLE_DATA, "-o", draft, "--trace", tmp_path / "出处.md")
    assert drafted.status in {DONE, BLOCKERS}
    document = json.loads(draft.read_text("utf-8"))
    assert [section["section"] for section in document["sections"]] == [
        "achievements",
        "shortcomings",
        "principal_duty",
        "next_year_plan",
    ]
    word = tmp_path / "报告.docx"
    assert command("export", draft, "-o", word).status == DONE
    text = "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert "罚款158.4万元" in text

    checked = command("check", word, "--data", EXAMPLE_DATA, "-o", tmp_path / "批注.docx", "--json")
    families = {finding["code"].rstrip("0123456789") for finding in checked.json["files"][0]["findings"]}
    assert not families & {"NUM", "PEER", "YEAR"}
    assert (tmp_path / "批注.docx").is_file()
    assert command("peers", "check").status == DONE
    removed = command("peers", "remove", command("peers", "list", "--json").json["reports"][0]["id"])
    assert removed.status == DONE
    assert len(command("peers", "list", "--json").json["reports"]) == 4


def test_one_section_is_asked_for_itself_only(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "不足.json"
    drafted = command("draft", EXAMPLE_DATA, "-o", out, "--section", "shortcomings", "--json")
    assert drafted.status == DONE
    assert [section["section"] for section in drafted.json["sections"]] == ["shortcomings"]
    assert drafted.json["state"] == "讨论稿"
    assert not [finding for finding in drafted.json["findings"] if finding["code"] == "CMP001"]


def test_reading_gives_the_promised_fields(command: Command) -> None:
    report = command("read", SEED_REPORTS / "zaozhuang-2023.txt", "--json").json["reports"][0]
    assert report["year"] == 2023
    assert report["document_number"] == "枣应急发〔2023〕56号"
    assert report["signer"] == "杜飞廉"
    source = report["source_text"]
    first = report["sections"][0]
    assert source[first["start"] : first["end"]].lstrip("# ").startswith("一、")


def test_a_changed_number_is_found(command: Command, tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    command("draft", EXAMPLE_DATA, "-o", draft)
    changed = draft.read_text("utf-8").replace("158.4", "185.4")
    draft.write_text(changed, encoding="utf-8")
    result = command("check", draft, "--data", EXAMPLE_DATA, "--json")
    assert result.status == BLOCKERS
    findings = result.json["files"][0]["findings"]
    assert any(finding["code"].startswith("NUM") and "185.4" in finding["quote"] for finding in findings)


def test_one_bad_file_does_not_stop_the_others(command: Command, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    result = command("read", empty, SEED_REPORTS / "daxing-2024.txt", "--json")
    assert result.status == MENDABLE
    assert len(result.json["reports"]) == 1
    assert "空.txt" in result.json["errors"][0]["file"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空文件.txt", b""),
        ("二进制.txt", bytes(range(256)) * 64),
        ("损坏.docx", b"PK\x03\x04" + b"\x00" * 400),
        ("扫描.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("旧版.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ],
)
def test_bad_files_are_told_with_a_way_out(command: Command, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert_told(command("read", path), name)
    assert_told(command("check", path), name)


def test_a_missing_file_and_folder(command: Command, tmp_path: Path) -> None:
    assert_told(command("read", tmp_path / "没有.txt"), "没有.txt")
    assert_told(command("draft", EXAMPLE_DATA, "-o", tmp_path / "没有的文件夹" / "a.docx"), "没有的文件夹")
    assert_told(command("draft", EXAMPLE_DATA, "-o", tmp_path / "a.pdf"), ".docx")


def test_gb18030_is_read(command: Command, tmp_path: Path) -> None:
    text = (SEED_REPORTS / "daxing-2024.txt").read_text("utf-8")
    path = tmp_path / "大兴.txt"
    path.write_bytes(text.encode("gb18030"))
    report = command("read", path, "--json").json["reports"][0]
    assert report["year"] == 2024
    assert len(report["sections"]) == 4


def test_all_mistakes_of_a_data_file_at_once(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "数据.yaml"
    path.write_text(
        "year: 25\n"
        "agency: {name: '', kind: 应急管理, level: 区县}\n"
        "document: {date: 2026-13-45}\n"
        "indicators:\n"
        "  - {name: 立案, value: 37件, unit: 起}\n"
        "  - {name: 罚款, value: -3, unit: 万元}\n"
        "  - {name: 检查, unit: 次, topic: foo}\n"
        "initiatives: 无\n",
        encoding="utf-8",
    )
    result = command("data", "check", path)
    assert_told(
        result,
        "year",
        "agency.name",
        "agency.level",
        "document.date",
        "indicators[0].value",
        "indicators[1].value",
    )
    assert_told(result, "indicators[2].value", "indicators[2].topic", "initiatives", "37件")


def test_wrong_usage_is_told_in_chinese(command: Command) -> None:
    result = command("read")
    assert result.status == USAGE
    assert "缺少必需的参数" in result.err
    assert command("peers", "search", "x", "--topic", "nonsense").status == USAGE


def test_a_read_only_home(command: Command, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/nianbao-home")  # root writes anywhere but here
    else:
        target = tmp_path / "只读"
        target.mkdir()
        target.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = command("peers", "add", SEED_REPORTS / "daxing-2024.txt", use_home=target)
    assert_told(result, target.name)


def test_an_existing_draft_survives_a_failed_write(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    assert command("draft", EXAMPLE_DATA, "-o", out).status in {DONE, BLOCKERS}
    before = out.read_bytes()
    bad = tmp_path / "坏.yaml"
    bad.write_text("year: x\n", encoding="utf-8")
    assert_told(command("draft", bad, "-o", out))
    assert out.read_bytes() == before


def test_the_same_data_give_the_same_bytes(command: Command, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        command("draft", EXAMPLE_DATA, "-o", tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_doctor_names_what_it_looked_at(command: Command) -> None:
    result = command("doctor", "--json")
    assert {"Python", "程序库", "检索模型", "数据文件夹", "同行资料库", "页面预览", "公文字体"} <= {
        item["name"] for item in result.json["items"]
    }


def test_the_form_is_written_and_read_back(command: Command, tmp_path: Path) -> None:
    form = tmp_path / "填报表.xlsx"
    assert command("data", "template", form).status == DONE
    result = command("data", "check", form)
    assert_told(result)
    assert "!" in result.err, "places are sheet and cell"
