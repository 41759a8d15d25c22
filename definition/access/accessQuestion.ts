import {
    evaluate,
    PolicyError,
    USUAL_CONTEXT,
    type Catalogue,
    type ContextValues,
    type Evaluation,
    type Hierarchy,
    type RequestParties,
    type StatementSource,
} from "../../evaluator/evaluation";
import { readAction } from "../../evaluator/matching/actionPatterns";
import { partitionOf } from "../../evaluator/request/endpointRegions";
import { namesOrganization } from "../../evaluator/policyPurpose";
import { accountNode } from "../../tree";
import type { AccountModel, OrganizationModel } from "../model";
import { hierarchiesOf, NO_IDS, type KnownIds } from "../modelSituation";
import { treeOf } from "../modelTree";
import type { NamedPrincipal } from "./namedPrincipal";

/** The id of an account that AWS has not created yet. No account has this id. */
export const PLACEHOLDER_ID = "000000000000";

/** The id of another account, in the organisation or outside it. */
export const OTHER_PLACEHOLDER_ID = "000000000001";

/** The id of an organisation whose id is not known. Documents that name no organisation treat all ids alike. */
const PLACEHOLDER_ORGANIZATION = "o-0000000000";

export interface Question {
    readonly who: NamedPrincipal;
    readonly action: string;
    readonly region?: string;
    readonly resource?: string;
    readonly context?: ContextValues;
    /** Where the caller is, if not in the account itself. */
    readonly from?: Hierarchy | "outside";
}

/**
 * The policies that bind one account of a definition. An account id that is not known is PLACEHOLDER_ID. The organisation's id stays
 * unknown only if a policy names an organisation, because it cannot be told whether that is this one.
 *
 * @throws RangeError if the definition has no such account; PolicyError if a document cannot be read, with the policy's key in each
 * message.
 */
export function hierarchyOf(model: OrganizationModel, { key, id }: AccountModel, ids: KnownIds = NO_IDS): Hierarchy {
    if (!treeOf(model).account(key)) {
        throw new RangeError(`there is no account ${JSON.stringify(key)} in the definition`);
    }
    const hierarchies = hierarchiesOf(model);
    const mistakes = [...hierarchies.unparsed].flatMap(([policy, error]) =>
        error.mistakes.map((one) => ({ ...one, message: `policy ${policy}: ${one.message}` })),
    );
    if (mistakes.length > 0) throw new PolicyError(mistakes);
    const organization =
        ids.organization ?? model.id ?? (isOrganizationNamed(model) ? undefined : PLACEHOLDER_ORGANIZATION);
    return {
        ...hierarchies.of(accountNode(key)),
        account: ids.accounts.get(key) ?? id ?? PLACEHOLDER_ID,
        ...(organization !== undefined && { organization: { id: organization } }),
    };
}

const naming = new WeakMap<OrganizationModel, boolean>();

/** Whether a policy of the definition names an organisation. It is computed once for a model. */
function isOrganizationNamed(model: OrganizationModel): boolean {
    const isNamed = naming.get(model) ?? model.policies.some(namesOrganization);
    naming.set(model, isNamed);
    return isNamed;
}

/** Asks the evaluator. Unless `context` says otherwise, the request uses TLS and no AWS service makes it on behalf of the caller. */
export function ask(hierarchy: Hierarchy, question: Question, catalogue: Catalogue): Evaluation {
    const { who, action, region, resource, context, from = hierarchy } = question;
    const home = from === "outside" ? OTHER_PLACEHOLDER_ID : (from.account ?? PLACEHOLDER_ID);
    const parties: Hierarchy | RequestParties =
        from === hierarchy ? hierarchy : { principal: from, resource: hierarchy };
    return evaluate(
        parties,
        {
            action,
            principal: who.principal(home, region === undefined ? undefined : partitionOf(region)),
            ...(region !== undefined && { region }),
            ...(resource !== undefined && { resource }),
            context: usualContext(context),
        },
        { catalogue },
    );
}

/** The usual context, which `context` overrides, whatever the case of its keys. */
export function usualContext(context: ContextValues = {}): ContextValues {
    const usual = new Map(Object.keys(USUAL_CONTEXT).map((key) => [key.toLowerCase(), key]));
    const given = Object.entries(context).map(([key, value]) => [usual.get(key.toLowerCase()) ?? key, value] as const);
    return { ...USUAL_CONTEXT, ...Object.fromEntries(given) };
}

/** The statements that deny the action to other principals, in other regions or for other resources, and do not apply to this request. */
export function nearMisses(hierarchy: Hierarchy, action: string, evaluation: Evaluation): StatementSource[] {
    const name = readAction(action);
    const counted = new Set([...evaluation.denials, ...evaluation.considered].map(identity));
    return hierarchy.levels.flatMap(({ kind, key, policies }) =>
        policies.flatMap(({ name: policy, policy: { type, statements } }) =>
            statements.flatMap((statement): StatementSource[] => {
                const { index, sid, effect } = statement;
                if (effect !== "Deny" || !statement.matchesAction(name)) return [];
                const source = {
                    type,
                    node: { kind, key },
                    policy,
                    statement: index,
                    ...(sid !== undefined && { sid }),
                    effect,
                };
                return counted.has(identity(source)) ? [] : [source];
            }),
        ),
    );
}

function identity({ node, policy, statement }: StatementSource): string {
    return JSON.stringify([node.kind, node.key, policy, statement]);
}
