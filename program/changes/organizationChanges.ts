import type { ResourceChange, ReviewedChange } from "../../definition/feature";
import { countOf, list, visible } from "../../limits";
import type { ChangeContext } from "./changeContext";
import { CORE } from "../state";

type Words = Pick<ReviewedChange, "kind" | "risk" | "text" | "isIrreversible"> & {
    readonly details?: readonly string[];
};

/** What happens to the organisation itself, and to invitations. */
export function organizationChanges(
    changes: readonly ResourceChange[],
    { accounts }: ChangeContext,
): readonly ReviewedChange[] {
    return changes.flatMap((change) => {
        const common = { resources: [change.urn], details: [] };
        if (change.type === CORE.invitation) {
            const path = accounts.get(change.name)?.path;
            const words = invitationWords(change);
            return [{ ...common, subject: "accounts" as const, ...words, ...(path && { path }) }];
        }
        const words =
            change.type === CORE.organization
                ? organizationWords(change)
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

function organizationWords({ operation, properties, before = {}, after = {} }: ResourceChange): readonly Words[] {
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
                    isIrreversible: true,
                    text: "The organisation is deleted.",
                },
            ];
        case "forget":
            return [
                {
                    kind: "organization-forgotten",
                    risk: "danger",
                    text: "The organisation leaves the stack, and stays in AWS.",
                },
            ];
        case "update":
            return [
                ...difference(before.awsServiceAccessPrincipals, after.awsServiceAccessPrincipals, "service-access", {
                    added: (services) => `${servicesText(services)} may work with the organisation from now on.`,
                    removed: (services) => `${servicesText(services)} may no longer work with the organisation.`,
                }),
                ...difference(before.enabledPolicyTypes, after.enabledPolicyTypes, "policy-types", {
                    added: (types) =>
                        `Policies of the ${types.length === 1 ? "type" : "types"} ${list(types)} can be attached from now on.`,
                    removed: (types) =>
                        `Policies of the ${types.length === 1 ? "type" : "types"} ${list(types)} can no longer be attached, and those that are attached end.`,
                }),
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

function difference(
    before: unknown,
    after: unknown,
    kind: string,
    text: Readonly<Record<"added" | "removed", (names: string[]) => string>>,
): readonly Words[] {
    const [old, now] = [namesOf(before), namesOf(after)];
    const added = now.filter((name) => !old.includes(name)).map((name) => visible(name));
    const removed = old.filter((name) => !now.includes(name)).map((name) => visible(name));
    return [
        ...(added.length > 0 ? [{ kind: `${kind}-given`, risk: "attention" as const, text: text.added(added) }] : []),
        ...(removed.length > 0
            ? [{ kind: `${kind}-taken`, risk: "danger" as const, text: text.removed(removed) }]
            : []),
    ];
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
