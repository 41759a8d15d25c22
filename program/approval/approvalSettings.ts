/**
 * How a run is told what people have approved. They are variables of the environment and no settings of the stack, because they are meant
 * for one run.
 */
export interface ApprovalSettings {
    /** Codes of dangerous changes that labels or the command line acknowledge. */
    readonly codes: readonly string[];
    /** The digest of what was reviewed, or a file with `org review --json`: the run must make just that. */
    readonly reviewed?: string;
    /** Where a preview writes its review for `org review --preview`. */
    readonly file?: string;
    /** The run makes a part of the changes only, which the command that runs it has shown and let confirm, and waits for. */
    readonly isTargeted: boolean;
}

export const APPROVAL_VARIABLES = {
    codes: "AWS_ORGANIZATION_ACKNOWLEDGED",
    reviewed: "AWS_ORGANIZATION_REVIEWED",
    file: "AWS_ORGANIZATION_REVIEW_FILE",
    /** The id of that command's process: left behind in a shell, the variable approves nothing. */
    isTargeted: "AWS_ORGANIZATION_TARGETED",
} as const;

export function approvalSettings(environment: Readonly<Record<string, string | undefined>>): ApprovalSettings {
    const value = (key: keyof typeof APPROVAL_VARIABLES): string => environment[APPROVAL_VARIABLES[key]]?.trim() ?? "";
    const [reviewed, file] = [value("reviewed"), value("file")];
    return {
        codes: value("codes")
            .toLowerCase()
            .split(/[\s,]+/)
            .filter((code) => code !== ""),
        ...(reviewed !== "" && { reviewed }),
        ...(file !== "" && { file }),
        isTargeted: isRunning(value("isTargeted")),
    };
}

function isRunning(processId: string): boolean {
    if (!/^[1-9]\d{0,9}$/.test(processId)) return false;
    try {
        return process.kill(Number(processId), 0);
    } catch {
        return false;
    }
}
