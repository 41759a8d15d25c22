import { quoted } from "../../limits";
import type { ChangeReview } from "../changes";
import { APPROVAL_VARIABLES } from "./approvalSettings";

/** The form of a code (acknowledgementCode). */
export const CODE_FORM = /^[0-9a-f]{8}$/;

/** Takes the place of a code where the changes are not known. */
export const UNKNOWN_CHANGES = "unknown";

/**
 * What `AWS_ORGANIZATION_ACKNOWLEDGED` has and acknowledges nothing of a run, in sentences without a point. Of a refused run it says
 * nothing, because its changes are not known.
 */
export function strayCodes(
    { changes, refusals }: Pick<ChangeReview, "changes" | "refusals">,
    codes: readonly string[],
): readonly string[] {
    if (refusals.length > 0) return [];
    const known = new Set(changes.map(({ code }) => code));
    const stray = [...new Set(codes)].filter((code) => code !== UNKNOWN_CHANGES && !known.has(code));
    return stray.map((code) =>
        CODE_FORM.test(code)
            ? `No change of this run has the code ${code} of ${APPROVAL_VARIABLES.codes}: it acknowledges nothing`
            : `${quoted(code)} in ${APPROVAL_VARIABLES.codes} is no code and acknowledges nothing: a code has 8 hexadecimal digits, as \`org review\` shows them`,
    );
}
