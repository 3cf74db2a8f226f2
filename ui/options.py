"""Options of the Streamlit server: local, silent, in one calm theme."""

from __future__ import annotations

from assistant.domain.network import Network, is_loopback

MAX_UPLOAD_MB = 30

# Han glyphs come out in Japanese forms unless a simplified Chinese font is named.
SANS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', sans-serif"

_SERVER = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.maxUploadSize": MAX_UPLOAD_MB,
    "server.maxMessageSize": 60,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,  # the grid's own CSV button does not guard formulas
    "client.showSidebarNavigation": False,
    "runner.magicEnabled": False,  # a bare expression would else print itself into the page
    "logger.level": "warning",
    "secrets.files": [],
}

_THEME = {
    "theme.base": "light",
    "theme.primaryColor": "#1f5f7a",
    "theme.backgroundColor": "#fbfbf9",
    "theme.secondaryBackgroundColor": "#f0f3f1",
    "theme.textColor": "#1f2d37",
    "theme.linkColor": "#1f5f7a",
    "theme.borderColor": "#d5ddd9",
    "theme.redColor": "#b3382c",
    "theme.orangeColor": "#a65f00",
    "theme.greenColor": "#2c7052",
    "theme.blueColor": "#1f5f7a",
    "theme.grayColor": "#5b6b74",
    "theme.dataframeHeaderBackgroundColor": "#e8eeeb",
    "theme.dataframeHeaderTextColor": "#1f2d37",
    "theme.dataframeBorderColor": "#d5ddd9",
    "theme.baseRadius": "6px",
    "theme.buttonRadius": "6px",
    "theme.font": SANS,
    "theme.headingFont": SANS,
    "theme.codeFont": SANS,
    "theme.baseFontSize": 15,
    "theme.headingFontSizes": ["26px", "18px", "17px", "16px", "15px", "15px"],
    "theme.headingFontWeights": [600, 600, 600, 600, 600, 600],
    "theme.paddingTop": "0.6rem",
    "theme.paddingBottom": "4rem",
    "theme.chartCategoricalColors": ["#1f5f7a", "#b0793a", "#5d8a6b", "#8a5a78", "#6b7f8c", "#a6a25a"],
}


# What the gate tells the screens about who is there; a browser's own header of that name never gets through.
LOGIN_HEADER, LOGIN_KEY = "x-nianbao-login", "login"


def server_options(port: int, network: Network | None = None) -> dict[str, object]:
    """Every option that differs from Streamlit's own, for one port."""
    network = network or Network()
    local = not network.beyond_this_machine
    reachable = {
        "server.address": network.host,
        "server.port": port,
        # Beyond this machine `ui.hosts` asks instead: it also hears of addresses in digits.
        "server.allowedHosts": ["localhost", "127.0.0.1", "::1"] if local else ["*"],
        "server.trustedUserHeaders": {LOGIN_HEADER: LOGIN_KEY},
        "browser.serverAddress": network.host if is_loopback(network.host) else "localhost",
        "browser.serverPort": port,
    }
    if network.tls_cert:
        reachable |= {"server.sslCertFile": network.tls_cert, "server.sslKeyFile": network.tls_key}
    return {**_SERVER, **_THEME, **reachable}
