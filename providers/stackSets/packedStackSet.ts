import { packedAccounts, packedTemplate, unpackedAccounts, unpackedTemplate } from "../../cloudformation/packedBlock";
import type { BlockStackSetInputs } from "./blockStackSetInputs";

/** The same values, with the template and the accounts as the state keeps them. */
export type PackedStackSet<Values> = Omit<Values, "template" | "accounts"> & {
    readonly template: string;
    readonly accounts: Readonly<Record<string, string>>;
};

export function packedStackSet<Values extends BlockStackSetInputs>(values: Values): PackedStackSet<Values> {
    const { template, accounts, ...others } = values;
    return { ...others, template: packedTemplate(template), accounts: packedAccounts(accounts) };
}

export function unpackedStackSet<Values extends BlockStackSetInputs>(values: PackedStackSet<Values>): Values {
    const { template, accounts, ...others } = values;
    return {
        ...others,
        template: unpackedTemplate(template),
        accounts: unpackedAccounts(accounts),
    } as unknown as Values;
}
