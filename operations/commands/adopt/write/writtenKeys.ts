import type { YamlContent } from "./definitionYaml";

/** Keys of a definition with their values. A key without a value is not written. */
export type DefinitionKeys = Readonly<Record<string, YamlContent | undefined>>;

/** The keys that a feature writes into a definition, by the place where they are written. */
export interface WrittenKeys {
    readonly root?: DefinitionKeys;
    readonly defaults?: DefinitionKeys;
    /** By the unit's id in AWS. */
    readonly units?: ReadonlyMap<string, DefinitionKeys>;
    /** By the account's id in AWS. */
    readonly accounts?: ReadonlyMap<string, DefinitionKeys>;
}

/** The keys of all features at one place. */
export function keysAt(
    all: readonly WrittenKeys[],
    at: (keys: WrittenKeys) => DefinitionKeys | undefined,
): DefinitionKeys {
    return Object.assign({}, ...all.map((keys) => at(keys) ?? {})) as DefinitionKeys;
}
