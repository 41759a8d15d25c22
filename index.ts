import * as pulumi from "@pulumi/pulumi";
import { DefinitionError, loadDefinition } from "./definition";
import { checkAdoption } from "./program/adoption";
import { findAttachments } from "./program/attachments";
import { build, outputs } from "./program/build";
import { review } from "./program/review";
import { readState } from "./program/state";

/** The stack's settings and the definition become the organisation; what is wrong is told before anything is registered. */
async function main(): Promise<Record<string, pulumi.Input<unknown>>> {
    const location = new pulumi.Config().get("definition") ?? `organizations/${pulumi.getStack()}`;
    try {
        const model = loadDefinition(location);
        const existing = await readState();
        review(model, existing, location);
        await checkAdoption(model, existing, location);
        return outputs(model, build(model, existing, await findAttachments(model, existing)));
    } catch (error) {
        // Pulumi shows a RunError by its message alone, without a stack trace that helps nobody to mend a definition.
        if (error instanceof DefinitionError) throw new pulumi.RunError(error.message);
        throw error;
    }
}

export = main;
