import { exceptionName, unlessNamed } from "../aws/organization";
import { byPath } from "../aws/permissionSetInAws";
import type * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { listSome, quoted } from "../limits";
import { sharedIdentityCenterCalls, type IdentityCenterCalls } from "./identityCenter/identityCenterCalls";
import { setChangedOutside } from "./identityCenter/changedOutside";
import { tellUser } from "./support/tellUser";
import { PartlyDoneError, plainError } from "./support/partlyDone";
import { changePermissionSet, isoDuration } from "./identityCenter/permissionSetChanges";
import {
    readPermissionSet,
    type PermissionSetContent,
    type PermissionSetPlace,
} from "./identityCenter/permissionSetReading";
import { accountsWithStatus, provisionEverywhere } from "./identityCenter/provisioning";

/** From components/people/permissionSet.ts. */
export interface PermissionSetInputs extends PermissionSetContent {
    readonly instanceArn: string;
    readonly region: string;
    /** The ARN of an existing permission set that is changed instead of creating one. */
    readonly takenOver?: string;
    /** It may allow everything. Only the policy pack and reviews read it. */
    readonly isBreakGlass: boolean;
}

/** What the state keeps. It contains no secrets. */
export interface PermissionSetState extends PermissionSetInputs {
    readonly arn: string;
    /** The accounts that have an older version; absent if all have the latest. */
    readonly outdated?: readonly string[];
}

/**
 * A permission set with all of its policies. It is one resource, because AWS provisions all accounts anew after each change: an update makes
 * all of its changes first, and provisions once (https://github.com/hashicorp/terraform-provider-aws/issues/43212).
 */
export class PermissionSetProvider implements pulumi.dynamic.ResourceProvider<PermissionSetInputs, PermissionSetState> {
    #calls: IdentityCenterCalls | undefined;

    /** @param calls for tests. Default: those that the stack's settings describe. */
    constructor(calls?: IdentityCenterCalls) {
        this.#calls = calls;
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#calls ??= sharedIdentityCenterCalls((key) => config.get(`aws:${key}`));
        return Promise.resolve();
    }

