"""The pages before the screens: signing in, one's own account. Plain HTML in the look of the screens, without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.domain.account_rules import MIN_PASSWORD
from assistant.domain.people import Person
from ui.options import SANS

_STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;padding:2rem 1rem;
background:#fbfbf9;color:#1f2d37;font:15px/1.75 {SANS}}}
main{{width:100%;max-width:25rem}}
.brand{{font-size:1.1rem;font-weight:600;color:#1f5f7a;letter-spacing:.06em;margin:0}}
.under{{color:#55656e;margin:0 0 1.1rem}}
.card{{background:#fff;border:1px solid #d5ddd9;border-radius:6px;padding:1.5rem 1.6rem;margin-bottom:1rem}}
h1{{font-size:1.45rem;line-height:1.4;margin:0 0 .8rem}} h2{{font-size:1.06rem;margin:0 0 .4rem}}
label{{display:block;margin:.7rem 0 .2rem}}
input[type=text],input[type=password]{{width:100%;font:inherit;line-height:1.65;padding:.45rem .7rem;border:1px solid #8b9a94;
border-radius:6px;background:#fff;color:inherit}}
button,.button{{display:block;width:100%;font:inherit;text-align:center;text-decoration:none;margin-top:1.1rem;
padding:.5rem 1rem;border-radius:6px;border:1px solid #1f5f7a;background:#1f5f7a;color:#fff;cursor:pointer}}
.quiet{{background:#fff;color:#1f5f7a}}
button:hover,.button:hover{{filter:brightness(.94)}}
:focus-visible{{outline:3px solid #6aa6bf;outline-offset:2px}}
a{{color:#1f5f7a}} .hint{{color:#55656e;font-size:.9rem;margin:.3rem 0 0}}
.notice{{display:flex;gap:.7rem;padding:.6rem .9rem;border:1px solid #d5ddd9;border-left-width:4px;border-radius:6px;margin:0 0 .8rem}}
.bad{{border-left-color:#a3281d;background:#fdf3f1}} .bad span{{color:#a3281d;font-weight:700}}
.warn{{border-left-color:#b9770e;background:#fdf8ee}} .warn span{{color:#8a5200;font-weight:700}}
.good{{border-left-color:#2c7052}} .good span{{color:#2c7052;font-weight:700}}
dl{{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0 0 .4rem}} dt{{color:#55656e}} dd{{margin:0;overflow-wrap:anywhere}}
"""
_PLAIN = "这里没有加密：密码会在网络上明文传送。请管理员配置证书（nianbao ui --tls-cert --tls-key）后再使用。"


@dataclass(frozen=True, slots=True)
class SignInForm:
    """What the sign-in page shows: whatever was typed comes back but the password."""

    token: str
    target: str = "/"
    name: str = ""
    error: str = ""
    notice: str = ""
    encrypted: bool = True
    identity: bool = False


def sign_in_page(form: SignInForm) -> str:
    """The page that asks who is there."""
    warning = "" if form.encrypted else _notice(_PLAIN, "warn", "△")
    error = _notice(form.error, "bad", "✕") if form.error else ""
    notice = _notice(form.notice, "good", "✓") if form.notice else ""
    focus_name, focus_password = ("", " autofocus") if form.name else (" autofocus", "")
    identity = (
        '<a class="button quiet" href="/login/identity">用单位统一身份登录</a>' if form.identity else ""
    )
    return _page(
        "登录",
        f"""<div class="card"><h1>登录</h1>{warning}{notice}{error}
<form method="post" action="/login">
<input type="hidden" name="token" value="{escape(form.token)}"><input type="hidden" name="next" value="{escape(form.target)}">
<label for="name">用户名</label>
<input id="name" name="name" type="text" value="{escape(form.name)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" required{focus_name}>
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required{focus_password}>
<button type="submit">登录</button></form>{identity}
<p class="hint">没有账户或忘记密码，请找管理员。</p></div>""",
    )


def account_page(
    person: Person, token: str, *, error: str = "", notice: str = "", own_password: bool = True
) -> str:
    """One's own account: who one is, another password, the way out."""
    said = (_notice(error, "bad", "✕") if error else "") + (_notice(notice, "good", "✓") if notice else "")
    hidden = f'<input type="hidden" name="token" value="{escape(token)}">'
    change = f"""<div class="card"><h2>修改密码</h2>{said}
<form method="post" action="/account">{hidden}
<input type="text" name="name" value="{escape(person.name)}" autocomplete="username" hidden>
<label for="old">现在的密码</label>
<input id="old" name="old" type="password" autocomplete="current-password" maxlength="200" required>
<label for="new">新密码</label>
<input id="new" name="new" type="password" autocomplete="new-password" minlength="{MIN_PASSWORD}" maxlength="200" required aria-describedby="rules">
<p class="hint" id="rules">至少 {MIN_PASSWORD} 个字符，不能是常见密码或用户名。改了以后，其他地方的登录都会退出。</p>
<label for="again">新密码，再输一遍</label>
<input id="again" name="again" type="password" autocomplete="new-password" maxlength="200" required>
<button type="submit" class="quiet">修改密码</button></form></div>"""
    return _page(
        "我的账户",
        f"""<div class="card"><h1>我的账户</h1>
<dl><dt>姓名</dt><dd>{escape(person.label)}</dd><dt>用户名</dt><dd>{escape(person.name)}</dd><dt>角色</dt><dd>{person.role.value}</dd></dl>
<p><a href="/">回到年报助手</a></p>
<form method="post" action="/logout">{hidden}<button type="submit">退出登录</button></form></div>
{change if own_password else '<p class="hint">您用单位统一身份登录，密码在那里修改。</p>'}""",
    )


def come_again_page(place: str = "") -> str:
    """Loads the same address once more from here, or a place of ours: only then a strict cookie comes along."""
    to = f"; url={escape(place)}" if place else ""
    return _page(
        "年报助手", '<p class="under">正在打开…</p>', head=f'<meta http-equiv="refresh" content="0{to}">'
    )


def message_page(title: str, message: str) -> str:
    """A page that says what went wrong, with the way back."""
    return _page(
        title,
        f'<div class="card"><h1>{escape(title)}</h1>{_notice(message, "bad", "✕")}<a class="button" href="/login">回到登录页</a></div>',
    )


def _notice(message: str, tone: str, sign: str) -> str:
    role = "status" if tone == "good" else "alert"
    return f'<div class="notice {tone}" role="{role}"><span aria-hidden="true">{sign}</span><div>{escape(message)}</div></div>'


def _page(title: str, content: str, *, head: str = "") -> str:
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · 年报助手</title><link rel="icon" href="data:,">{head}<style>{_STYLE}</style></head>
<body><main><p class="brand">年报助手</p><p class="under">法治政府建设年度情况报告</p>
{content}</main></body></html>
"""
