import type { AwsClients } from "../../../aws/awsClients";
import { pathToAccount, tagsOf } from "../../../aws/organization";
import type { AccountModel } from "../../../definition";
import { QUARANTINE } from "../../../guardrails";
import type { CommandContext } from "../../cli/commandContext";
import { memberOf, readMembership } from "../../cli/organizationMembers";
import { requireOrganizationOfState } from "../../cli/stackOrganization";
import { StackRunner } from "../../cli/stackRunner";
import { attachedTo, rootToEnable } from "../quarantine/quarantineAttachment";
import { existingResources } from "../../cli/exportedState";
import type { SandboxEvidence } from "./sandboxJudgement";

/** Where the evidence about accounts comes from. */
export interface EvidenceSources {
    evidenceOf(account: AccountModel): Promise<SandboxEvidence>;
}

/** Reads the stack's state and AWS's list of accounts once, for the evidence about several accounts. */
export async function evidenceSources(context: CommandContext): Promise<EvidenceSources> {
    const { clients, model } = context;
    // The account is checked before Pulumi starts.
    await clients.managementAccount();
    const runner = await StackRunner.open(context);
    const applied = existingResources(await runner.exportState());
    await requireOrganizationOfState(context, applied);
    const membership = await readMembership(clients);
    return {
        async evidenceOf(account) {
            const member = memberOf(account, membership);
            const levels = member ? await pathToAccount(clients.organizationCalls, member.id, member.name) : [];
            const unit = levels.at(-2);
            return {
                definition: { model, account },
                applied,
                aws: {
                    organizationId: (await clients.organization()).id,
                    membership,
                    levels,
                    quarantined: member !== undefined && (await isQuarantined(clients, member.id)),
                    unitTags: unit?.kind === "unit" ? await tagsOf(clients.organizationCalls, unit.id) : {},
                },
            };
        },
    };
}

/** Reads again what the stack's state and AWS say about an account. */
export async function gatherEvidence(context: CommandContext, account: AccountModel): Promise<SandboxEvidence> {
    return (await evidenceSources(context)).evidenceOf(account);
}

/** False without service control policies, because a quarantine needs them. */
async function isQuarantined(clients: AwsClients, id: string): Promise<boolean> {
    if ((await rootToEnable(clients)) !== undefined) return false;
    return (await attachedTo(clients, id)).some(({ name }) => name === QUARANTINE);
}
