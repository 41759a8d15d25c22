import assert from "node:assert/strict";
import { LIBRARY } from "../../../../guardrails";
import {
    parsePolicy,
    type ControlPolicyType,
    type Hierarchy,
    type RequestParties,
    type AccessRequest,
} from "../../../../evaluator/evaluation";
import { outcome, underRoot } from "../../evaluator/evaluation/support";

type Parameters = Readonly<Record<string, unknown>>;

/** The document of a guardrail, of parameters that it takes. */
export function documentOf(name: string, parameters: Parameters = {}): Record<string, unknown> {
    const guardrail = LIBRARY.get(name);
    assert.ok(guardrail, name);
    return JSON.parse(JSON.stringify(guardrail.document(guardrail.parameters.parse(parameters)))) as Record<
        string,
        unknown
    >;
}

/** An account under a root that has the guardrail. */
export function guardedBy(name: string, parameters: Parameters = {}): Hierarchy {
    const { type } = LIBRARY.get(name) ?? {};
    const policy = parsePolicy(documentOf(name, parameters), type as ControlPolicyType);
    return underRoot([{ name, policy }]);
}

/** A request, and where it is denied the Sid of the statement that must do it; else `allowed` or `undetermined`. */
export type Case = readonly [expected: string, request: AccessRequest, parameters?: Parameters, principal?: "outside"];

/** Makes a test of each case. What a request does not carry is absent from it, unless the case expects `undetermined`. */
export function casesOf(name: string, cases: readonly Case[]): void {
    describe(name, () => {
        for (const [expected, request, parameters = {}, principal] of cases) {
            const { action, context, resource, principal: who } = request;
            const detail = [
                resource,
                JSON.stringify(context),
                JSON.stringify(who),
                principal,
                JSON.stringify(parameters),
            ];
            it(`${action} ${detail.filter((one) => one !== undefined && one !== "{}").join(" ")}: ${expected}`, () => {
                const account = guardedBy(name, parameters);
                const parties: Hierarchy | RequestParties =
                    principal === "outside" ? { principal, resource: account } : account;
                const found = outcome(parties, request, { assumeAbsent: expected !== "undetermined" });
                const wanted = /^[A-Z]/.test(expected) ? `explicitly denied by ${expected} at root` : expected;
                assert.equal(found, wanted);
            });
        }
    });
}
