import { unitsInParent } from "../../../aws/organization";
import type { AccountModel, DefinitionModel } from "../../../definition";
import { treeOf, type ModelNode } from "../../../definition/modelTree";
import { didYouMean, quoted } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";
import { memberOf, type Membership } from "../../cli/organizationMembers";
import type { EntityPaths } from "./entityPaths";

/** What a command line names. */
export type UsedSubject =
    { readonly kind: "place"; readonly node: ModelNode } | { readonly kind: "guardrail"; readonly key: string };

/** How the organisation's root is named. */
const ROOT = "root";

/**
 * A unit, an account or a guardrail of the definition. `unit X`, `account X` and `guardrail X` name one of several with the same key.
 *
 * @throws CommandError if there is none, or if there are several.
 */
export function usedSubject(context: CommandContext, named: string): UsedSubject {
    const { model } = context;
    const [, only, rest] = /^(unit|account|guardrail) (.+)$/.exec(named) ?? [];
    const name = rest ?? named;
    const found = subjectsNamed(model, name).filter(([kind]) => only === undefined || kind === only);
    const [first, ...others] = found;
    if (first && others.length === 0) return first[1];
    if (first) {
        const choices = found.map(([kind]) => `"${kind} ${name}"`).join(" or ");
        throw new CommandError(`${quoted(name)} is several things: write ${choices}`, EXIT.usage);
    }
    const keys = [...model.units, ...model.accounts, ...guardrailsOf(model)].map(({ key }) => key);
    throw new CommandError(
        `there is no unit, account or service control policy ${quoted(named)} in the definition.${didYouMean(name, keys)} The root is ${ROOT}`,
        EXIT.usage,
    );
}

function subjectsNamed(model: DefinitionModel, name: string): readonly (readonly [string, UsedSubject])[] {
    const tree = treeOf(model);
    const place = (kind: "unit" | "account", key: string): readonly [string, UsedSubject] => [
        kind,
        { kind: "place", node: tree.node({ kind, key }) },
    ];
    const [root] = tree.nodes;
    return [
        ...(name === ROOT && root ? [["unit", { kind: "place", node: root }] as const] : []),
        ...model.units.filter(({ key }) => key === name).map(({ key }) => place("unit", key)),
        ...model.accounts
            .filter(({ key, id, email, name: own }) => [key, id, email, own].includes(name))
            .map(({ key }) => place("account", key)),
        ...guardrailsOf(model)
            .filter(({ key }) => key === name)
            .map(({ key }) => ["guardrail", { kind: "guardrail", key }] as const),
    ];
}

/** Service control policies: the report is about what principals of accounts do, which only these limit. */
function guardrailsOf({ policies }: DefinitionModel): DefinitionModel["policies"] {
    return policies.filter(
        ({ type, part }) => type === "SERVICE_CONTROL_POLICY" && (part === undefined || part.number === 1),
    );
}

/**
 * AWS's id of a place of the definition. Takes a call for each unit above a unit.
 *
 * @returns undefined if AWS does not have it yet.
 */
export async function entityId(
    { clients, model }: CommandContext,
    node: ModelNode,
    membership: Membership,
    paths: EntityPaths,
): Promise<string | undefined> {
    if (node.kind === "account") {
        const account = model.accounts.find(({ key }) => key === node.key) as AccountModel;
        return memberOf(account, membership)?.id;
    }
    let id = paths.rootId;
    for (const one of treeOf(model).nodesDownTo(node).slice(1)) {
        const unit = model.units.find(({ key }) => key === one.key);
        const units = await unitsInParent(clients.organizationCalls, id);
        const found = units?.find((other) => other.id === unit?.id) ?? units?.find(({ name }) => name === unit?.name);
        if (!found) return undefined;
        paths.keepParent(found.id, id);
        id = found.id;
    }
    return id;
}
