import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../aws/clients";
import { DefinitionError, type OrganizationModel, type PolicyModel, type Problem } from "../definition";
import { LIBRARY, QUARANTINE } from "../guardrails";
import type { PolicyType } from "../limits";
import { providerSettings } from "./creation";
import type { ExistingResources } from "./state";

/** A policy that AWS has already. */
export interface FoundPolicy {
    readonly id: string;
    readonly name: string;
    readonly description: string;
}

/** What is asked of AWS; a test has its own. */
export interface PoliciesInAws {
    list(type: PolicyType): Promise<readonly FoundPolicy[]>;
    content(id: string): Promise<string>;
}

/**
 * Takes over policies that AWS has and the stack has not, before anything is registered: AWS makes no second policy of a name
 * and type, and the run would fail half way. Where no policy is new nothing is asked.
 *
 * - `quarantine` is taken over always: `org quarantine` makes it in an emergency, ahead of the stack. What differs is updated.
 * - One with the very document is what a run has left that broke off, or that closed the account it was attached to.
 * - Any other is somebody else's until the definition names its id.
 *
 * @returns the definition, with the ids of what was found.
 * @throws DefinitionError with every name that is taken.
 */
export async function takeOverPolicies(
    model: OrganizationModel,
    existing: ExistingResources,
): Promise<OrganizationModel> {
    const fresh = model.policies.filter(({ key, id }) => id === undefined && !existing.policies.has(key));
    const exists = existing.organizationId !== undefined || model.id !== undefined;
    // With consolidated billing there are none, and AWS refuses the question.
    if (fresh.length === 0 || !exists || existing.featureSet === "CONSOLIDATED_BILLING") return model;
    const { ids, problems } = await findPolicies(fresh, existing, inAws(new AwsClients(providerSettings())));
    if (problems.length > 0) throw new DefinitionError(problems);
    for (const { key, name } of fresh) {
        const id = ids.get(key);
        if (id !== undefined) {
            void pulumi.log.info(
                `policy ${key} (${id}) is in the organisation and not in the stack: found by its name ${JSON.stringify(name)}, it is taken over, not created`,
            );
        }
    }
    return {
        ...model,
        policies: model.policies.map((policy) => {
            const id = ids.get(policy.key);
            return id === undefined ? policy : { ...policy, id };
        }),
    };
}

/** @param fresh the policies that are new to the stack. */
export async function findPolicies(
    fresh: readonly PolicyModel[],
    existing: ExistingResources,
    aws: PoliciesInAws,
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
    const types = [...new Set(fresh.map(({ type }) => type))];
    const lists = new Map(await Promise.all(types.map(async (type) => [type, await aws.list(type)] as const)));
    const keys = new Map([...existing.policies].map(([key, { id }]) => [id, key]));
    const ids = new Map<string, string>();
    const problems: Problem[] = [];
    for (const policy of fresh) {
        const found = lists.get(policy.type)?.find(({ name }) => name === policy.name);
        if (!found) continue;
        const owner = keys.get(found.id);
        if (owner !== undefined) {
            problems.push(problem(policy, ownedMessage(policy, found, owner)));
        } else if (policy.key === QUARANTINE || (await isSame(policy, found, aws))) {
            ids.set(policy.key, found.id);
        } else {
            problems.push(problem(policy, takenMessage(policy, found)));
        }
    }
    return { ids, problems };
}

function problem({ path, place }: PolicyModel, message: string): Problem {
    return { place, path, message };
}

async function isSame(policy: PolicyModel, { id, description }: FoundPolicy, aws: PoliciesInAws): Promise<boolean> {
    return description === policy.description && minified(await aws.content(id)) === policy.content;
}

function minified(content: string): string {
    try {
        return JSON.stringify(JSON.parse(content));
    } catch {
        return content;
    }
}

function ownedMessage({ key, name }: PolicyModel, { id }: FoundPolicy, owner: string): string {
    return (
        `policy ${key} has the name ${JSON.stringify(name)}, and so has policy ${owner} (${id}) of this stack. ` +
        `A policy's key is its identity: keep the key ${owner}, or give this one another \`name\``
    );
}

function takenMessage({ key, name, type, path }: PolicyModel, { id }: FoundPolicy): string {
    const taken = `the organisation has a ${type} of the name ${JSON.stringify(name)} already, ${id}, with another document, and this stack does not know it. `;
    // What `regions` and `compliance` become has no entry that could take an id, as a guardrail of the library has none.
    return LIBRARY.has(key) || path[0] !== "policies"
        ? `${taken}Give that one another name, and what it is attached to stays as it is:\n` +
              `aws organizations update-policy --policy-id ${id} --name "${name} (before)"`
        : `${taken}To take it over, and give it this document, write\n` +
              `policies: { ${key}: { id: ${id} } }\n` +
              "or give this one another `name`";
}

function inAws(clients: AwsClients): PoliciesInAws {
    return {
        async list(Filter) {
            const { paginateListPolicies } = await import("@aws-sdk/client-organizations");
            const found: FoundPolicy[] = [];
            try {
                for await (const { Policies = [] } of paginateListPolicies(
                    { client: await clients.organizations() },
                    { Filter },
                )) {
                    found.push(
                        ...Policies.map(({ Id = "", Name = "", Description = "" }) => ({
                            id: Id,
                            name: Name,
                            description: Description,
                        })),
                    );
                }
            } catch (error) {
                throw new pulumi.RunError(
                    `AWS does not say which policies of type ${Filter} the organisation has (organizations:ListPolicies), which has to be known before one is made.\n${String(error)}`,
                );
            }
            return found;
        },
        async content(PolicyId) {
            const { DescribePolicyCommand } = await import("@aws-sdk/client-organizations");
            const client = await clients.organizations();
            return (await client.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content ?? "";
        },
    };
}
