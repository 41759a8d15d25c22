import { packedAccounts, packedTemplate } from "../../../../cloudformation/packedBlock";
import { ROOT_UNIT } from "../../../../definition";
import type { ExistingResource, ExistingState } from "../../../../definition/feature";
import { BLOCK_RESOURCE } from "../../../../features/baseline/plan/homeRegion";
import type { LoadedBaseline } from "./baselineFixture";

/** The id that an account has in these tests. */
export function accountIdOf(key: string): string {
    const digits = [...key].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_000_000, 7);
    return String(100_000_000_000 + digits);
}

/**
 * The state after an `up` of a definition that has got through, with stacks of global blocks in eu-central-1.
 *
 * @param changed other outputs of blocks, by their keys; a template as plain JSON.
 */
export function stateAfterUp(
    { model, organization, planned }: LoadedBaseline,
    changed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): ExistingState {
    const home = (regions: readonly string[]): readonly string[] => (regions.length > 0 ? regions : ["eu-central-1"]);
    const resources = model.blocks.map((block): ExistingResource => {
        const of = planned.get(block.key);
        const accounts = (of?.accounts ?? []).map(({ key, target, regions, ring, overrides }) => ({
            id: accountIdOf(key),
            name: key,
            target,
            ring,
            regions: home(regions),
            parameters: overrides,
            isLeftAlone: false,
        }));
        const { parameters, keepsStacks } = block;
        const { template = block.template, ...others } = changed[block.key] ?? {};
        const outputs = {
            template: packedTemplate(String(template)),
            parameters,
            keepsStacks,
            isAutomatic: of?.isAutomatic,
            accounts: packedAccounts(accounts),
        };
        return { name: block.key, outputs: { ...outputs, ...others } };
    });
    return {
        day: "2026-11-27",
        accounts: new Map(
            organization.accounts.map(({ key, unit }) => [
                key,
                { id: accountIdOf(key), ...(unit !== ROOT_UNIT && { unit }) },
            ]),
        ),
        resources: new Map([[BLOCK_RESOURCE, resources]]),
    };
}

/** Before the first `up`. */
export const NO_STATE: ExistingState = { day: "2026-11-27", accounts: new Map(), resources: new Map() };
