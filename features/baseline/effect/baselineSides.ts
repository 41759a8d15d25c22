import { unpackedAccounts, unpackedTemplate } from "../../../cloudformation/packedBlock";
import type { ExistingResource, ExistingState } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";
import { textsInState } from "../plan/targetsInState";
import type { BaselineSide, BlockSide, StackSide } from "./blockSide";

/** What the stack's state says of the baseline. It does not know what was changed outside of Pulumi. */
export function baselineBefore({
    accounts,
    resources,
}: Pick<ExistingState, "resources"> & {
    readonly accounts: ReadonlyMap<string, { readonly id: string }>;
}): BaselineSide {
    const keys = new Map([...accounts].map(([key, { id }]) => [id, key]));
    return new Map(
        (resources.get(BLOCK_RESOURCE) ?? []).map((resource) => [resource.name, blockBefore(resource, keys)]),
    );
}

function blockBefore({ name, outputs }: ExistingResource, keys: ReadonlyMap<string, string>): BlockSide {
    const { template, parameters, isAutomatic, keepsStacks, accounts, pending } = outputs;
    const values = textsOf(parameters);
    const keyOf = (id: string): string => keys.get(id) ?? id;
    return {
        key: name,
        template: unpackedTemplate(template),
        isAutomatic: isAutomatic === true,
        keepsStacks: keepsStacks === true,
        accounts: new Map(
            unpackedAccounts(accounts).map(
                ({ id, name: key, regions, parameters: own, isLeftAlone, target }): [string, StackSide] => [
                    keyOf(id),
                    {
                        ...{ regions, parameters: { ...values, ...own }, isLeftAlone, target },
                        // A refresh calls an account that never was the stack's by its id.
                        ...(!keys.has(id) && key !== id && { formerKey: key }),
                    },
                ],
            ),
        ),
        pending: textsInState(pending).map(keyOf),
    };
}

function textsOf(value: unknown): Record<string, string> {
    return isJsonMap(value)
        ? Object.fromEntries(
              Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
          )
        : {};
}

/**
 * What the definition says. A global block stays in the region in which it is, or comes into the home region.
 *
 * @param held the blocks that AWS gives to no account by itself (`heldBlocks`).
 */
export function baselineAfter(
    { blocks, accounts }: BaselineModel,
    before: BaselineSide,
    held: ReadonlySet<string>,
): BaselineSide {
    const sides = new Map(
        blocks.map((block) => [
            block.key,
            { block, old: before.get(block.key), stacks: new Map<string, StackSide>(), isByName: held.has(block.key) },
        ]),
    );
    for (const [account, { blocks: own, isLeftAlone }] of accounts) {
        for (const { block: key, regions, parameters, target } of own) {
            const side = sides.get(key);
            if (!side) continue;
            side.isByName ||= target === undefined;
            const there = side.old?.accounts.get(account);
            const where = regions.length === 0 ? (there?.regions ?? homeOf(side.old)) : regions;
            if (!isLeftAlone) side.stacks.set(account, { regions: where, parameters, isLeftAlone });
        }
        // What a quarantined account has stays as it is, and what it lacks it does not get.
        for (const { old, stacks } of isLeftAlone ? sides.values() : []) {
            const there = old?.accounts.get(account);
            if (there) stacks.set(account, { ...there, isLeftAlone });
        }
    }
    return new Map(
        [...sides].map(([key, { block, stacks, isByName }]): [string, BlockSide] => [
            key,
            {
                key,
                template: block.template,
                isAutomatic: !isByName,
                keepsStacks: block.keepsStacks,
                accounts: stacks,
                pending: [],
            },
        ]),
    );
}

/** The region of a global block's stacks: all are in the same one. */
function homeOf(block: BlockSide | undefined): readonly string[] {
    return [...(block?.accounts.values() ?? [])][0]?.regions ?? [];
}
