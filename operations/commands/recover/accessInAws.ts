import { setTimeout } from "node:timers/promises";
import type { AwsClients } from "../../../aws/awsClients";
import { unlessNamed } from "../../../aws/organization";
import { pagesOf } from "../../../aws/pagesOf";
import { permissionSetMark } from "../../../aws/permissionSetMark";
import { permissionSetsNamed } from "../../../aws/permissionSetsNamed";
import { countOf, formatCount, listSome } from "../../../limits";
import { accountAccessId, type AccountAccessInputs } from "../../../providers/identityCenter/accountAccessInputs";
import { AssignmentLists } from "../../../providers/identityCenter/assignmentLists";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import { PermissionSetProvider, type PermissionSetInputs } from "../../../providers/permissionSetProvider";
import type { InterruptedChange } from "./interruptedChange";
import { NOTHING, type ResourceInAws } from "./resourceInAws";

/** How long AWS may take to finish what the killed run has asked for, and the pause between two questions, in milliseconds. */
const LONGEST_WAIT = 180_000;
const PAUSE = 2_000;

/** Looks for permission sets, and the accounts in which people have them. */
export class AccessInAws {
    readonly #clients: AwsClients;
    readonly #calls: IdentityCenterCalls;
    readonly #lists: AssignmentLists;
    readonly #wait: (milliseconds: number) => Promise<unknown>;
    readonly #settled = new Map<string, Promise<void>>();

    /** @param wait replaced in tests. */
    constructor(clients: AwsClients, wait: (milliseconds: number) => Promise<unknown> = setTimeout) {
        this.#clients = clients;
        this.#wait = wait;
        this.#calls = new IdentityCenterCalls(clients, wait);
        this.#lists = new AssignmentLists(this.#calls);
    }

    /** Of the accounts that the run was to give or take away, those that AWS has. Others are not the stack's. */
    async accountAccess({ kind, inputs: given, inState }: InterruptedChange): Promise<ResourceInAws> {
        const inputs = given as unknown as AccountAccessInputs;
        await this.#allSettled(inputs);
        const found = await unlessNamed("ResourceNotFoundException", () =>
            this.#lists.accountsOf(inputs, inputs.permissionSetArn),
        );
        const before = kind === "creating" ? [] : accountsIn(inState?.outputs);
        const possible = [...new Set([...before, ...accountsIn(given)])].sort();
        const accounts = possible.filter((account) => found?.has(account));
        if (accounts.length === 0 && kind === "creating") return NOTHING;
        return {
            has: "resource",
            id: accountAccessId(inputs),
            inputs: { ...given, accounts },
            outputs: { ...given, accounts },
            said: `in ${formatCount(accounts.length)} of ${countOf(possible.length, "account")}${accounts.length === 0 ? "" : ` (${listSome(accounts)})`}`,
        };
    }

    async permissionSet({ kind, name, inputs: given, inState }: InterruptedChange): Promise<ResourceInAws> {
        const inputs = given as unknown as PermissionSetInputs;
        const [mark, value] = permissionSetMark(name);
        const isOurs = inputs.tags[mark] === value;
        let arn = kind === "creating" ? inputs.takenOver : inState?.id;
        if (kind === "creating" && arn !== undefined && !isOurs) return { has: "foreign", why: takenOver(arn) };
        if (arn === undefined) {
            const place = { arn: inputs.instanceArn, region: inputs.region };
            const found = await permissionSetsNamed(new Set([inputs.name]), place, this.#clients);
            arn = found.find(({ tags }) => tags[mark] === value)?.arn;
        }
        if (arn === undefined) return NOTHING;
        const state = await new PermissionSetProvider(this.#calls).stateInAws(arn, inputs);
        if (!state) return NOTHING;
        const outputs: Record<string, unknown> = { ...state, __provider: given["__provider"] };
        return {
            has: "resource",
            id: arn,
            outputs,
            inputs: Object.fromEntries(
                Object.entries(given).map(([key, wanted]) => [
                    key,
                    Object.hasOwn(outputs, key) ? outputs[key] : wanted,
                ]),
            ),
            said: `as ${arn}`,
        };
    }

    /** AWS finishes what it was asked for after the run was killed, and lists it only then. */
    #allSettled(inputs: AccountAccessInputs): Promise<void> {
        const { instanceArn } = inputs;
        const waiting = this.#settled.get(instanceArn) ?? this.#waitUntilSettled(inputs);
        this.#settled.set(instanceArn, waiting);
        return waiting;
    }

    async #waitUntilSettled(inputs: AccountAccessInputs): Promise<void> {
        for (let waited = 0; await this.#isBusy(inputs); waited += PAUSE) {
            if (waited >= LONGEST_WAIT) throw new Error("AWS is still giving or taking away somebody's access");
            await this.#wait(PAUSE);
        }
    }

    async #isBusy({ instanceArn: InstanceArn, region }: AccountAccessInputs): Promise<boolean> {
        const { ListAccountAssignmentCreationStatusCommand, ListAccountAssignmentDeletionStatusCommand } =
            await import("@aws-sdk/client-sso-admin");
        const of = { InstanceArn, Filter: { Status: "IN_PROGRESS" as const } };
        const creations = pagesOf((NextToken) =>
            this.#calls.call(region, (client) =>
                client.send(new ListAccountAssignmentCreationStatusCommand({ ...of, NextToken })),
            ),
        );
        // A page may be empty although others follow.
        for await (const { AccountAssignmentsCreationStatus: all = [] } of creations) if (all.length > 0) return true;
        const deletions = pagesOf((NextToken) =>
            this.#calls.call(region, (client) =>
                client.send(new ListAccountAssignmentDeletionStatusCommand({ ...of, NextToken })),
            ),
        );
        for await (const { AccountAssignmentsDeletionStatus: all = [] } of deletions) if (all.length > 0) return true;
        return false;
    }
}

function accountsIn(values: Readonly<Record<string, unknown>> = {}): readonly string[] {
    const { accounts } = values;
    return Array.isArray(accounts) ? accounts.map(String) : [];
}

function takenOver(arn: string): string {
    return `it existed before as ${arn}, and the killed run was taking it over by its \`id\`: it may have changed its policies. With its entry in the definition, the next \`up\` brings it to what is written there; without, it stays as it is now`;
}
