#!/usr/bin/env bash
# Reviews what `up` would do, for a pull request or before an approval: ci/review.sh. Every CI can run it; docs/ci.md has examples.
#
#   STACK          the stack (default: prod)
#   REVIEW         the folder to write to (default: review)
#   BASE           the commit with whose definition this one is compared (default: none)
#   LABELS         the labels of the pull request, one a line: `acknowledge 1a2b3c4d` acknowledges a change
#   ACKNOWLEDGED   the same, as codes with commas between them: 1a2b3c4d,5e6f7a8b
#
# It writes review.md for a comment, digest (12 hexadecimal digits, for AWS_ORGANIZATION_REVIEWED of `up`) and log.txt. It ends with the
# exit code of `org review`: 0, 3 if the changes are refused or nobody has acknowledged a dangerous one, 1 if it failed.
set -uo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
cd "$checkout" || exit 1
stack=${STACK:-prod}
folder=${REVIEW:-review}
# What an earlier run has left would be taken for this one's.
rm -rf "$folder/review.md" "$folder/digest"
mkdir -p "$folder"

arguments=(--stack "$stack" --preview --markdown "$folder/review.md")
[ -z "${BASE:-}" ] || arguments+=(--base "$BASE")
while IFS= read -r code; do
    [[ ! $code =~ ^[0-9a-f]{8}$ ]] || arguments+=(--acknowledge "$code")
done < <(
    sed -n 's/^acknowledge \([0-9a-f]\{8\}\)$/\1/p' <<<"${LABELS:-}"
    tr ',' '\n' <<<"${ACKNOWLEDGED:-}"
)
./org review "${arguments[@]}" >"$folder/log.txt" 2>&1
status=$?
# GitHub's runner takes lines of a log for commands.
if [ -n "${GITHUB_ACTIONS:-}" ]; then node .github/scripts/show.cjs log "$folder/log.txt"; else cat "$folder/log.txt"; fi
if [ -s "$folder/review.md" ]; then
    sed -n 's/^<!-- org review digest: \([0-9a-f]\{12\}\) -->$/\1/p' "$folder/review.md" | head -n 1 >"$folder/digest"
else
    {
        printf '### The review of %s failed\n\n' "$stack"
        node .github/scripts/show.cjs block "$folder/log.txt" 50000
    } >"$folder/review.md"
fi
exit "$status"
