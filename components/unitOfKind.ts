import { KIND_GUARDRAILS } from "../guardrails/unitKindGuardrails";
import type { OrganizationalUnitArgs } from "./organizationalUnit";

export interface UnitOfKindArgs extends OrganizationalUnitArgs {
    /**
     * Names of the library's guardrails that the unit has because of its kind, in addition to `guardrails`. An empty list takes them all
     * off. Default: those of the kind; none where the parent is of the same kind, whose guardrails bind the unit already
     */
    readonly kindGuardrails?: readonly string[];
}

/** The arguments of a unit of a kind as those of a plain unit. */
export function plainUnitArgs(
    { kindGuardrails, ...args }: UnitOfKindArgs,
    kind: keyof typeof KIND_GUARDRAILS,
    isParentOfKind: boolean,
): OrganizationalUnitArgs {
    const own = kindGuardrails ?? (isParentOfKind ? [] : KIND_GUARDRAILS[kind]);
    return { ...args, guardrails: [...own, ...(args.guardrails ?? [])] };
}
