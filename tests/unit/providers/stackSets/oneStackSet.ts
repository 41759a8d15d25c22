import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { OrganizationCalls } from "../../../../aws/organization";
import { BlockStackSetProvider } from "../../../../providers/blockStackSetProvider";
import type { BlockAccount, BlockStackSetInputs } from "../../../../providers/stackSets/blockStackSetInputs";
import { StackSetCalls } from "../../../../providers/stackSets/stackSetCalls";
import { named } from "../oneGroup";

export const REGION = "eu-central-1";

export function account(id: string, more: Partial<BlockAccount> = {}): BlockAccount {
    const ring = id.startsWith("sandbox") ? "Sandbox" : "Production";
    return {
        id,
        name: `${id}-key`,
        target: "r-1",
        ring,
        regions: [REGION],
        parameters: {},
        isLeftAlone: false,
        ...more,
    };
}

export function inputs(
    accounts: readonly BlockAccount[],
    more: Partial<BlockStackSetInputs> = {},
): BlockStackSetInputs {
    return {
        block: "oncall",
        name: "baseline-oncall",
        region: REGION,
        description: "Roles",
        template: '{"Parameters":{"Days":{"Type":"String","Default":"30"}},"Resources":{}}',
        parameters: { Days: "30" },
        capabilities: ["CAPABILITY_NAMED_IAM"],
        tags: { "aws-organization:block": "oncall" },
        isAutomatic: true,
        keepsStacks: false,
        targets: [{ unit: "r-1", regions: [REGION], excluded: [] }],
        accounts,
        rings: ["Sandbox", "Production"],
        operation: { failureTolerance: 0, concurrency: 10 },
        ...more,
    };
}

interface FakeStack {
    readonly account: string;
    readonly region: string;
    readonly unit: string;
    status: string;
    ending: string;
    overrides: string;
}

interface Sent {
    readonly DeploymentTargets?: {
        readonly OrganizationalUnitIds: string[];
        readonly Accounts?: string[];
        readonly AccountFilterType: string;
    };
    readonly Regions?: string[];
    readonly TemplateBody?: string;
    readonly Parameters?: readonly { ParameterKey: string; ParameterValue: string; UsePreviousValue?: boolean }[];
    readonly ParameterOverrides?: readonly { ParameterKey: string; ParameterValue: string }[];
    readonly Description?: string;
    readonly Capabilities?: string[];
    readonly Tags?: object[];
    readonly AutoDeployment?: { readonly Enabled: boolean };
    readonly RetainStacks?: boolean;
    readonly OperationPreferences?: { readonly FailureToleranceCount: number };
    readonly OperationId?: string;
}

/** A CloudFormation with one StackSet, or none. All of its accounts lie in every unit. */
export class OneStackSet {
    set: Sent | undefined;
    readonly stacks = new Map<string, FakeStack>();
    readonly targets = new Map<string, Set<string>>();
    /** Reading calls are not in it. `CreateStackInstances r-1 a,b`. */
    readonly changes: string[] = [];
    readonly sent: Sent[] = [];
    readonly calls: string[] = [];
    /** Accounts in which the next operations fail, with AWS's reason. */
    readonly failing = new Map<string, string>();
    readonly closed = new Set<string>();
    /** The answer to the creation of the StackSet is lost, with this error. */
    lostAnswer: string | undefined;
    /** From this change on, every call fails. */
    deadAfter: string | undefined;
    /** The next operation is refused because AWS works on another, which then ends and does this. */
    busy: (() => void)[] = [];
    readonly #results = new Map<string, { account: string; region: string; status: string; reason?: string }[]>();

    readonly #tolerated = new Map<string, number>();

