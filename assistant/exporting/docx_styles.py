"""Word styles, fonts and settings of an official document (GB/T 9704-2012). Lengths in twips: 20 to a point."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.exporting.docx_text import xml_text
from assistant.exporting.profile import FontSet

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1588, 1474  # 37, 35, 28, 26 mm: a type area of 156 x 225 mm
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEADER, FOOTER = 850, 1304  # 15 and 23 mm: the page number stands 7 mm under the type area
PITCH = 579  # 225 mm / 22 lines, rounded down: 580 leaves room for 21 lines only
CHARACTER = 320  # third size (三号), 16 pt
# 28 characters of 16 pt are wider than 156 mm; a quarter point less each, and 28 fit.
ADVANCE = CHARACTER - 5
TIGHTER = f'<w:spacing w:val="{ADVANCE - CHARACTER}"/>'
RED = "FF0000"

_EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{PITCH}" w:lineRule="exact"/>'
# Without it LibreOffice 7 drops punctuation at the ends of justified lines.
_PUNCTUATION = '<w:overflowPunct w:val="1"/>'
_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'


def exact(line: int, before: int = 0) -> str:
    """Spacing of a line of fixed height."""
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def fonts(name: str) -> str:
    """One face for every script; with the hint, quotation marks and dashes are Chinese ones."""
    face = xml_text(name)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
    )


def size(half_points: int) -> str:
    """A type size."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


@dataclass(frozen=True, slots=True)
class _Style:
    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"

    def xml(self) -> str:
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        based = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else ""
        own = ' w:customStyle="1"' if not self.name.isascii() else ""
        default = ' w:default="1"' if self.id in {"Normal", "DefaultParagraphFont"} else own
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        run = f"<w:rPr>{self.run}</w:rPr>" if self.run else ""
        return (
            f'<w:style w:type="{self.kind}" w:styleId="{self.id}"{default}><w:name w:val="{self.name}"/>'
            f"{based}{following}<w:qFormat/>{paragraph}{run}</w:style>"
        )


def _styles(names: FontSet) -> tuple[_Style, ...]:
    heading = f"<w:keepNext/>{_PUNCTUATION}{_EXACT}{_INDENT}"
    bold = "<w:b/><w:bCs/>" if names.title_bold else ""
    centred = '<w:jc w:val="center"/>'
    off_grid = '<w:snapToGrid w:val="0"/>'
    mark = f'<w:color w:val="{RED}"/>'
    return (
        _Style(
            "Normal",
            "Normal",
            f'<w:widowControl w:val="0"/>{_PUNCTUATION}{_EXACT}<w:jc w:val="both"/>',
            fonts(names.fangsong) + TIGHTER + size(32),
            based_on="",
        ),
        _Style("BodyText", "Body Text", _INDENT),
        # A title line is higher than the grid's pitch: on the grid it would take two rows.
        _Style(
            "Title",
            "Title",
            f"<w:keepNext/>{_PUNCTUATION}{off_grid}{exact(696)}{centred}",
            fonts(names.title) + bold + '<w:spacing w:val="0"/>' + size(44),
            following="BodyText",
        ),
        _Style("Addressee", "主送机关", following="BodyText"),
        _Style(
            "Heading1",
            "heading 1",
            f'{heading}<w:outlineLvl w:val="0"/>',
            fonts(names.heiti),
            following="BodyText",
        ),
        _Style(
            "Heading2",
            "heading 2",
            f'{_INDENT}<w:outlineLvl w:val="1"/>',
            fonts(names.kaiti),
            following="BodyText",
        ),
        _Style("StateMark", "文稿状态", '<w:jc w:val="left"/>', fonts(names.heiti)),
        _Style("IssuerMark", "发文机关标志", off_grid + centred, fonts(names.title) + bold + mark),
        _Style("DocumentNumber", "发文字号", "<w:keepNext/>"),
        _Style("RedRule", "红色分隔线", f"{_PUNCTUATION}{off_grid}{exact(227)}"),
        _Style("Signature", "落款", '<w:jc w:val="right"/>'),
        _Style("Header", "header", '<w:snapToGrid w:val="0"/>' + exact(360), fonts(names.heiti) + size(28)),
        _Style("Footer", "footer", '<w:snapToGrid w:val="0"/>' + exact(320), fonts(names.songti) + size(28)),
        _Style(
            "CommentText",
            "annotation text",
            '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>',
            '<w:spacing w:val="0"/>' + size(20),
        ),
        _Style("DefaultParagraphFont", "Default Paragraph Font", based_on="", kind="character"),
        _Style(
            "RunningText",
            "正文文字",
            run=fonts(names.fangsong),
            based_on="DefaultParagraphFont",
            kind="character",
        ),
        _Style(
            "SignerName",
            "签发人姓名",
            run=fonts(names.kaiti),
            based_on="DefaultParagraphFont",
            kind="character",
        ),
        _Style(
            "CommentReference",
            "annotation reference",
            run=size(16),
            based_on="DefaultParagraphFont",
            kind="character",
        ),
    )


def styles_xml(names: FontSet) -> str:
    """The part `word/styles.xml`."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        + fonts(names.fangsong)
        + '<w:kern w:val="2"/>'
        + size(32)
        + '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        + "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f"{XML_HEAD}<w:styles {NAMESPACES}>{defaults}{''.join(style.xml() for style in _styles(names))}</w:styles>"


def font_table_xml(names: FontSet) -> str:
    """The part `word/fontTable.xml`: what Word may take where a face is not installed."""
    other = {
        names.fangsong: "仿宋",
        names.kaiti: "楷体",
        names.title: "宋体",
        names.heiti: "SimHei",
        names.songti: "SimSun",
    }
    entries = "".join(
        f'<w:font w:name="{xml_text(name)}">'
        + (f'<w:altName w:val="{alternative}"/>' if alternative != name else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, alternative in other.items()
    )
    return f"{XML_HEAD}<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def settings_xml() -> str:
    """The part `word/settings.xml`: page numbers on alternating sides, Chinese punctuation rules, no compatibility mode."""
    word = "http://schemas.microsoft.com/office/word"
    return (
        f'{XML_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
