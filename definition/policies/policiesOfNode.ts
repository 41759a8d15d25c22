import { allowedRegions } from "../../evaluator/policyPurpose";
import { LIBRARY, QUARANTINE } from "../../guardrails";
import { FRAMEWORKS } from "../../guardrails/frameworks";
import { didYouMean, list, listSome, quoted, visible } from "../../limits";
import { accountNode, type OrganizationNode } from "../../tree";
import type { Path } from "../problemReport";
import type { AccountInput, RegionsInput, UnitInput } from "../schema";
import { broughtGuardrails, type GuardrailSources } from "./broughtGuardrails";
import { frameworkBundle } from "./frameworkBundle";
import type { PolicyCollection } from "./policyCollection";
import { regionsPolicy } from "./regionsPolicy";

/**
 * The keys of the policies that are attached to the root or a unit: those of its kind and its frameworks, those that it names, and its
 * regions. Policies that the collection does not have yet are added to it.
 *
 * @param above the keys of the policies that are attached above it.
 */
export function policiesOfRootOrUnit(
    node: OrganizationNode,
    said: Pick<UnitInput, "kind" | "compliance" | "without" | "guardrails" | "regions">,
    path: Path,
    above: () => readonly string[],
    policies: PolicyCollection,
): readonly string[] {
    const keys = [
        ...broughtPolicies(node, said, path, policies),
        ...namedPolicies(said.guardrails ?? [], [...path, "guardrails"], policies),
        ...ownRegions(node, said.regions, path, policies),
    ];
    checkRegionsOfFrameworks(said.compliance ?? [], () => [...keys, ...above()], path, policies);
    return [...new Set(keys)];
}

/**
 * The keys of the policies that are attached to an account: those that it names, its regions, and the quarantine. The quarantine is
 * attached to the account itself, so that it stays attached when the account moves.
 */
export function policiesOfAccount(
    key: string,
    { guardrails = [], regions, state }: AccountInput,
    path: Path,
    policies: PolicyCollection,
): readonly string[] {
    const own = [
        ...namedPolicies(guardrails, [...path, "guardrails"], policies),
        ...ownRegions(accountNode(key), regions, path, policies),
    ];
    if (state !== "quarantined") return own;
    const { canHavePolicies, report } = policies.context;
    if (!canHavePolicies) {
        report.add(
            [...path, "state"],
            "an organisation with CONSOLIDATED_BILLING has no policies, and a quarantine is one: use featureSet: ALL",
        );
        return own;
    }
    preparePolicy(QUARANTINE, [...path, "state"], policies);
    return [...new Set([...own, QUARANTINE])];
}

/**
 * Adds a guardrail of the library that is not attached by its name: the quarantine, or one that a feature needs.
 *
 * @throws Error if the library does not have it.
 */
export function preparePolicy(guardrail: string, usedAt: Path, policies: PolicyCollection): void {
    if (!policies.context.canHavePolicies) return;
    if (!policies.addFromLibrary(guardrail, usedAt)) throw new Error(`the library has no guardrail ${guardrail}`);
}

function broughtPolicies(
    node: OrganizationNode,
    said: GuardrailSources,
    path: Path,
    policies: PolicyCollection,
): string[] {
    const { context } = policies;
    const { guardrails, bundles } = broughtGuardrails(said, path, context.report);
    const ofKind = guardrails.filter(({ at }) => at.at(-1) === "kind").map(({ name }) => name);
    if (guardrails.length + bundles.length > 0 && !context.canHavePolicies) {
        context.report.add(
            [...path, ofKind.length > 0 ? "kind" : "compliance"],
            ofKind.length > 0
                ? `kind ${said.kind} brings the guardrails ${list(ofKind)}, and an organisation with CONSOLIDATED_BILLING has no policies. ` +
                      "Use featureSet: ALL, or kind: plain to say that the unit is unguarded"
                : `${list(said.compliance ?? [])} brings guardrails, and an organisation with CONSOLIDATED_BILLING has no policies. ` +
                      "Use featureSet: ALL, or leave it out",
        );
        return [];
    }
    return [
        ...guardrails.flatMap(({ name, at }) => namedPolicies([name], at, policies)),
        ...bundles
            .map((bundle) => frameworkBundle(bundle, node, context))
            .filter((policy) => policies.addMadeForNode(policy))
            .map(({ key }) => key),
    ];
}

/** The names that refer to policies, each once. Guardrails of the library are added to the collection. */
function namedPolicies(names: readonly string[], path: Path, policies: PolicyCollection): string[] {
    const { report, arePoliciesUnread } = policies.context;
    const seen = new Set<string>();
    return names.filter((name, index) => {
        const at = path.at(-1) === "guardrails" ? [...path, index] : path;
        if (seen.has(name)) {
            report.add(at, `names ${visible(name)} a second time: keep one`);
            return false;
        }
        seen.add(name);
        if (policies.has(name) || policies.addFromLibrary(name, at)) return true;
        if (!arePoliciesUnread) report.add(at, () => noSuchPolicy(name, policies));
        return false;
    });
}

function noSuchPolicy(name: string, { context }: PolicyCollection): string {
    const own = Object.keys(context.policies);
    const hint = didYouMean(name, [...own, ...LIBRARY.keys()]);
    return `there is no policy or guardrail ${quoted(name)}.${hint} There are ${list([...(own.length > 0 ? [listSome(own)] : []), "those of the library"])}, which docs/guardrails.md lists.`;
}

/** The policy that `regions` becomes, as a list with one element or none. */
function ownRegions(
    node: OrganizationNode,
    regions: RegionsInput | undefined,
    path: Path,
    policies: PolicyCollection,
): string[] {
    const policy = regions && regionsPolicy(node, regions, [...path, "regions"], policies.context);
    return policy && policies.addMadeForNode(policy) ? [policy.key] : [];
}

/** Checks that a policy limits regions if a framework is about where data is stored: without such a policy it has no effect. */
function checkRegionsOfFrameworks(
    frameworks: NonNullable<GuardrailSources["compliance"]>,
    attached: () => readonly string[],
    path: Path,
    policies: PolicyCollection,
): void {
    const index = frameworks.findIndex((name) => FRAMEWORKS[name].needsRegions);
    if (index < 0) return;
    const found = attached().map((key) => policies.get(key));
    // A policy with a mistake may have been meant to limit the regions.
    if (found.some((policy) => policy === undefined || allowedRegions(policy) !== undefined)) return;
    policies.context.report.add(
        [...path, "compliance", index],
        `${frameworks[index]} is about where data is stored, but no policy here or above limits the regions: add regions, such as regions: [eu-central-1], here or above`,
    );
}
