import { exceptionName } from "../aws/organization";
import type * as pulumi from "@pulumi/pulumi";
import { accountAccessId, type AccountAccessInputs } from "./identityCenter/accountAccessInputs";
import { countOf, listSome } from "../limits";
import { AssignmentChanges, hasGone } from "./identityCenter/assignmentChanges";
import { AssignmentLists } from "./identityCenter/assignmentLists";
import { sharedIdentityCenterCalls, type IdentityCenterCalls } from "./identityCenter/identityCenterCalls";
import { changedOutside } from "./identityCenter/changedOutside";
import { tellUser } from "./support/tellUser";
import { PartlyDoneError, plainError } from "./support/partlyDone";

/** What the state keeps. It contains no secrets. */
export type AccountAccessState = AccountAccessInputs;

/**
 * The accounts in which one user or group has one permission set. It is one resource and not one for each account, because AWS answers for a
 * principal over all accounts at once: 5,000 assignments are read in a handful of calls.
 *
 * - It owns the accounts that it has given, and those that a refresh has found. It takes away no others.
 * - It asks what is there before it changes something, so a run that was interrupted goes on where it was.
 * - If AWS refuses it in some accounts, the others stay given, and each refusal is named with AWS's reason.
 */
export class AccountAccessProvider implements pulumi.dynamic.ResourceProvider<AccountAccessInputs, AccountAccessState> {
    #calls: IdentityCenterCalls | undefined;
    #lists: AssignmentLists | undefined;

    /** @param calls for tests. Default: those that the stack's settings describe. */
    constructor(calls?: IdentityCenterCalls) {
        this.#calls = calls;
    }

