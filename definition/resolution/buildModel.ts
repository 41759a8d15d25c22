import { ROOT_UNIT, type AccountModel, type OrganizationModel, type UnitModel } from "../model";
import type { Report } from "../problemReport";
import type { FittedPolicies } from "./fitPolicies";
import type { Inheritance } from "./inherit";
import type { Layout, PlacedAccount, PlacedUnit } from "./layOut";
import { withoutUndefined } from "./withoutUndefined";

/** The results of the passes. */
interface Found {
    readonly inheritance: Inheritance;
    readonly fitting: FittedPolicies;
    /** The principals of the services that features need. */
    readonly neededServices: readonly string[];
}

/** Builds the model from the results of the passes. It decides nothing and reports nothing. */
export function buildModel({ said, nodes }: Layout, found: Found, report: Report): OrganizationModel {
    const { policies, attached } = found.fitting;
    const { organization = {} } = said;
    const types = new Set([...policies.map(({ type }) => type), ...(organization.policyTypes ?? [])]);
    return {
        featureSet: organization.featureSet ?? "ALL",
        ...(organization.featureSet === undefined && { featureSetByDefault: true as const }),
        ...(organization.id !== undefined && { id: organization.id }),
        breakGlassRole: organization.breakGlassRole ?? found.inheritance.root.roleName,
        serviceAccess: [...new Set([...(organization.serviceAccess ?? []), ...found.neededServices])].sort(),
        ...(organization.withoutServiceAccess && {
            withoutServiceAccess: [...new Set(organization.withoutServiceAccess)].sort(),
        }),
        ...(organization.acknowledge && {
            acknowledge: { disables: [], changes: [], ...organization.acknowledge },
        }),
        tags: found.inheritance.root.tags,
        policyTypes: [...types].sort(),
        guardrails: attached.root,
        fullAccess: said.fullAccess ?? true,
        policies: [...policies].sort(byKey),
        units: nodes.flatMap((node) => (node.kind === "unit" ? [unitModel(node, found, report)] : [])),
        accounts: nodes
            .flatMap((node) => (node.kind === "account" ? [accountModel(node, found, report)] : []))
            .sort(byKey),
    };
}

function unitModel(unit: PlacedUnit, { inheritance, fitting }: Found, report: Report): UnitModel {
    const { key, ownKey, parent, depth, said, path } = unit;
    const { tags, passedDown } = valueOf(inheritance.units, key);
    return {
        key,
        name: said.name ?? ownKey,
        kind: passedDown.kind,
        ...(parent !== undefined && { parent }),
        depth,
        tags,
        guardrails: valueOf(fitting.attached.units, key),
        fullAccess: said.fullAccess ?? true,
        ...(said.id !== undefined && { id: said.id }),
        place: report.placeOf(path),
        path,
    };
}

function accountModel(account: PlacedAccount, { inheritance, fitting }: Found, report: Report): AccountModel {
    const { key, unit = ROOT_UNIT, said, path } = account;
    const { owner, expires, invite, acknowledge, id } = said;
    return {
        key,
        name: said.name ?? key,
        ...valueOf(inheritance.accounts, key),
        unit,
        guardrails: valueOf(fitting.attached.accounts, key),
        fullAccess: said.fullAccess ?? true,
        ...(owner !== undefined && { owner }),
        ...(expires !== undefined && { expires }),
        ...(invite !== undefined && { invite: invite === true ? {} : withoutUndefined(invite) }),
        state: said.state ?? "active",
        acknowledge: { ...withoutUndefined(acknowledge ?? {}), loses: fitting.keysOf(acknowledge?.loses ?? []) },
        ...(id !== undefined && { id }),
        place: report.placeOf(path),
        path,
    };
}

/** Every pass returns a value for every unit and account of the layout. */
function valueOf<Value>(values: ReadonlyMap<string, Value>, key: string): Value {
    const value = values.get(key);
    if (value === undefined) throw new Error(`a pass of the resolution has left nothing for ${key}`);
    return value;
}

function byKey(one: { readonly key: string }, two: { readonly key: string }): number {
    return one.key < two.key ? -1 : one.key > two.key ? 1 : 0;
}
