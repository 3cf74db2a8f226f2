#!/usr/bin/env bash
# Bring the system packages that the browser and page tests need. Without root those tests skip and say why.
set -euo pipefail
wanted=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "${CHROMIUM:-}" ] || wanted+=(chromium)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
fc-list :lang=zh-cn 2>/dev/null | grep -q . || wanted+=(fonts-noto-cjk fontconfig)

[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "安装测试所需的系统软件：${wanted[*]}"
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null; }; then
        echo "未能安装 ${wanted[*]}；需要它们的测试将跳过并说明原因。" >&2
    fi
else
    echo "缺少 ${wanted[*]}；需要它们的测试将跳过。可用 root 运行：apt-get install ${wanted[*]}" >&2
fi
