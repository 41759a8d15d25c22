import { tagsOf } from "../../../aws/organization";
import type { CommandContext } from "../../cli/commandContext";
import { evidenceSources } from "../resetSandbox/gatherEvidence";
import { expiredSandboxes, judgeEnd, type DueJudgement, type ExpiredSandbox } from "./dueSandboxes";

/** The time zone that is furthest behind UTC. */
const BEHIND_UTC_MS = 12 * 3_600_000;

/** An expired sandbox, and what is to be done with it now. */
export interface JudgedSandbox {
    readonly sandbox: ExpiredSandbox;
    readonly judgement: DueJudgement;
}

/** The last day that is today anywhere on earth: a last day in `expires` is over when it is over everywhere. */
export function latestToday(now: Date): string {
    return new Date(now.getTime() - BEHIND_UTC_MS).toISOString().slice(0, 10);
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
    const expired = expiredSandboxes(model, latestToday(clients.now())).filter(isWanted);
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