    /** Pulumi calls it before anything else. */
    configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.#calls ??= sharedIdentityCenterCalls((key) => config.get(`aws:${key}`));
        return Promise.resolve();
    }

    async create(inputs: AccountAccessInputs): Promise<pulumi.dynamic.CreateResult<AccountAccessState>> {
        const id = accountAccessId(inputs);
        return { id, outs: await this.#change(id, [], inputs, true) };
    }

    async read(id: string, props?: AccountAccessState): Promise<pulumi.dynamic.ReadResult<AccountAccessState>> {
        if (!props) throw new Error(`access cannot be imported: \`up\` takes over what ${id} has`);
        const found = await this.#accountsOf(props);
        // An empty id removes the resource from the state, so the next `up` creates it.
        if (found === undefined) return { id: "", props: {} as AccountAccessState };
        // AWS goes on listing a closed account, from which nothing can be taken away.
        const foreign = await this.#foreignAccounts(found, props.accounts);
        const missing = props.accounts.filter((account) => !found.has(account));
        if (missing.length === 0 && foreign.length === 0) return { id, props };
        tellUser(await changedOutside(props, { missing, foreign }, this.#connected()));
        const accounts = [...props.accounts.filter((account) => found.has(account)), ...foreign].sort();
        const now = { ...props, accounts };
        // Pulumi shows what differs only if it learns that as an input too.
        return { id, props: now, inputs: now };
    }

    diff(_: string, before: AccountAccessState, after: AccountAccessInputs): Promise<pulumi.dynamic.DiffResult> {
        const replaces = (["instanceArn", "permissionSetArn", "principalType", "principalId"] as const).filter(
            (key) => before[key] !== after[key],
        );
        const isSame = JSON.stringify(before.accounts) === JSON.stringify(after.accounts);
        return Promise.resolve({ changes: replaces.length > 0 || !isSame, replaces: [...replaces] });
    }

    async update(
        id: string,
        before: AccountAccessState,
        inputs: AccountAccessInputs,
    ): Promise<pulumi.dynamic.UpdateResult<AccountAccessState>> {
        return { outs: await this.#change(id, before.accounts, inputs, false) };
    }

    async delete(_: string, props: AccountAccessState): Promise<void> {
        const found = await this.#accountsOf(props);
        const remove = found ? props.accounts.filter((account) => found.has(account)) : props.accounts;
        const { failures } = await this.#changes(props).run({ add: [], remove }, this.#connected());
        this.#lists?.forget(props, props.permissionSetArn);
        // What a user or group had is still in AWS when somebody has deleted it, and keeps the permission set from being deleted. Where AWS
        // does not take it away, nobody has it any more.
        if (found && failures.length > 0) throw plainError([...failures, HALF_DELETED].join("\n"));
    }

    /** @returns undefined if the user, the group or the permission set no longer exists. */
    async #accountsOf(props: AccountAccessInputs): Promise<ReadonlySet<string> | undefined> {
        this.#lists ??= new AssignmentLists(this.#connected());
        try {
            return await this.#lists.accountsOf(props, props.permissionSetArn);
        } catch (error) {
            if (exceptionName(error) === "ResourceNotFoundException") return undefined;
            throw error;
        }
    }

    async #change(
        id: string,
        owned: readonly string[],
        sent: AccountAccessInputs,
        isNew: boolean,
    ): Promise<AccountAccessState> {
        const inputs = plainInputs(sent);
        const there = (await this.#accountsOf(inputs)) ?? new Set<string>();
        const wanted = new Set(inputs.accounts);
        const change = {
            add: inputs.accounts.filter((account) => !there.has(account)),
            remove: owned.filter((account) => there.has(account) && !wanted.has(account)),
        };
        const { failures, added, removed, begun } = await this.#changes(inputs).run(change, this.#connected());
        this.#lists?.forget(inputs, inputs.permissionSetArn);
        this.#sayForeign(inputs, await this.#foreignAccounts(there, [...owned, ...inputs.accounts]));
        if (failures.length === 0) return inputs;
        // What AWS may still give is this stack's: if it were not in the state, nobody would take it away again.
        const given = [...inputs.accounts.filter((account) => there.has(account)), ...added, ...begun];
        const has = new Set([...owned, ...given]);
        for (const account of removed) has.delete(account);
        if (isNew && has.size === 0) throw new Error(failures.join("\n"));
        throw new PartlyDoneError(id, { ...inputs, accounts: [...has].sort() }, failures, sent);
    }

    /** The accounts that have it too, given by somebody else. Those that are closed or have left count no more. */
    async #foreignAccounts(there: ReadonlySet<string>, ours: readonly string[]): Promise<string[]> {
        const known = new Set(ours);
        const others = [...there].filter((account) => !known.has(account));
        const calls = this.#connected();
        const gone = await Promise.all(others.map((one) => calls.outstanding(() => hasGone(one, calls))));
        return others.filter((_, index) => gone[index] !== true).sort();
    }

    #sayForeign({ principal, permissionSet }: AccountAccessInputs, accounts: readonly string[]): void {
        if (accounts.length === 0) return;
        tellUser(
            `${principal} has ${permissionSet} in ${countOf(accounts.length, "more account")} that the definition does not give (${listSome(accounts)}). It stays; after \`pulumi refresh\`, the next \`up\` takes it away`,
        );
    }

    #changes(inputs: AccountAccessInputs): AssignmentChanges {
        return new AssignmentChanges(inputs);
    }

    #connected(): IdentityCenterCalls {
        if (!this.#calls) throw new Error("the provider has no settings: Pulumi configures it first");
        return this.#calls;
    }
}

/** Pulumi keeps a resource whose deletion has failed as it was. */
const HALF_DELETED =
    "In its other accounts it has been taken away. Run `up` again. If people shall have it after all, run `pulumi refresh` first: the state still says that they have it";

/** Without what Pulumi adds to inputs. */
function plainInputs(inputs: AccountAccessInputs): AccountAccessInputs {
    const { instanceArn, region, permissionSetArn, principalType, principalId, accounts, principal, permissionSet } =
        inputs;
    return {
        instanceArn,
        region,
        permissionSetArn,
        principalType,
        principalId,
        accounts: [...accounts].sort(),
        principal,
        permissionSet,
    };
}

export const accountAccess = new AccountAccessProvider();
