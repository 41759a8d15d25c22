import type { AccountModel } from "../../../definition";
import { answerOf } from "../../cli/awsAnswer";
import type { CommandContext } from "../../cli/commandContext";
import { existingResources } from "../../cli/exportedState";
import { memberOf, readMembership } from "../../cli/organizationMembers";
import { StackRunner } from "../../cli/stackRunner";

/** The accounts of the definition, by AWS's id and by key. */
export class KnownAccounts {
    readonly #byId: ReadonlyMap<string, AccountModel>;
    readonly #ids: ReadonlyMap<string, string>;
    readonly #managementAccount: string;

    private constructor(
        ids: ReadonlyMap<string, string>,
        accounts: readonly AccountModel[],
        managementAccount: string,
    ) {
        this.#ids = ids;
        this.#managementAccount = managementAccount;
        this.#byId = new Map(
            accounts.flatMap((account): [string, AccountModel][] => {
                const id = ids.get(account.key);
                return id === undefined ? [] : [[id, account]];
            }),
        );
    }

    /** Reads the stack's state, which knows all ids. If it cannot be read, AWS is asked, with a call for each 20 accounts. */
    static async of(context: CommandContext): Promise<KnownAccounts> {
        const { accounts } = context.model;
        const managementAccount = await context.clients.managementAccount();
        const inState = await answerOf(async () => {
            const runner = await StackRunner.open(context);
            return existingResources(await runner.exportState()).accounts;
        });
        const ids = new Map(accounts.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id] as const])));
        if ("value" in inState) {
            for (const [key, { id }] of inState.value) if (!ids.has(key)) ids.set(key, id);
            return new KnownAccounts(ids, accounts, managementAccount);
        }
        const membership = await readMembership(context.clients);
        for (const account of accounts) {
            const id = memberOf(account, membership)?.id;
            if (id !== undefined) ids.set(account.key, id);
        }
        return new KnownAccounts(ids, accounts, managementAccount);
    }

    idOf(key: string): string | undefined {
        return this.#ids.get(key);
    }

    /** `audit (111122223333)`, `the management account (123456789012)`; the id alone if the definition does not have it. */
    titleOf(id: string): string {
        const { key } = this.accountOf(id) ?? {};
        if (key !== undefined) return `${key} (${id})`;
        return this.isManagementAccount(id) ? `the management account (${id})` : id;
    }

    isManagementAccount(id: string): boolean {
        return id === this.#managementAccount;
    }

    /** Undefined if the definition does not have it, such as the management account. */
    accountOf(id: string): AccountModel | undefined {
        return this.#byId.get(id);
    }
}
