import * as pulumi from "@pulumi/pulumi";
import type * as providers from "../providers";

/**
 * A resource that the AWS provider lacks, with a provider of ours (providers/). It is what pulumi.dynamic.Resource makes, but
 * instead of the provider's code the state holds how to load it, from the folder that Pulumi starts providers in: the project's.
 */
export class OwnResource extends pulumi.CustomResource {
    /**
     * @param type `module:Type`; it never changes, as all types in URNs.
     * @param provider its provider's name in providers/index.ts.
     */
    constructor(
        type: string,
        provider: keyof typeof providers,
        name: string,
        inputs: Readonly<Record<string, pulumi.Input<unknown>>>,
        opts: pulumi.CustomResourceOptions,
    ) {
        const __provider = `exports.handler = () => require(require("node:path").resolve("program/providers.cjs")).${provider}`;
        super(`pulumi-nodejs:dynamic/${type}`, name, { ...inputs, __provider }, opts);
    }
}