    async create(inputs: PermissionSetInputs): Promise<pulumi.dynamic.CreateResult<PermissionSetState>> {
        const known = plainInputs(inputs);
        const { takenOver } = inputs;
        const arn = takenOver ?? (await this.#create(known));
        const at = { ...known, arn };
        // AWS is not asked what a set has that was made a moment ago.
        const before = takenOver === undefined ? withoutPolicies(known) : await this.#existing(at);
        return { id: arn, outs: await this.#bring(at, before, known, inputs, takenOver === undefined) };
    }

    async read(id: string, props?: PermissionSetState): Promise<pulumi.dynamic.ReadResult<PermissionSetState>> {
        if (!props) throw new Error(`a permission set is taken over by \`id: ${id}\` in the definition`);
        const found = await this.stateInAws(id, props);
        // An empty id removes the resource from the state, so the next `up` creates it.
        if (!found) return { id: "", props: {} as PermissionSetState };
        const changes = setChangedOutside(comparable(props), comparable(found));
        if (changes === "") return { id, props: found };
        tellUser(changes);
        // Pulumi shows what differs only if it learns that as inputs too.
        const { arn: _, outdated: __, ...inputs } = found;
        return { id, props: found, inputs: inputs as PermissionSetState };
    }

    /**
     * What the state has to say of a permission set of AWS.
     *
     * @param inputs what AWS does not say is taken from there.
     * @returns undefined if AWS has none with that ARN.
     */
    async stateInAws(arn: string, inputs: PermissionSetInputs): Promise<PermissionSetState | undefined> {
        const { instanceArn, region, takenOver, isBreakGlass } = inputs;
        const at = { instanceArn, region, arn };
        const found = await readPermissionSet(at, this.#connected());
        if (!found) return undefined;
        const outdated = await accountsWithStatus(at, this.#connected(), "LATEST_PERMISSION_SET_NOT_PROVISIONED");
        return {
            instanceArn,
            region,
            isBreakGlass,
            ...(takenOver !== undefined && { takenOver }),
            ...found,
            arn,
            ...(outdated.length > 0 && { outdated }),
        };
    }

    diff(_: string, before: PermissionSetState, after: PermissionSetInputs): Promise<pulumi.dynamic.DiffResult> {
        const replaces = (["name", "instanceArn"] as const).filter((key) => before[key] !== after[key]);
        const changes =
            replaces.length > 0 ||
            before.outdated !== undefined ||
            !isDeepStrictEqual(comparable(before), comparable(withRelayState(after, before))) ||
            before.isBreakGlass !== after.isBreakGlass;
        return Promise.resolve({ changes, replaces: [...replaces] });
    }

    async update(
        id: string,
        before: PermissionSetState,
        inputs: PermissionSetInputs,
    ): Promise<pulumi.dynamic.UpdateResult<PermissionSetState>> {
        const known = plainInputs(inputs);
        const after = withRelayState(known, before);
        await this.#requireExisting(id, before);
        return { outs: await this.#bring({ ...known, arn: id }, comparable(before), after, inputs) };
    }

    async delete(id: string, props: PermissionSetState): Promise<void> {
        const { DeletePermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
        const at = { ...props, arn: id };
        try {
            await unlessNamed("ResourceNotFoundException", () =>
                this.#connected().call(
                    props.region,
                    (client) =>
                        client.send(
                            new DeletePermissionSetCommand({ InstanceArn: props.instanceArn, PermissionSetArn: id }),
                        ),
                    ["ConflictException"],
                ),
            );
        } catch (error) {
            if (exceptionName(error) !== "ConflictException") throw error;
            throw plainError(await this.#whyKept(at), error);
        }
    }

    /** What is in AWS of a set that is taken over. */
    async #existing(at: PermissionSetState): Promise<PermissionSetContent> {
        const before = await readPermissionSet(at, this.#connected());
        if (!before) throw new Error(`AWS has no permission set ${at.arn}`);
        if (before.name !== at.name) {
            throw new Error(
                `the permission set ${at.arn} is called ${quoted(before.name)} in AWS, and ${quoted(at.name)} here. AWS cannot rename it`,
            );
        }
        return comparable(before);
    }

    /** Else each change would find nothing to take away, and seem to be made. */
    async #requireExisting(arn: string, { instanceArn, region, name }: PermissionSetState): Promise<void> {
        const { DescribePermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
        const of = { InstanceArn: instanceArn, PermissionSetArn: arn };
        const found = await unlessNamed("ResourceNotFoundException", () =>
            this.#connected().call(region, (client) => client.send(new DescribePermissionSetCommand(of))),
        );
        if (found) return;
        throw new Error(
            `AWS no longer has the permission set ${quoted(name)}: somebody has deleted it. Run \`pulumi refresh\`, then \`up\`, which makes it and all access to it anew`,
        );
    }

    /** Accounts that somebody has given it to outside of this program. */
    async #whyKept(at: PermissionSetState): Promise<string> {
        const accounts = await accountsWithStatus(at, this.#connected());
        const where = accounts.length === 0 ? "" : `: it is in ${listSome(accounts)}`;
        return `AWS deletes no permission set that somebody has, and somebody outside of this stack has ${quoted(at.name)}${where}. Take it away in the console of IAM Identity Center, then run \`up\` again`;
    }

    /** @returns its ARN. */
    async #create(inputs: PermissionSetInputs): Promise<string> {
        const { CreatePermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
        const { PermissionSet } = await this.#connected().call(
            inputs.region,
            (client) =>
                client.send(
                    new CreatePermissionSetCommand({
                        InstanceArn: inputs.instanceArn,
                        Name: inputs.name,
                        SessionDuration: isoDuration(inputs.sessionMinutes),
                        ...(inputs.description !== "" && { Description: inputs.description }),
                        ...(inputs.relayState !== "" && { RelayState: inputs.relayState }),
                        Tags: Object.entries(inputs.tags).map(([Key, Value]) => ({ Key, Value })),
                    }),
                ),
            ["ConflictException"],
        );
        return PermissionSet?.PermissionSetArn ?? "";
    }

    /**
     * Makes all changes, and then tells the accounts.
     *
     * @param isNew nobody has it yet, so no account is told.
     * @throws PartlyDoneError with what AWS has now: the next run goes on from there.
     */
    async #bring(
        at: PermissionSetPlace,
        before: PermissionSetContent,
        after: PermissionSetInputs,
        given: PermissionSetInputs,
        isNew = false,
    ): Promise<PermissionSetState> {
        const calls = this.#connected();
        try {
            const isChanged = await changePermissionSet(at, before, after, calls);
            const isOld = isOutdated(before) || (isChanged && !isNew);
            const left = isOld ? await provisionEverywhere(at, calls) : undefined;
            if (left === undefined) return { ...after, arn: at.arn };
            throw new Error(`permission set ${after.name}: ${left}`);
        } catch (error) {
            const found = await this.stateInAws(at.arn, after).catch(() => undefined);
            const state = found ?? { ...after, ...comparable(before), arn: at.arn };
            // AWS may learn late which accounts have an old version. The next run tells them whatever it says now.
            const untold = isNew ? state : { ...state, outdated: state.outdated ?? [] };
            throw new PartlyDoneError(at.arn, untold, [error instanceof Error ? error.message : String(error)], given);
        }
    }

    #connected(): IdentityCenterCalls {
        if (!this.#calls) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#calls;
    }
}

/** What AWS has of a set that it has just made: the policies come after. */
function withoutPolicies(inputs: PermissionSetInputs): PermissionSetContent {
    const { boundary: _, ...content } = comparable(inputs);
    return { ...content, managedPolicies: [], customerManagedPolicies: [], inlinePolicy: "" };
}

/** AWS cannot take a relay state away, so one that the program no longer says stays. */
function withRelayState(after: PermissionSetInputs, { relayState }: PermissionSetContent): PermissionSetInputs {
    return after.relayState === "" ? { ...after, relayState } : after;
}

function isOutdated(state: PermissionSetContent & { readonly outdated?: readonly string[] }): boolean {
    return state.outdated !== undefined;
}

/** What is compared: the inline policy as a value, because AWS keeps white space and this program does not. */
function comparable(set: PermissionSetContent & { readonly outdated?: readonly string[] }): PermissionSetContent {
    const { name, description, sessionMinutes, relayState, inlinePolicy, boundary, tags, outdated } = set;
    return {
        name,
        // AWS has no empty description: a space stands for it.
        description: description.trim(),
        sessionMinutes,
        relayState,
        managedPolicies: [...set.managedPolicies].sort(),
        customerManagedPolicies: set.customerManagedPolicies
            .map(({ name: of, path }) => ({ name: of, path }))
            .sort(byPath),
        inlinePolicy: minified(inlinePolicy),
        ...(boundary && { boundary }),
        tags: Object.fromEntries(Object.entries(tags).sort()),
        ...(outdated && { outdated }),
    };
}

function minified(document: string): string {
    try {
        return document === "" ? "" : JSON.stringify(JSON.parse(document));
    } catch {
        return document;
    }
}

/** Without what Pulumi adds to inputs. */
function plainInputs(inputs: PermissionSetInputs): PermissionSetInputs {
    const { instanceArn, region, takenOver, isBreakGlass } = inputs;
    return {
        instanceArn,
        region,
        ...(takenOver !== undefined && { takenOver }),
        isBreakGlass,
        ...comparable(inputs),
    };
}

export const permissionSet = new PermissionSetProvider();
