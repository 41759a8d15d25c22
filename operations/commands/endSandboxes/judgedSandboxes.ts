import { tagsOf } from "../../../aws/organization";
import type { CommandContext } from "../../cli/commandContext";
import { evidenceSources } from "../resetSandbox/gatherEvidence";
import { expiredSandboxes, judgeEnd, type DueJudgement, type ExpiredSandbox } from "./dueSandboxes";

/** An expired sandbox, and what is to be done with it now. */
export interface JudgedSandbox {
    readonly sandbox: ExpiredSandbox;
    readonly judgement: DueJudgement;
}

/**
 * Judges the sandboxes that have expired by the definition. It reads the state once, and takes some calls for each of them. If there are none,
 * it asks nothing but whose credentials they are.
 *
 * @param isWanted which of them.
 */
export async function judgedSandboxes(
    context: CommandContext,
    isWanted: (sandbox: ExpiredSandbox) => boolean,
): Promise<readonly JudgedSandbox[]> {
    const { clients, model } = context;
    // AWS's clock counts: it is known from its first answer.
    await clients.managementAccount();
    const today = clients.now().toISOString().slice(0, 10);
    const expired = expiredSandboxes(model, today).filter(isWanted);
    if (expired.length === 0) return [];
    const sources = await evidenceSources(context);
    const judged: JudgedSandbox[] = [];
    for (const sandbox of expired) {
        const evidence = await sources.evidenceOf(sandbox.account);
        const { id } = evidence.aws.levels.at(-1) ?? {};
        const accountTags = id === undefined ? {} : await tagsOf(clients.organizationCalls, id);
        judged.push({ sandbox, judgement: judgeEnd(sandbox, { ...evidence, accountTags }) });
    }
    return judged;
}
