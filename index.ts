import * as pulumi from "@pulumi/pulumi";
import { explainAws } from "./aws/explainAws";
import { DefinitionError, lintPolicies, loadDefinition, policyWarnings, testAssertions } from "./definition";
import { printable } from "./limits";
import { findAttachments } from "./program/attachments/findAttachments";
import { findMoved, newAccounts, tellProgress } from "./program/creation";
import { providerSettings } from "./program/openStack/providerSettings";
import { documentWarnings } from "./program/review/changedDocuments";
import { tellEffect } from "./program/effect/tell";
import { expired } from "./program/review/expiredAccounts";
import { prepareInvitations } from "./program/invitations";
import { knownIds } from "./program/plan/knownIds";
import { openStack } from "./program/openStack";
import { order } from "./program/order";
import { prepareOrganization } from "./program/organization";
import { checkProviderTags } from "./program/openStack/providerTags";
import { register, stackOutputs } from "./program/register";
import { review } from "./program/review";
import { takeOver } from "./program/plan/takeOver";

/** The stack's settings and the definition become the organisation; what is wrong is told before anything is registered. */
async function main(): Promise<Record<string, pulumi.Input<unknown>>> {
    const location = new pulumi.Config().get("definition") ?? `organizations/${pulumi.getStack()}`;
    checkProviderTags(new pulumi.Config("aws"), pulumi.getStack());
    try {
        const model = loadDefinition(location);
        const { existing: inState, dangers } = await openStack();
        const { untested } = await testAssertions(model, knownIds(inState));
        const organization = await prepareOrganization(model, inState, location);
        const { applied, existing, change } = organization;
        const region = new pulumi.Config("aws").get("region") ?? "us-east-1";
        const seen = review(model, existing, location, region, organization.problems);
        if (pulumi.runtime.isDryRun()) {
            warn([
                ...dangers,
                ...organization.warnings,
                ...seen,
                ...untested,
                ...policyWarnings(model),
                ...documentWarnings(await lintPolicies(model), model, existing),
                ...expired(model, new Date().toISOString().slice(0, 10)),
            ]);
            await tellEffect(applied, existing, region);
        }
        const {
            model: members,
            invited,
            invitations,
            infos,
            warnings,
        } = await prepareInvitations(applied, existing, location);
        if (pulumi.runtime.isDryRun()) {
            for (const message of infos) void pulumi.log.info(printable(message));
            warn(warnings);
        }
        const prepared = await takeOver(members, existing, location, invitations);
        const [attachments, moved] = await Promise.all([
            findAttachments(prepared, existing, location),
            findMoved(prepared, existing),
        ]);
        const registration = { model: prepared, existing, attachments, moved, invited, change };
        const registered = await register(registration, order(prepared, existing));
        tellProgress(newAccounts(prepared, existing).flatMap(({ key }) => registered.accounts.get(key) ?? []));
        return stackOutputs(registration, registered);
    } catch (error) {
        // Pulumi shows a RunError by its message alone, without a stack trace that helps nobody to mend a definition.
        if (error instanceof DefinitionError) throw new pulumi.RunError(error.message);
        const told = explainAws(error, providerSettings().endpoints.organizations);
        throw told === undefined ? error : new pulumi.RunError(printable(told));
    }
}

/** In preview alone: that is where people read, and `up` begins with one. */
function warn(messages: readonly string[]): void {
    for (const message of messages) void pulumi.log.warn(printable(message));
}

export = main;
