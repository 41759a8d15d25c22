import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { AccountModel } from "../../../definition";
import { QUARANTINE } from "../../../guardrails";
import { ancestry } from "../../ancestry";
import type { CommandContext } from "../../cli/commandContext";
import { memberOf, readMembership } from "../../members";
import { StackRunner } from "../../cli/stackRunner";
import { attachedTo, rootToEnable } from "../quarantine/quarantineAttachment";
import { existingResources } from "../../cli/exportedState";
import type { SandboxEvidence } from "./sandboxJudgement";

/** Asks the stack's state and AWS anew what they say of an account. */
export async function gatherEvidence(context: CommandContext, account: AccountModel): Promise<SandboxEvidence> {
    const { clients, model } = context;
    await clients.managementAccount();
    const runner = await StackRunner.open(context);
    const applied = existingResources(await runner.exportState());
    const membership = await readMembership(clients);
    const member = memberOf(account, membership);
    const client = await clients.organizations();
    const levels = member ? await ancestry(client, member.id, member.name) : [];
    const unit = levels.at(-2);
    return {
        definition: { model, account },
        applied,
        aws: {
            organizationId: (await clients.organization()).id,
            membership,
            levels,
            quarantined: member !== undefined && (await isQuarantined(client, member.id)),
            unitTags: unit?.kind === "unit" ? await tagsOf(client, unit.id) : {},
        },
    };
}

/** Without service control policies there is no quarantine. */
async function isQuarantined(client: OrganizationsClient, id: string): Promise<boolean> {
    if ((await rootToEnable(client)) !== undefined) return false;
    return (await attachedTo(client, id)).some(({ name }) => name === QUARANTINE);
}

async function tagsOf(client: OrganizationsClient, ResourceId: string): Promise<Record<string, string>> {
    const { paginateListTagsForResource } = await import("@aws-sdk/client-organizations");
    const found: [string, string][] = [];
    for await (const { Tags = [] } of paginateListTagsForResource({ client }, { ResourceId })) {
        found.push(...Tags.map(({ Key = "", Value = "" }): [string, string] => [Key, Value]));
    }
    return Object.fromEntries(found);
}
