#!/usr/bin/env bash
# Install the project into a virtual environment: install.sh PYTHON VENV TARGET
set -euo pipefail
python=$1 venv=$2 target=$3

if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv"
    if ! "$python" -m venv "$venv" 2>/dev/null; then
        rm -rf "$venv"
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
            "$python" -m venv "$venv"
        else
            echo "无法建立虚拟环境：请先安装 python3-venv（Debian：apt-get install python3-venv）。" >&2
            exit 1
        fi
    fi
fi

"$venv/bin/python" - <<'PY'
import sys
if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(f"需要 Python 3.11、3.12 或 3.13，现在是 {sys.version.split()[0]}；可以用 make PYTHON=python3.12 指定。")
PY

echo "安装 $target 到 $venv（第一次约需几分钟）……"
# The pip that comes with a new environment is too old to resolve this set in time (DECISIONS.md, 2).
log=$venv/install.log
if ! { "$venv/bin/python" -m pip install --disable-pip-version-check --upgrade pip &&
       "$venv/bin/python" -m pip install --disable-pip-version-check --constraint constraints.txt --editable "$target"; } >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    echo "安装没有成功，完整记录在 $log。常见原因：网络或软件源不通、磁盘不足（约需 3 GB）。改正后重新运行同一命令。" >&2
    exit 1
fi
