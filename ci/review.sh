#!/usr/bin/env bash
# Reviews what `up` would do, for a pull request or before an approval: ci/review.sh. Every CI can run it; docs/ci.md has examples.
#
#   STACK          the stack (default: prod)
#   REVIEW         the folder to write to (default: review)
#   LABELS         the labels of the pull request, one a line: `acknowledge 1a2b3c4d` acknowledges a change
#   ACKNOWLEDGED   the same, as codes with commas between them: 1a2b3c4d,5e6f7a8b
#   BASE           the commit that the pull request is compared with: what its definition changes as well waits for an `up` already, and is
#                  marked. Without it, nothing is marked
#
# It writes review.md for a comment, review.json with everything, digest (12 hexadecimal digits, for AWS_ORGANIZATION_REVIEWED of `up`) and
# log.txt. It ends with the exit code of `org review`: 0, 3 if the changes are refused or nobody has acknowledged a dangerous one, 1 if it
# failed.
set -uo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
cd "$checkout" || exit 1
stack=${STACK:-prod}
folder=${REVIEW:-review}
# What an earlier run has left would be taken for this one's.
rm -rf "$folder/review.md" "$folder/review.json" "$folder/digest"
mkdir -p "$folder"

arguments=(--stack "$stack" --preview --markdown "$folder/review.md" --data "$folder/review.json")
if [ -n "${BASE:-}" ]; then
    # A shallow clone may lack it. A review without marks is better than none.
    if git rev-parse --verify --quiet "$BASE^{commit}" >/dev/null || git fetch --quiet --depth 1 origin "$BASE"; then
        arguments+=(--base "$BASE")
    else
        echo "ci/review.sh: this checkout has no commit $BASE, so that what waits for an \`up\` already is not marked" >&2
    fi
fi
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
