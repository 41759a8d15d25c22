# shellcheck shell=bash disable=SC2034,SC2154
# What find, build, pin and tests/actionlint share. Sourced with $here and $checkout set.

if [ -z "${XDG_CACHE_HOME:-}${HOME:-}" ]; then
    echo "toolchain: HOME is not set, and neither is XDG_CACHE_HOME: there is no place to keep Pulumi in. export HOME=..." >&2
    exit 1
fi
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/aws-organization/toolchain

# The AWS provider has the version of the npm package that asks for it.
AWS_VERSION=
while IFS= read -r line; do
    case $line in *'"@pulumi/aws"'*) line=${line#*:} && line=${line#*\"} && AWS_VERSION=${line%%\"*} ;; esac
done <"$checkout/package.json"

say() { printf '%s\n' "$*" >&2; }
fail() { say "toolchain: $*"; exit 1; }
sha256() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

elapsed() {
    if [ "$1" -lt 60 ]; then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi
}

# version_below A B: whether version A is older than B, by the first three numbers.
version_below() {
    local a b i
    IFS=.-+ read -ra a <<<"$1"
    IFS=.-+ read -ra b <<<"$2"
    for i in 0 1 2; do
        [ "${a[i]:-0}" -eq "${b[i]:-0}" ] 2>/dev/null || { [ "${a[i]:-0}" -lt "${b[i]:-0}" ] 2>/dev/null; return; }
    done
    return 1
}

RELEASES_URL=${PULUMI_RELEASES_URL:-https://get.pulumi.com/releases/sdk}

# fetch URL FILE: on failure prints curl's reason. A server that is silent for some seconds counts as dead; a whole download may
# take as long as it needs. Plain HTTP only from this machine, for the tests.
fetch() {
    local protocols='=https'
    case $1 in http://127.0.0.1:*) protocols='=http,https' ;; esac
    curl -fsSL --proto "$protocols" --connect-timeout 5 --speed-limit 1000 --speed-time "${TOOLCHAIN_STALL_SECONDS:-5}" \
        -o "$2" "$1" 2>&1 | head -n 1
}
