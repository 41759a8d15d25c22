import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { LIBRARY } from "../guardrails/library";
import type { PolicyType } from "../limits";
import type { OrganizationRoot } from "./guardedNode";
import { GuardrailPolicy } from "./guardrailPolicy";

/** A guardrail of the library, as arguments of a `GuardrailPolicy`. */
export interface LibraryGuardrail {
    readonly type: PolicyType;
    readonly description: string;
    /** Minified JSON. */
    readonly content: string;
}

/**
 * The arguments of a policy for a guardrail of the library (docs/guardrails.md). Use it for a guardrail with parameters:
 *
 *     new GuardrailPolicy("regions", { organization, ...fromLibrary("region-deny", { regions: ["eu-central-1"] }) })
 *
 * @throws RunError for a name that is not in the library, and for parameters that are missing or wrong.
 */
export function fromLibrary(name: string, parameters: Readonly<Record<string, unknown>> = {}): LibraryGuardrail {
    const guardrail = LIBRARY.get(name);
    if (!guardrail) {
        throw new pulumi.RunError(
            `there is no guardrail ${JSON.stringify(name)} in the library. There are ${[...LIBRARY.keys()].join(", ")}`,
        );
    }
    const parsed = guardrail.parameters.safeParse(parameters);
    if (!parsed.success) {
        throw new pulumi.RunError(`parameters of the guardrail ${name}:\n${z.prettifyError(parsed.error)}`);
    }
    const { type, description } = guardrail;
    return { type, description, content: JSON.stringify(guardrail.document(parsed.data)) };
}

/** Several units may name the same guardrail. An organisation has one policy for it. */
const policiesOf = new WeakMap<OrganizationRoot, Map<string, GuardrailPolicy>>();

/**
 * The policy of a guardrail of the library with its default parameters, under the guardrail's name. The first call creates it.
 *
 * @throws RunError for a name that is not in the library, and for a guardrail that requires parameters.
 */
export function libraryPolicy(name: string, organization: OrganizationRoot): GuardrailPolicy {
    const policies = policiesOf.get(organization) ?? new Map<string, GuardrailPolicy>();
    policiesOf.set(organization, policies);
    const policy = policies.get(name) ?? new GuardrailPolicy(name, { organization, ...fromLibrary(name) });
    policies.set(name, policy);
    return policy;
}
