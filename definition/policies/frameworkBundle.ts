import { statementsOf } from "../../evaluator/policyDocument";
import { LIBRARY } from "../../guardrails";
import { FRAMEWORKS } from "../../guardrails/frameworks";
import { list } from "../../limits";
import type { OrganizationNode } from "../../tree";
import type { PolicyModel } from "../model";
import type { FrameworkBundle } from "./broughtGuardrails";
import { libraryContent } from "./libraryEntry";
import { nodePolicyKey } from "./nodePolicyKey";
import type { PolicyContext } from "./policyContext";

/** One policy with all service control policies of a framework, with the parameters that the definition gives them, or their defaults. */
export function frameworkBundle(
    { framework, guardrails, whole, at }: FrameworkBundle,
    node: OrganizationNode,
    context: PolicyContext,
): PolicyModel {
    const key = `compliance-${framework}`;
    const statements = guardrails.flatMap((name) => {
        const guardrail = LIBRARY.get(name);
        const content = guardrail && libraryContent(guardrail, at, context);
        return content === undefined ? [] : statementsOf(content);
    });
    return {
        ...(whole ? { key, name: key } : nodePolicyKey(key, node)),
        type: "SERVICE_CONTROL_POLICY",
        description: `${FRAMEWORKS[framework].title}: ${list(guardrails)}.`,
        content: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
        tags: context.tags,
        place: context.report.placeOf(at),
        path: at,
    };
}
