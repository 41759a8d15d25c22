import type { OrganizationModel } from "../../../definition/model";
import type { ExistingResource, ExistingState } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";
import { plannedStackSets } from "../plan/plannedStackSets";
import type { BaselineSide, BlockSide, StackSide } from "./blockSide";

/** What the stack's state says of the baseline. It does not know what was changed outside of Pulumi. */
export function baselineBefore({ accounts, resources }: ExistingState): BaselineSide {
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
        template: typeof template === "string" ? template : "{}",
        isAutomatic: isAutomatic === true,
        keepsStacks: keepsStacks === true,
        accounts: new Map(
            listOf(accounts).flatMap((one): [string, StackSide][] => {
                if (!isJsonMap(one) || typeof one["id"] !== "string") return [];
                return [
                    [
                        keyOf(one["id"]),
                        {
                            regions: listOf(one["regions"]).filter((region) => typeof region === "string"),
                            parameters: { ...values, ...textsOf(one["parameters"]) },
                            isLeftAlone: one["isLeftAlone"] === true,
                        },
                    ],
                ];
            }),
        ),
        pending: listOf(pending).flatMap((id) => (typeof id === "string" ? [keyOf(id)] : [])),
    };
}

function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [];
}

function textsOf(value: unknown): Record<string, string> {
    return isJsonMap(value)
        ? Object.fromEntries(
              Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
          )
        : {};
}

/** What the definition says. A global block stays in the region in which it is, or comes into the home region. */
export function baselineAfter(
    model: BaselineModel,
    organization: OrganizationModel,
    before: BaselineSide,
): BaselineSide {
    const blocks = new Map(model.blocks.map((block) => [block.key, block]));
    return new Map(
        plannedStackSets(model, organization).flatMap((planned): [string, BlockSide][] => {
            const block = blocks.get(planned.block);
            if (!block) return [];
            const old = before.get(block.key);
            const stack = (key: string, regions: readonly string[], overrides: Readonly<Record<string, string>>) => ({
                regions: regions.length === 0 ? (old?.accounts.get(key)?.regions ?? homeOf(old)) : regions,
                parameters: { ...block.parameters, ...overrides },
            });
            const accounts = planned.accounts.map(({ key, regions, overrides }): [string, StackSide] => [
                key,
                { ...stack(key, regions, overrides), isLeftAlone: false },
            ]);
            // What a quarantined account has stays as it is, and what it lacks it does not get.
            const left = planned.leftAlone.flatMap((key): [string, StackSide][] => {
                const there = old?.accounts.get(key);
                return there ? [[key, { ...there, isLeftAlone: true }]] : [];
            });
            const { template, keepsStacks } = block;
            const side = { key: block.key, template, isAutomatic: planned.isAutomatic, keepsStacks, pending: [] };
            return [[block.key, { ...side, accounts: new Map([...accounts, ...left]) }]];
        }),
    );
}

/** The region of a global block's stacks: all are in the same one. */
function homeOf(block: BlockSide | undefined): readonly string[] {
    return [...(block?.accounts.values() ?? [])][0]?.regions ?? [];
}
