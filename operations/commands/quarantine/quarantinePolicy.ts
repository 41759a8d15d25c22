import type { AwsClients } from "../../../aws/awsClients";
import { findPolicyByName, policyContent } from "../../../aws/organization";
import { DEFAULT_ROLE_NAME } from "../../../definition";
import { readDefinition } from "../../../definition/reading/definitionFiles";
import { isMark } from "../../../guardrails/sandboxMark";
import { plainValue } from "../../../definition/reading/writtenValue";
import { deniesEverything } from "../../../evaluator/policyPurpose";
import { LIBRARY, QUARANTINE } from "../../../guardrails";
import type { CommandContext } from "../../cli/commandContext";

const TYPE = "SERVICE_CONTROL_POLICY";

/** The policy `quarantine`, as `up` makes it from the definition. */
export interface WantedPolicy {
    readonly name: string;
    readonly description: string;
    /** Minified JSON. */
    readonly content: string;
    readonly tags: Readonly<Record<string, string>>;
    /** The role that the policy does not bind. */
    readonly breakGlassRole: string;
}

/** The policy in AWS. */
export interface PolicyAtAws {
    readonly id: string;
    /** Minified JSON. */
    readonly content: string;
}

/**
 * The wanted policy. It is read without resolving the definition, so that mistakes elsewhere do not matter.
 *
 * @param breakGlassRole replaces the role of the definition.
 */
export function wantedPolicy({ settings }: CommandContext, breakGlassRole?: string): WantedPolicy {
    const tree = readDefinition(settings.definition, []);
    const { organization, defaults } = asMap(tree && plainValue(tree));
    const role = breakGlassRole ?? asMap(organization).breakGlassRole ?? asMap(defaults).roleName;
    const roleName = typeof role === "string" ? role : DEFAULT_ROLE_NAME;
    const guardrail = LIBRARY.get(QUARANTINE);
    if (!guardrail) throw new Error(`the library has no guardrail ${QUARANTINE}`);
    const tags = Object.entries(asMap(asMap(defaults).tags)).filter(
        (tag): tag is [string, string] => typeof tag[1] === "string" && !isMark(tag[0]),
    );
    return {
        name: guardrail.name,
        description: guardrail.description,
        content: JSON.stringify(guardrail.document({ roleName })),
        tags: Object.fromEntries(tags),
        breakGlassRole: roleName,
    };
}

function asMap(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Finds the policy by its name, which is the same in every stack. */
export async function findPolicy({ organizationCalls }: AwsClients): Promise<PolicyAtAws | undefined> {
    const found = await findPolicyByName(organizationCalls, TYPE, QUARANTINE);
    return found && { id: found.id, content: await policyContent(organizationCalls, found.id) };
}

/** How the policy in AWS differs from the wanted one. Undefined if it is the same. */
export function difference({ content }: PolicyAtAws, wanted: WantedPolicy): string | undefined {
    if (canonical(content) === canonical(wanted.content)) return undefined;
    const consequence = deniesEverything({ type: TYPE, content })
        ? "It still denies everything, but may exempt other roles"
        : "IT DOES NOT DENY EVERYTHING";
    return `the policy ${QUARANTINE} in AWS differs from the definition's. ${consequence}. Look at it; \`up\` corrects it`;
}

function canonical(content: string): string {
    const sorted = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.length === 1 ? sorted(value[0]) : value.map(sorted);
        if (typeof value !== "object" || value === null) return value;
        const entries = Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1));
        return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
    };
    try {
        return JSON.stringify(sorted(JSON.parse(content)));
    } catch {
        return content;
    }
}

/** @returns the new policy's id. */
export async function createPolicy(clients: AwsClients, wanted: WantedPolicy): Promise<string> {
    const { CreatePolicyCommand } = await import("@aws-sdk/client-organizations");
    const client = await clients.organizations();
    const { Policy } = await client.send(
        new CreatePolicyCommand({
            Name: wanted.name,
            Description: wanted.description,
            Content: wanted.content,
            Type: TYPE,
            Tags: Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value })),
        }),
    );
    return Policy?.PolicySummary?.Id ?? "";
}
