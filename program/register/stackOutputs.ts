import type * as pulumi from "@pulumi/pulumi";
import { OrganizationTree } from "../../tree";
import { WARNINGS_OUTPUT } from "../state";
import { invitationOutputs } from "./invitationResources";
import type { Registered } from "./registered";
import type { Registration } from "./registration";

/** What `pulumi stack output` shows: ids and ARNs of everything that people look up, by key and as a tree. */
export function stackOutputs(
    {
        model,
        invited,
        warningMarks = [],
    }: Pick<Registration, "model" | "invited"> & { warningMarks?: readonly string[] },
    { organization, units, accounts, policies, invitations, featureOutputs }: Registered,
): Record<string, pulumi.Input<unknown>> {
    const tree = new OrganizationTree(model.units, model.accounts);
    const below = (parent: string | undefined): Record<string, unknown> =>
        Object.fromEntries(
            tree.unitsIn(parent).map(({ key }) => [
                key.split("/").at(-1) ?? key,
                {
                    id: units.get(key)?.id,
                    arn: units.get(key)?.arn,
                    ...nonEmpty(
                        "accounts",
                        Object.fromEntries(
                            tree.accountsIn(key).map((account) => [account.key, accounts.get(account.key)?.id]),
                        ),
                    ),
                    ...nonEmpty("units", below(key)),
                },
            ]),
        );
    const outputs = {
        organization: {
            id: organization.id,
            arn: organization.arn,
            rootId: organization.rootId,
            managementAccountId: organization.managementAccountId,
        },
        tree: below(undefined),
        accounts: Object.fromEntries(
            model.accounts.map(({ key, email, unit }) => {
                const account = accounts.get(key);
                return [key, { id: account?.id, arn: account?.arn, email, unit, roleArn: account?.roleArn }];
            }),
        ),
        ...nonEmpty("invitations", { ...invitationOutputs(invited, invitations) }),
        policies: Object.fromEntries(
            model.policies.map(({ key }) => [key, { id: policies.get(key)?.id, arn: policies.get(key)?.arn }]),
        ),
        ...(warningMarks.length > 0 && { [WARNINGS_OUTPUT]: warningMarks }),
    };
    const taken = Object.keys(featureOutputs).find((name) => Object.hasOwn(outputs, name));
    if (taken !== undefined) throw new Error(`a feature has an output ${taken}, as the organisation has`);
    return { ...outputs, ...featureOutputs };
}

function nonEmpty(key: string, value: Record<string, unknown>): Record<string, unknown> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}
