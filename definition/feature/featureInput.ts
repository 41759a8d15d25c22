import type { z } from "zod";
import { isJsonMap, jsonAt, type JsonMap } from "../../evaluator/policyDocument";
import { ROOT_UNIT, type AccountModel, type OrganizationModel, type UnitModel } from "../model";
import type { Path } from "../problemReport";
import type { FeatureSchema } from "../schema/featureKeys";

/** The values of a feature's own keys in a definition, wherever they are allowed. */
export interface Said<Input extends FeatureInput> {
    readonly root: Entry<Input["root"]>;
    readonly defaults: Entry<Input["defaults"]>;
    unit(unit: UnitModel): Entry<Input["unit"]>;
    account(account: AccountModel): Entry<Input["account"]>;
}

/** The values of a feature's own keys in a definition whose organisation is not resolved yet. */
export interface WrittenEntries<Input extends FeatureInput> {
    readonly root: Entry<Input["root"]>;
    readonly defaults: Entry<Input["defaults"]>;
    /** One for each unit, in the order of the definition. */
    readonly units: readonly Entry<Input["unit"]>[];
    /** One for each account, in the order of the definition. */
    readonly accounts: readonly Entry<Input["account"]>[];
}

/** The values at one place. */
export interface Entry<Values> {
    readonly values: Values;
    /** The path of the map that contains the keys. For a mistake about a key, append the key. */
    readonly path: Path;
}

/** The values of a feature's keys, by the place where they are allowed. */
export interface FeatureInput {
    readonly root: object;
    readonly defaults: object;
    readonly unit: object;
    readonly account: object;
}

/** What a feature's schema reads. A key that is not written is absent. */
export type InputOf<Schema extends FeatureSchema> = {
    readonly [Place in keyof FeatureInput]: Schema[Place] extends z.ZodRawShape
        ? z.output<z.ZodObject<Schema[Place]>>
        : object;
};

/** @param input a definition whose form has been checked. */
export function saidFor(schema: FeatureSchema, input: unknown): Said<FeatureInput> {
    return {
        root: entryAt(input, [], schema.root),
        defaults: entryAt(input, ["defaults"], schema.defaults),
        unit: ({ path }) => entryAt(input, path, schema.unit),
        account: ({ path }) => entryAt(input, path, schema.account),
    };
}

/**
 * The same for an organisation that is only laid out.
 *
 * @param nodes all units and accounts.
 */
export function writtenEntries(
    schema: FeatureSchema,
    input: unknown,
    nodes: readonly { readonly kind: "unit" | "account"; readonly path: Path }[],
): WrittenEntries<FeatureInput> {
    const { root, defaults } = saidFor(schema, input);
    const of = (kind: "unit" | "account"): Entry<object>[] =>
        nodes.filter((node) => node.kind === kind).map(({ path }) => entryAt(input, path, schema[kind]));
    return { root, defaults, units: of("unit"), accounts: of("account") };
}

function entryAt(input: unknown, path: Path, shape: z.ZodRawShape = {}): Entry<object> {
    const map = mapAt(input, path);
    const keys = Object.keys(shape).filter((key) => map !== undefined && Object.hasOwn(map, key));
    return { values: Object.fromEntries(keys.map((key) => [key, map?.[key]])), path };
}

/**
 * Settles inherited values: starts with the value of the defaults, and goes down through the units to the account.
 *
 * @param top the value above the defaults.
 * @param settle computes the value at a place from the value above and from what is written there.
 * @returns the value of each account, by account key.
 */
export function inheritDown<Values extends object, Value>(
    said: Pick<
        Said<FeatureInput & { readonly defaults: Values; readonly unit: Values; readonly account: Values }>,
        "defaults" | "unit" | "account"
    >,
    spine: OrganizationModel,
    top: Value,
    settle: (above: Value, entry: Entry<Values>) => Value,
): ReadonlyMap<string, Value> {
    const defaults = settle(top, said.defaults);
    const units = new Map<string | undefined, Value>([
        [undefined, defaults],
        [ROOT_UNIT, defaults],
    ]);
    // The model lists parents before their children.
    for (const unit of spine.units) units.set(unit.key, settle(units.get(unit.parent) as Value, said.unit(unit)));
    return new Map(
        spine.accounts.map((account) => [account.key, settle(units.get(account.unit) as Value, said.account(account))]),
    );
}

function mapAt(input: unknown, path: Path): JsonMap | undefined {
    const value = jsonAt(input, path);
    return isJsonMap(value) ? value : undefined;
}
