import { APPROVAL_VARIABLES } from "../../../program/approval";

/**
 * The variable that acknowledges the dangerous changes of a review.
 *
 * @param review the output of `org review --json`.
 * @param texts what is acknowledged, without a digest behind it.
 */
export function acknowledgingVariable(review: string, texts: readonly string[]): NodeJS.ProcessEnv {
    const { changes } = JSON.parse(review) as { changes: { acknowledge?: string; code?: string }[] };
    const named = changes.filter(({ acknowledge = "" }) =>
        texts.includes(acknowledge.replace(/ \([0-9a-f]{6}\)$/, "")),
    );
    return { [APPROVAL_VARIABLES.codes]: named.map(({ code = "" }) => code).join(",") };
}
