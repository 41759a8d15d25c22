import type { ChangeWords, ResourceChange, ReviewedChange, WeighedRisk } from "../../definition/feature";
import { countOf, list, visible } from "../../limits";
import type { ChangeContext } from "./changeContext";
import { CORE } from "../state";

type Words = Pick<ChangeWords, "kind" | "text" | "isIrreversible"> &
    WeighedRisk & { readonly details?: readonly string[] };

/** Pulumi refuses the end of the organisation until somebody has run `pulumi state unprotect`. */
const PROTECTED = "pulumi state unprotect";

/** What happens to the organisation itself, and to invitations. */
export function organizationChanges(
    changes: readonly ResourceChange[],
    { accounts, model }: ChangeContext,
): readonly ReviewedChange[] {
    const acknowledged = model.acknowledge?.disables ?? [];
    return changes.flatMap((change) => {
        const common = { resources: [change.urn], details: [] };
        if (change.type === CORE.invitation) {
            const path = accounts.get(change.name)?.path;
            const words = invitationWords(change);
            return [{ ...common, subject: "accounts" as const, ...words, ...(path && { path }) }];
        }
        const words =
            change.type === CORE.organization
                ? organizationWords(change, acknowledged)
                : change.type === CORE.allFeatures
                  ? [allFeaturesWords(change)]
                  : [];
        return words.map((one): ReviewedChange => ({
            ...common,
            subject: "organization",
            path: ["organization"],
            ...one,
        }));
    });
}

function organizationWords(
    { operation, properties, before = {}, after = {} }: ResourceChange,
    acknowledged: readonly string[],
): readonly Words[] {
    switch (operation) {
        case "create":
            return [{ kind: "organization-created", risk: "attention", text: "The organisation is created." }];
        case "import":
            return [
                {
                    kind: "organization-taken-over",
                    risk: "attention",
                    text: "The organisation, which AWS has already, is taken over.",
                },
            ];
        case "delete":
        case "replace":
            return [
                {
                    kind: "organization-deleted",
                    risk: "danger",
                    acknowledgedBy: PROTECTED,
                    isIrreversible: true,
                    text: "The organisation is deleted.",
                },
            ];
        case "forget":
            return [
                {
                    kind: "organization-forgotten",
                    risk: "danger",
                    acknowledgedBy: PROTECTED,
                    text: "The organisation leaves the stack, and stays in AWS.",
                },
            ];
        case "update":
            return [
                // What the program tells Pulumi to leave as it is, is none of the properties.
                ...(properties.includes("awsServiceAccessPrincipals")
                    ? serviceWords(before.awsServiceAccessPrincipals, after.awsServiceAccessPrincipals, acknowledged)
                    : []),
                ...(properties.includes("enabledPolicyTypes")
                    ? policyTypeWords(before.enabledPolicyTypes, after.enabledPolicyTypes)
                    : []),
                ...(properties.includes("featureSet") ? [FEATURES] : []),
            ];
    }
}

/** `ram.amazonaws.com`, `2 services (ram.amazonaws.com and sso.amazonaws.com)` */
function servicesText(services: readonly string[]): string {
    return services.length === 1
        ? `Service ${list(services)}`
        : `${countOf(services.length, "service")} (${list(services)})`;
}

const FEATURES: Words = {
    kind: "all-features",
    risk: "attention",
    isIrreversible: true,
    text: "The organisation gets all features. There is no way back to consolidated billing alone.",
};

/** Access that is in use is disabled only with an acknowledgement of its own (program/organization/disabledServices.ts). */
function serviceWords(before: unknown, after: unknown, acknowledged: readonly string[]): readonly Words[] {
    const { added, removed } = difference(before, after);
    const risk: WeighedRisk = removed.some((service) => acknowledged.includes(service))
        ? { risk: "danger", acknowledgedBy: "organization.acknowledge.disables" }
        : { risk: "attention" };
    return [
        ...(added.length > 0
            ? [
                  {
                      kind: "service-access-given",
                      risk: "attention" as const,
                      text: `${servicesText(added)} may work with the organisation from now on.`,
                  },
              ]
            : []),
        ...(removed.length > 0
            ? [
                  {
                      kind: "service-access-taken",
                      ...risk,
                      text: `${servicesText(removed)} may no longer work with the organisation.`,
                  },
              ]
            : []),
    ];
}

/** This program disables no type (program/organization/enabledPolicyTypes.ts). If it ever did, all policies of the type would end. */
function policyTypeWords(before: unknown, after: unknown): readonly Words[] {
    const { added, removed } = difference(before, after);
    const noun = (types: readonly string[]): string => `${types.length === 1 ? "type" : "types"} ${list(types)}`;
    return [
        ...(added.length > 0
            ? [
                  {
                      kind: "policy-types-given",
                      risk: "attention" as const,
                      text: `Policies of the ${noun(added)} can be attached from now on.`,
                  },
              ]
            : []),
        ...(removed.length > 0
            ? [
                  {
                      kind: "policy-types-taken",
                      risk: "danger" as const,
                      text: `Policies of the ${noun(removed)} can no longer be attached, and those that are attached end.`,
                      acknowledge: `disable policies of the ${noun(removed)}`,
                  },
              ]
            : []),
    ];
}

function difference(
    before: unknown,
    after: unknown,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
    const [old, now] = [namesOf(before), namesOf(after)];
    return {
        added: now.filter((name) => !old.includes(name)).map((name) => visible(name)),
        removed: old.filter((name) => !now.includes(name)).map((name) => visible(name)),
    };
}

function namesOf(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

function allFeaturesWords({ operation, after }: ResourceChange): Words {
    if (operation === "delete" || operation === "forget")
        return {
            kind: "all-features-done",
            risk: "routine",
            text: "The change to all features is finished, and leaves the stack.",
        };
    return after?.finalise === true
        ? FEATURES
        : {
              kind: "all-features-requested",
              risk: "attention",
              text: "All features are requested: AWS asks every invited account for its consent.",
          };
}

function invitationWords({ operation, name }: ResourceChange): Words {
    const account = `Account ${visible(name)}`;
    switch (operation) {
        case "delete":
        case "forget":
            return {
                kind: "invitation-ends",
                risk: "routine",
                text: `The invitation of ${visible(name)} ends, or its account has become a member.`,
            };
        case "update":
        case "replace":
            return { kind: "account-invited-again", risk: "routine", text: `${account} is invited again.` };
        case "create":
        case "import":
            return {
                kind: "account-invited",
                risk: "attention",
                text: `${account} is invited into the organisation. Whether it joins, its owner decides.`,
            };
    }
}
