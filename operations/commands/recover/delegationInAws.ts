import type { AwsClients } from "../../../aws/awsClients";
import { delegatedAdministrators, targetsOfPolicy, type FoundTarget } from "../../../aws/organization";
import { text } from "../../../program/state/stateResources";
import type { InterruptedChange } from "./interruptedChange";
import { NOTHING, type ResourceInAws } from "./resourceInAws";

/** Looks for delegated administrators and attached policies. Their ids are made of what they join. */
export class DelegationInAws {
    readonly #clients: AwsClients;
    readonly #targets = new Map<string, Promise<readonly FoundTarget[]>>();

    constructor(clients: AwsClients) {
        this.#clients = clients;
    }

    async administrator({ inputs }: InterruptedChange): Promise<ResourceInAws> {
        const [accountId, servicePrincipal] = [text(inputs["accountId"]), text(inputs["servicePrincipal"])];
        const found = await delegatedAdministrators(this.#clients.organizationCalls, servicePrincipal);
        if (!found.some(({ id }) => id === accountId)) return NOTHING;
        const id = `${accountId}/${servicePrincipal}`;
        return { has: "resource", id, outputs: { id, accountId, servicePrincipal }, said: `as ${id}` };
    }

    async attachment({ inputs }: InterruptedChange): Promise<ResourceInAws> {
        const [policyId, targetId] = [text(inputs["policyId"]), text(inputs["targetId"])];
        const asked = this.#targets.get(policyId) ?? this.#targetsOf(policyId);
        this.#targets.set(policyId, asked);
        if (!(await asked).some(({ id }) => id === targetId)) return NOTHING;
        const id = `${targetId}:${policyId}`;
        return { has: "resource", id, outputs: { id, policyId, targetId }, said: `as ${id}` };
    }

    async #targetsOf(policyId: string): Promise<readonly FoundTarget[]> {
        return (await targetsOfPolicy(this.#clients.organizationCalls, policyId)) ?? [];
    }
}
