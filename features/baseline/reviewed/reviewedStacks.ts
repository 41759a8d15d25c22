import { unpackedAccounts, unpackedTemplate } from "../../../cloudformation/packedBlock";
import { UNKNOWN_INPUT, type ResourceInputs, type WeighedRisk } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";

/** A part of the sentence about a block. */
export type BlockPart = WeighedRisk & { readonly text: string; readonly details: readonly string[] };

/** The stack of a block in an account; its regions and values are not known where the account is new. */
export interface ReviewedStack {
    readonly regions?: readonly string[];
    readonly parameters: Readonly<Record<string, string>>;
    /** Its stacks stay as they are: the account is quarantined or closed. */
    readonly isLeftAlone?: boolean;
}

/** The stacks of a block by the keys of accounts. */
export type ReviewedStacks = ReadonlyMap<string, ReviewedStack>;

export function stacksOf(inputs: ResourceInputs | undefined): ReviewedStacks {
    const accounts = inputs?.["accounts"];
    if (!isJsonMap(accounts)) return new Map();
    const known = Object.fromEntries(Object.entries(accounts).filter(([, text]) => text !== UNKNOWN_INPUT));
    return new Map([
        ...Object.keys(accounts).map((name): [string, ReviewedStack] => [name, { parameters: {} }]),
        ...unpackedAccounts(known).map(({ name, regions, parameters, isLeftAlone }): [string, ReviewedStack] => [
            name,
            { regions, parameters, isLeftAlone },
        ]),
    ]);
}

/** All parameters of a stack. */
export function parametersOf(
    inputs: ResourceInputs | undefined,
    { parameters }: ReviewedStack,
): Readonly<Record<string, string>> {
    const common = inputs?.["parameters"];
    return { ...(isJsonMap(common) ? (common as Readonly<Record<string, string>>) : {}), ...parameters };
}

export function templateText(inputs: ResourceInputs | undefined): string {
    return unpackedTemplate(inputs?.["template"]);
}
