import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as providers from "../providers";

/** This path is in people's states, so it never changes. */
const PROVIDERS_FILE = "program/providers.cjs";

/**
 * A resource that the AWS provider lacks, with a dynamic provider of ours (providers/). It is like pulumi.dynamic.Resource, but the state
 * does not hold the provider's code, only where to load it from: `program/providers.cjs` in the project's folder, in which Pulumi starts
 * providers. So a fix of a provider takes effect at once.
 *
 * A program of your own needs that file in its project (README.md).
 */
export class OwnResource extends pulumi.CustomResource {
    /**
     * @param type `module:Type`. It is part of URNs and never changes.
     * @param provider its provider's name in providers/index.ts.
     * @throws RunError where the project has no program/providers.cjs.
     */
    constructor(
        type: string,
        provider: keyof typeof providers,
        name: string,
        inputs: Readonly<Record<string, pulumi.Input<unknown>>>,
        opts: pulumi.CustomResourceOptions,
    ) {
        if (!hasProvidersFile()) {
            throw new pulumi.RunError(
                `${type} ${JSON.stringify(name)} is a resource that the AWS provider lacks. The project has no ${PROVIDERS_FILE}, from which Pulumi loads its code. ` +
                    "Create that file with one line, which names the checkout of aws-organization:\n" +
                    'module.exports = require("../aws-organization/program/providers.cjs");',
            );
        }
        const __provider = `exports.handler = () => require(require("node:path").resolve("${PROVIDERS_FILE}")).${provider}`;
        super(`pulumi-nodejs:dynamic/${type}`, name, { ...inputs, __provider }, opts);
    }
}

/** Whether Pulumi's process for providers, which starts in the same folder, will find the file. */
function hasProvidersFile(): boolean {
    try {
        return require.resolve(path.resolve(PROVIDERS_FILE)) !== "";
    } catch {
        return false;
    }
}
