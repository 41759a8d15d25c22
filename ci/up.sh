#!/usr/bin/env bash
# Does what was reviewed, and nothing else: ci/up.sh, in a job with the role that may change AWS, after somebody has approved the review.
#
#   STACK          the stack (default: prod)
#   REVIEWED       the digest of the review, 12 hexadecimal digits. If what `up` would do has another one, it is refused
#   ACKNOWLEDGED   the codes of dangerous changes that labels acknowledge: 1a2b3c4d,5e6f7a8b
#
# program/up.cjs runs `pulumi up`, and runs it again if an answer of AWS was lost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
stack=${STACK:-prod}
if [[ ! ${REVIEWED:-} =~ ^[0-9a-f]{12}$ ]]; then
    echo "ci/up.sh: REVIEWED has no digest. ci/review.sh writes it into review/digest; give it to this job." >&2
    exit 2
fi
export AWS_ORGANIZATION_REVIEWED=$REVIEWED AWS_ORGANIZATION_ACKNOWLEDGED=${ACKNOWLEDGED:-}
# The output appears as it happens. Between the tokens, GitHub's runner takes nothing in it for a command.
if [ -n "${GITHUB_ACTIONS:-}" ]; then
    token=$(openssl rand -hex 16)
    echo "::stop-commands::$token"
    trap 'echo; echo "::$token::"' EXIT
fi
# The pack finds policies/config/<stack>.json by itself.
node program/up.cjs --stack "$stack" --policy-pack policies --yes --suppress-outputs --non-interactive --color never
