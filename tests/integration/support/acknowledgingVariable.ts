import { APPROVAL_VARIABLES } from "../../../program/approval";

/** What the refusal of a dangerous change says: its text without the digest behind it, and its code. */
const REFUSAL = new RegExp(
    String.raw`changes: \["((?:[^"\\]|\\.)*) \([0-9a-f]{6}\)"\].*?${APPROVAL_VARIABLES.codes}=([0-9a-f]{8})`,
    "g",
);

/**
 * The variable that acknowledges the dangerous changes for which an `up` was refused.
 *
 * @param output what the refused run printed.
 * @param texts what is acknowledged, without a digest behind it.
 * @returns undefined if the run was not refused for any of them.
 */
export function acknowledgingVariable(output: string, texts: readonly string[]): NodeJS.ProcessEnv | undefined {
    const codes = [...output.matchAll(REFUSAL)].flatMap(([, text = "", code = ""]) =>
        texts.includes(JSON.parse(`"${text}"`) as string) ? [code] : [],
    );
    return codes.length === 0 ? undefined : { [APPROVAL_VARIABLES.codes]: [...new Set(codes)].join(",") };
}
