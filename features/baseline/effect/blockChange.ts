import { isDeepStrictEqual } from "node:util";
import type { CloudFormationTemplate } from "../../../cloudformation";
import type { BaselineSide, BlockSide, StackSide } from "./blockSide";

/** What happens to a block's stacks. */
export interface BlockChange {
    readonly key: string;
    readonly before?: BlockSide;
    readonly after?: BlockSide;
    /** New stacks by account, with their regions. */
    readonly gains: ReadonlyMap<string, Pick<StackSide, "regions">>;
    /** Stacks that end, by account, with their regions. */
    readonly loses: ReadonlyMap<string, Pick<StackSide, "regions">>;
    /** Accounts whose stacks change, by what changes in them. */
    readonly changes: readonly StackChange[];
    /** Accounts in which the last run did not get through, and nothing else changes. */
    readonly again: readonly string[];
    /** Accounts that stay as they are because they are quarantined. */
    readonly leftAlone: readonly string[];
    /** Accounts whose quarantine ends in this run, and whose stacks end in the next one. */
    readonly released: readonly string[];
}

/** The same change in several accounts. */
export interface StackChange {
    readonly accounts: ReadonlyMap<string, Pick<StackSide, "regions">>;
    readonly before: StackContent;
    readonly after: StackContent;
}

/** What makes a stack what it is. */
export interface StackContent {
    readonly template: CloudFormationTemplate;
    readonly parameters: Readonly<Record<string, string>>;
}

/** The blocks of which anything changes, sorted by key. */
export function blockChanges(before: BaselineSide, after: BaselineSide): readonly BlockChange[] {
    const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
    return keys
        .map((key) => blockChange(key, before.get(key), after.get(key)))
        .filter(({ gains, loses, changes, again, released, before: one, after: other }) => {
            const isSame = gains.size + loses.size + changes.length + again.length + released.length === 0;
            return !isSame || one === undefined || other === undefined || one.isAutomatic !== other.isAutomatic;
        });
}

function blockChange(key: string, before: BlockSide | undefined, after: BlockSide | undefined): BlockChange {
    const [old, present] = [before?.accounts ?? NONE, after?.accounts ?? NONE];
    const stays = (account: string): boolean => present.get(account)?.isLeftAlone ?? false;
    const lost = regionsOnlyIn(old, present);
    const isReleased = (account: string): boolean =>
        after !== undefined && old.get(account)?.isLeftAlone === true && !present.has(account);
    const changes = before && after ? stackChanges(before, after) : [];
    const changed = new Set(changes.flatMap(({ accounts }) => [...accounts.keys()]));
    return {
        key,
        ...(before && { before }),
        ...(after && { after }),
        gains: regionsOnlyIn(present, old),
        loses: new Map([...lost].filter(([account]) => !isReleased(account))),
        changes,
        again: (before?.pending ?? []).filter(
            (account) => present.has(account) && old.has(account) && !changed.has(account) && !stays(account),
        ),
        leftAlone: [...present.keys()].filter(stays),
        released: [...lost.keys()].filter(isReleased),
    };
}

const NONE: ReadonlyMap<string, StackSide> = new Map();

function regionsOnlyIn(
    one: BlockSide["accounts"],
    other: BlockSide["accounts"],
): ReadonlyMap<string, Pick<StackSide, "regions">> {
    const found = new Map<string, Pick<StackSide, "regions">>();
    for (const [account, { regions }] of one) {
        const also = other.get(account);
        const only = also ? regions.filter((region) => !also.regions.includes(region)) : regions;
        if (!also || only.length > 0) found.set(account, { regions: only });
    }
    return found;
}

/** Accounts with the same values before and after are one change, so that a thousand accounts cost as much as one. */
function stackChanges(before: BlockSide, after: BlockSide): readonly StackChange[] {
    const groups = new Map<
        string,
        { accounts: Map<string, Pick<StackSide, "regions">>; one: StackSide; other: StackSide }
    >();
    for (const [account, other] of after.accounts) {
        const one = before.accounts.get(account);
        if (!one || other.isLeftAlone) continue;
        if (before.template === after.template && isDeepStrictEqual(one.parameters, other.parameters)) continue;
        const id = JSON.stringify([one.parameters, other.parameters]);
        const group = groups.get(id) ?? { accounts: new Map(), one, other };
        groups.set(id, group);
        group.accounts.set(account, { regions: other.regions.filter((region) => one.regions.includes(region)) });
    }
    const [old, present] = [templateOf(before), templateOf(after)];
    return [...groups.values()].map(({ accounts, one, other }) => ({
        accounts,
        before: { template: old, parameters: one.parameters },
        after: { template: present, parameters: other.parameters },
    }));
}

/** The template of a side. */
export function templateOf({ template }: Pick<BlockSide, "template">): CloudFormationTemplate {
    const read = JSON.parse(template) as Partial<CloudFormationTemplate>;
    return { ...read, Resources: read.Resources ?? {} };
}
