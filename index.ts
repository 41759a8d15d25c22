import type * as pulumi from "@pulumi/pulumi";
import { loadDefinition } from "./definition";
import { buildInTurns, outputs } from "./program/build";
import { newAccounts } from "./program/creation";
import { openStack, stackSettings, type StackSettings } from "./program/openStack";
import { plan } from "./program/plan";
import { asRunError, report, reportCreations, reportProgress } from "./program/report";

/** The definition becomes the organisation. What is wrong is reported before anything is registered. */
async function run(settings: StackSettings): Promise<Record<string, pulumi.Input<unknown>>> {
    const model = loadDefinition(settings.location);
    const { existing, aws, options } = await openStack(settings, reportProgress);
    const planned = await plan(model, existing, aws, options);
    report(planned);
    const { attachments, moved, invited, change } = planned;
    const built = await buildInTurns(planned.model, planned.existing, attachments, moved, invited, change);
    reportCreations(newAccounts(planned.model, planned.existing).flatMap(({ key }) => built.accounts.get(key) ?? []));
    return outputs(planned.model, built);
}

async function main(): Promise<Record<string, pulumi.Input<unknown>>> {
    let settings: StackSettings | undefined;
    try {
        settings = stackSettings();
        return await run(settings);
    } catch (error) {
        throw asRunError(error, settings?.aws.endpoints.organizations);
    }
}

export = main;
