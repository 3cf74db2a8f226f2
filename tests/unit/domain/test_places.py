"""The administrative tree and the names in it."""

import pytest

from assistant.domain.places import COUNTY, PROVINCE, TOWNSHIP, PlaceTree, short_name
from assistant.prompt_files import read_places

TEXT = "# 注释\n明川省\n\t云溪市\n\t\t青岚县\t东溪镇 西山乡\n\t\t河东区\n\t-\n\t\t直管市\n北川省\n\t河东市\n"


@pytest.fixture(scope="module")
def tree() -> PlaceTree:
    return PlaceTree.parse(TEXT)


def test_a_place_knows_what_lies_above(tree: PlaceTree) -> None:
    (town,) = tree.named("东溪镇")
    assert town.level == TOWNSHIP
    assert town.chain == ("明川省", "云溪市", "青岚县", "东溪镇")


def test_a_level_without_a_name_is_passed_over(tree: PlaceTree) -> None:
    (county,) = tree.named("直管市")
    assert county.level == COUNTY
    assert county.chain == ("明川省", "直管市")


def test_a_region_leads_to_its_lowest_place(tree: PlaceTree) -> None:
    place = tree.along(("明川省", "云溪市", "虚构开发区", "河东区"))
    assert place is not None
    assert place.chain == ("明川省", "云溪市", "河东区")


def test_short_names_are_shared(tree: PlaceTree) -> None:
    assert {place.name for place in tree.by_short_name["河东"]} == {"河东区", "河东市"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("青岚县", "青岚"),
        ("广西壮族自治区", "广西"),
        ("恩施土家族苗族自治州", "恩施"),
        ("香港特别行政区", "香港"),
        ("大兴安岭地区", "大兴安岭"),
        ("沙县", "沙县"),
        ("东溪镇", "东溪镇"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


def test_the_bundled_list_is_whole() -> None:
    tree = read_places()
    assert len([place for place in tree.places if place.level == PROVINCE]) == 34
    assert len([place for place in tree.places if place.level == COUNTY]) > 2_800
    assert len([place for place in tree.places if place.level == TOWNSHIP]) > 35_000
    assert {"济南市", "朝阳区", "东华门街道", "神农架林区", "东莞市"} <= set(tree.by_name)