    readonly #shared = new StackSetCalls(
        {
            cloudFormation: () =>
                Promise.resolve({
                    send: (command: object) => this.#send(command as never),
                } as unknown as CloudFormationClient),
            // What it is asked, it does not say: messages have the ids.
            organizationCalls: new OrganizationCalls(() => Promise.reject(named("AccessDeniedException"))),
            isLocal: true,
        },
        () => Promise.resolve(),
    );

    provider(): BlockStackSetProvider {
        return new BlockStackSetProvider(this.#shared);
    }

    /** The accounts that other blocks take away. */
    get leaving(): StackSetCalls["leaving"] {
        return this.#shared.leaving;
    }

    /** `sandbox-1 eu-central-1 CURRENT`, sorted. */
    get shown(): string[] {
        return [...this.stacks.values()].map((one) => `${one.account} ${one.region} ${one.status}`).sort();
    }

    give(id: string, region = REGION, unit = "r-1"): void {
        this.stacks.set(`${id} ${region}`, {
            account: id,
            region,
            unit,
            status: "CURRENT",
            ending: "SUCCEEDED",
            overrides: "",
        });
    }

    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    async #send({ constructor, input }: { constructor: { name: string }; input: Sent }): Promise<unknown> {
        const operation = constructor.name.replace(/Command$/, "");
        this.calls.push(operation);
        if (this.deadAfter !== undefined && this.changes.includes(this.deadAfter)) throw named("TimeoutError");
        if (/^(Describe|List)/.test(operation)) return this.#answer(operation, input);
        const { OrganizationalUnitIds: units = [], Accounts = [] } = input.DeploymentTargets ?? {};
        const ended = operation.endsWith("Instances") || operation === "UpdateStackSet" ? this.busy.shift() : undefined;
        if (ended) {
            ended();
            throw named("OperationInProgressException");
        }
        this.changes.push([operation, units.join(), Accounts.join()].filter((part) => part !== "").join(" "));
        this.sent.push(input);
        return this.#change(operation, input);
    }

    #answer(operation: string, { OperationId = "" }: Sent): unknown {
        switch (operation) {
            case "DescribeOrganizationsAccess":
                return { Status: "DISABLED" };
            case "DescribeStackSet":
                if (!this.set) throw named("StackSetNotFoundException");
                return {
                    StackSet: {
                        ...this.set,
                        PermissionModel: "SERVICE_MANAGED",
                        StackSetId: "set:1",
                        Status: "ACTIVE",
                    },
                };
            case "DescribeStackSetOperation": {
                const failed = (this.#results.get(OperationId) ?? []).filter(({ status }) => status === "FAILED");
                const isFailed = failed.length > (this.#tolerated.get(OperationId) ?? 0);
                return { StackSetOperation: { OperationId, Status: isFailed ? "FAILED" : "SUCCEEDED" } };
            }
            case "ListStackInstances":
                return {
                    Summaries: [...this.stacks.values()].map((one) => ({
                        Account: one.account,
                        Region: one.region,
                        OrganizationalUnitId: one.unit,
                        Status: one.status,
                        StackInstanceStatus: { DetailedStatus: one.ending },
                    })),
                };
            case "ListStackSetAutoDeploymentTargets":
                return {
                    Summaries: [...this.targets].map(([OrganizationalUnitId, Regions]) => ({
                        OrganizationalUnitId,
                        Regions: [...Regions],
                    })),
                };
            case "ListStackSetOperationResults":
                return {
                    Summaries: (this.#results.get(OperationId) ?? []).map((one) => ({
                        Account: one.account,
                        Region: one.region,
                        Status: one.status,
                        StatusReason: one.reason,
                    })),
                };
            default:
                return { Summaries: [] };
        }
    }

    #change(operation: string, input: Sent): unknown {
        const OperationId = `operation-${this.changes.length}`;
        this.#tolerated.set(OperationId, input.OperationPreferences?.FailureToleranceCount ?? 0);
        switch (operation) {
            case "CreateStackSet":
                this.set = input;
                if (this.lostAnswer !== undefined) throw named(this.lostAnswer);
                return { StackSetId: "set:1" };
            case "DeleteStackSet":
                if (this.stacks.size > 0) throw named("StackSetNotEmptyException");
                this.set = undefined;
                return {};
            case "ActivateOrganizationsAccess":
                return {};
            case "UpdateStackSet":
                this.#updateSet(input);
                break;
            case "CreateStackInstances":
                for (const unit of input.DeploymentTargets?.OrganizationalUnitIds ?? []) {
                    const regions = this.targets.get(unit) ?? new Set();
                    for (const region of input.Regions ?? []) regions.add(region);
                    this.targets.set(unit, regions);
                }
        }
        this.#results.set(
            OperationId,
            this.#places(input, operation).map((place) => this.#deploy(operation, input, place)),
        );
        return { OperationId };
    }

    #updateSet(input: Sent): void {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        if (input.TemplateBody === undefined) {
            this.set = { ...this.set, ...given, Parameters: this.set?.Parameters ?? [] };
            return;
        }
        this.set = { ...this.set, ...given };
        for (const stack of this.stacks.values()) Object.assign(stack, { status: "OUTDATED", ending: "PENDING" });
    }

    #places({ DeploymentTargets, Regions = [] }: Sent, operation: string): { account: string; region: string }[] {
        if (!DeploymentTargets) return operation === "UpdateStackSet" ? [...this.stacks.values()] : [];
        const { Accounts = [], AccountFilterType, OrganizationalUnitIds: units } = DeploymentTargets;
        // AWS deletes the stacks of a unit and of all below it; here the root is above all units.
        const all = [...this.stacks.values()]
            .filter(({ unit }) => units.includes(unit) || units.includes("r-1"))
            .map((one) => one.account);
        const accounts = AccountFilterType === "INTERSECTION" ? Accounts : all.filter((id) => !Accounts.includes(id));
        if (operation === "DeleteStackInstances" && AccountFilterType === "NONE") {
            for (const unit of units) this.targets.delete(unit);
        }
        return [...new Set(accounts)].flatMap((id) => Regions.map((region) => ({ account: id, region })));
    }

    #deploy(operation: string, input: Sent, { account: id, region }: { account: string; region: string }) {
        const key = `${id} ${region}`;
        // What stays is not touched.
        const reason = input.RetainStacks === true ? undefined : this.failing.get(id);
        const ending =
            reason !== undefined ? "FAILED" : this.closed.has(id) ? "SKIPPED_SUSPENDED_ACCOUNT" : "SUCCEEDED";
        const status = ending === "SUCCEEDED" ? "CURRENT" : "OUTDATED";
        if (operation === "DeleteStackInstances") {
            if (reason === undefined) this.stacks.delete(key);
            else Object.assign(this.stacks.get(key) ?? {}, { status: "INOPERABLE", ending: "FAILED" });
        } else {
            const unit = this.stacks.get(key)?.unit ?? input.DeploymentTargets?.OrganizationalUnitIds[0] ?? "";
            const overrides =
                input.ParameterOverrides?.map((one) => `${one.ParameterKey}=${one.ParameterValue}`).join() ??
                this.stacks.get(key)?.overrides ??
                "";
            this.stacks.set(key, { account: id, region, unit, status, ending, overrides });
        }
        return {
            account: id,
            region,
            status: ending === "FAILED" ? "FAILED" : "SUCCEEDED",
            ...(reason !== undefined && { reason }),
        };
    }
}
