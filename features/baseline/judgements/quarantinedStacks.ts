import type { Findings } from "../../../definition/feature";
import { list, visible } from "../../../limits";
import type { JudgedBaseline } from "./judgedBaseline";

/** Refuses to end a block that a quarantined account has: the quarantine denies CloudFormation to delete the stack, and the run would stop there. */
export function quarantinedStacks({ changes, isQuarantined, problem }: JudgedBaseline): Findings {
    const problems = changes.flatMap(({ key, before, after, loses }): Findings["problems"][number][] => {
        const isDenied = (account: string): boolean =>
            isQuarantined(account) || (!after && before?.accounts.get(account)?.isLeftAlone === true);
        const accounts = [...loses.keys()].filter(isDenied).sort();
        if (accounts.length === 0) return [];
        const many = accounts.length > 1;
        return [
            problem(
                key,
                `block ${visible(key)} ends, but ${many ? "accounts" : "account"} ${list(accounts, 5)} ${many ? "are" : "is"} quarantined, and the quarantine denies CloudFormation to delete the stack there. Keep the block until a run has ended the quarantine (\`./org release-quarantine\`)`,
            ),
        ];
    });
    return { problems, warnings: [] };
}
