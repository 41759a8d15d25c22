import type { Hierarchy, RequestParties, RequestPrincipal, PolicyStatement } from "../evaluation";
import { readPrincipal, RequestError } from "../request/requestPrincipal";

/** A principal for which a change is compared: one that a condition names, or one that no condition names. */
export interface Asker {
    /** How a message names it: `OrganizationAccountAccessRole`, `anyone else`. */
    readonly label: string;
    readonly principal: RequestPrincipal;
    readonly from: "account" | "outside";
}

export const ANYONE_ELSE = "anyone else";
const STRANGER = "anyone outside of the organisation";
const AWS_SERVICES = "AWS services";
/** The labels of the principals that belong to no account of the organisation. */
export const OUTSIDERS: readonly string[] = [STRANGER, AWS_SERVICES];
const ROOT_USER = "the root user";
/** The name of a role that no condition names. */
const NOBODY = "neither-named-nor-meant";
/** An example of an account that no policy names. */
export const SOME_ACCOUNT = "000000000000";
/** Accounts outside the organisation. The first that no condition names is used. */
const STRANGERS = ["999999999990", "999999999991", "999999999992", "999999999993"];
const PRINCIPAL_KEYS = /^(Arn|String)/;

/** The most principals and the most regions that are tried. The number of others is reported. */
export const MOST_NAMED = 12;

/** The patterns of principals that conditions name, as they are written. */
function namedPrincipals(statements: readonly PolicyStatement[]): string[] {
    return valuesOf(statements, "aws:principalarn", PRINCIPAL_KEYS);
}

/** The regions that conditions name. For a pattern, one region that it matches. */
export function namedRegions(statements: readonly PolicyStatement[]): string[] {
    const values = valuesOf(statements, "aws:requestedregion", /^String/);
    return [...new Set(values.map((value) => value.replaceAll("*", "").replaceAll("?", "x")))]
        .filter((one) => one !== "")
        .sort();
}

function valuesOf(statements: readonly PolicyStatement[], wanted: string, operators: RegExp): string[] {
    const found = statements.flatMap(({ conditions }) =>
        conditions
            .filter(
                ({ key, operator }) =>
                    key.toLowerCase() === wanted && operators.test(operator.replace(/^For\w+Values?:/, "")),
            )
            .flatMap(({ values }) => values),
    );
    return [...new Set(found)].sort();
}

/** A region that no condition names, in the partition of the stack's region. */
export function elsewhere(region: string): string {
    if (region.startsWith("cn-")) return "cn-elsewhere-1";
    return region.startsWith("us-gov-") ? "us-gov-elsewhere-1" : "xx-elsewhere-1";
}

/**
 * The principals that are compared in an account: the given roles, those that conditions name, and one that no condition names. If
 * resource control policies change, also somebody outside the organisation, and AWS's services.
 *
 * @param roles names of roles that are always compared
 */
export function askersOf(
    statements: readonly PolicyStatement[],
    { account = SOME_ACCOUNT }: Hierarchy,
    roles: readonly string[],
    partition: string,
    withOutside: boolean,
): { readonly askers: readonly Asker[]; readonly left: number } {
    const role = (name: string): string => `arn:${partition}:iam::${account}:role/${name}`;
    const askers = new Map<string, Asker>();
    const add = (label: string, arn: string): void => {
        if (![...askers.values()].some((one) => one.principal.arn === arn)) {
            askers.set(label, { label, principal: { arn }, from: "account" });
        }
    };
    for (const name of roles) add(name, role(name));
    let left = 0;
    for (const pattern of namedPrincipals(statements)) {
        const arn = instance(pattern, account, partition);
        if (arn === undefined) continue;
        if (askers.size >= MOST_NAMED) left += 1;
        else add(labelOf(pattern), arn);
    }
    add(ANYONE_ELSE, role(NOBODY));
    if (withOutside) {
        const texts = JSON.stringify(statements.map(({ conditions }) => conditions.map(({ values }) => values)));
        const stranger = STRANGERS.find((one) => !texts.includes(one)) ?? SOME_ACCOUNT;
        askers.set(STRANGER, {
            label: STRANGER,
            principal: { arn: `arn:${partition}:iam::${stranger}:role/${NOBODY}` },
            from: "outside",
        });
        askers.set(AWS_SERVICES, { label: AWS_SERVICES, principal: { type: "AWS service" }, from: "outside" });
    }
    return { askers: [...askers.values()], left };
}

/** The accounts of principal and resource, for the evaluator. */
export function partiesOf({ from }: Asker, hierarchy: Hierarchy): RequestParties {
    return { principal: from === "outside" ? "outside" : hierarchy, resource: hierarchy };
}

/**
 * An example of a principal of the account that a pattern matches; undefined if it matches every principal, or only those of other
 * accounts.
 */
function instance(pattern: string, account: string, partition: string): string | undefined {
    const [prefix, , service = "", , owner = "", ...rest] = pattern.split(":");
    const named = rest.join(":");
    // `role/*` matches anybody, and `anyone else` is always compared.
    if (prefix !== "arn" || !matches(owner, account) || /^[a-z*-]*\/?\*$/.test(named)) return undefined;
    const resource = named
        .replaceAll(/\/\*(?=\/|$)/g, "/x")
        .replaceAll("*", "")
        .replaceAll("?", "x");
    const kind = service.includes("*") ? "iam" : service;
    const arn = `arn:${partition}:${kind}::${account}:${resource}`;
    try {
        readPrincipal(arn);
        return arn;
    } catch (error) {
        if (error instanceof RequestError) return undefined;
        throw error;
    }
}

function matches(owner: string, account: string): boolean {
    return owner === account || /[*?]/.test(owner);
}

/** A role is shown by its name without `role/`. */
function labelOf(pattern: string): string {
    const resource = pattern.split(":").slice(5).join(":");
    return resource === "root" ? ROOT_USER : resource.replace(/^role\//, "");
}
