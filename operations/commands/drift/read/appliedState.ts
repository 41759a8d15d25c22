import type { Tags } from "../../../../definition";
import { isJsonMap, textsOf } from "../../../../evaluator/policyDocument";
import { CORE, parseUrn } from "../../../../program/state";
import type { ExportedResource } from "../../../cli/exportedState";

/** The organisation as the last `up` or refresh has left it in the stack's state, by AWS's ids. */
export interface AppliedState {
    readonly organization?: AppliedOrganization;
    /** By id, like the following. */
    readonly units: ReadonlyMap<string, AppliedUnit>;
    readonly accounts: ReadonlyMap<string, AppliedAccount>;
    readonly policies: ReadonlyMap<string, AppliedPolicy>;
    readonly attachments: readonly AppliedAttachment[];
    /** Where FullAWSAccess is detached: the URNs by the id of the root, unit or account. */
    readonly fullAccessDetached: ReadonlyMap<string, string>;
    readonly administrators: readonly AppliedAdministrator[];
    /** What invitations are sent to: ids of accounts, and e-mails in lower case. */
    readonly invited: ReadonlySet<string>;
}

interface Applied {
    /** Its key in the definition, and the resource's name. */
    readonly key: string;
    readonly urn: string;
    readonly id: string;
    readonly arn?: string;
}

export interface AppliedOrganization extends Applied {
    readonly rootId: string;
    readonly policyTypes: readonly string[];
    /** The services with access. */
    readonly services: readonly string[];
}

interface AppliedNode extends Applied {
    readonly name: string;
    readonly parentId: string;
    readonly tags: AppliedTags;
}

export type AppliedUnit = AppliedNode;

export interface AppliedAccount extends AppliedNode {
    readonly email: string;
    /** `ACTIVE`, ... */
    readonly state: string;
}

export interface AppliedPolicy extends Applied {
    readonly name: string;
    readonly type: string;
    readonly description: string;
    /** The JSON document. */
    readonly content: string;
    readonly tags: AppliedTags;
}

export interface AppliedTags {
    /** All tags, also those that the AWS provider sets on everything (`aws:defaultTags`). */
    readonly all: Tags;
    /** Those of the definition. */
    readonly own: Tags;
}

export interface AppliedAttachment {
    readonly urn: string;
    readonly policyId: string;
    readonly targetId: string;
}

export interface AppliedAdministrator {
    readonly urn: string;
    readonly accountId: string;
    /** The principal. */
    readonly service: string;
}

/** @param resources of the exported state, without those that are about to be deleted. */
export function appliedState(resources: readonly ExportedResource[]): AppliedState {
    const ofType = <Value>(type: string, read: (applied: Applied, outputs: Outputs) => Value): Value[] =>
        resources.flatMap(({ urn, id, outputs = {} }) => {
            const { type: own, name: key } = parseUrn(urn);
            if (own !== type || id === undefined) return [];
            const arn = text(outputs.arn);
            return [read({ key, urn, id, ...(arn !== "" && { arn }) }, outputs)];
        });
    const [organization] = ofType(CORE.organization, organizationOf);
    return {
        ...(organization && { organization }),
        units: byId(ofType(CORE.unit, nodeOf)),
        accounts: byId(
            ofType(CORE.account, (applied, outputs) => ({
                ...nodeOf(applied, outputs),
                email: text(outputs.email),
                state: text(outputs.state) || text(outputs.status),
            })),
        ),
        policies: byId(ofType(CORE.policy, policyOf)),
        attachments: ofType(CORE.attachment, ({ urn }, outputs) => ({
            urn,
            policyId: text(outputs.policyId),
            targetId: text(outputs.targetId),
        })),
        fullAccessDetached: new Map(ofType(CORE.fullAccessDetached, ({ urn }, { targetId }) => [text(targetId), urn])),
        administrators: ofType(
            "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
            ({ urn }, { accountId, servicePrincipal }) => ({
                urn,
                accountId: text(accountId),
                service: text(servicePrincipal),
            }),
        ),
        invited: new Set(ofType(CORE.invitation, (_, { targetId }) => text(targetId).toLowerCase())),
    };
}

type Outputs = Readonly<Record<string, unknown>>;

function organizationOf(applied: Applied, outputs: Outputs): AppliedOrganization {
    const [root] = Array.isArray(outputs.roots) ? (outputs.roots as unknown[]) : [];
    return {
        ...applied,
        rootId: isJsonMap(root) ? text(root.id) : "",
        policyTypes: textsOf(outputs.enabledPolicyTypes),
        services: textsOf(outputs.awsServiceAccessPrincipals),
    };
}

function nodeOf(applied: Applied, outputs: Outputs): AppliedNode {
    return { ...applied, name: text(outputs.name), parentId: text(outputs.parentId), tags: tagsOf(outputs) };
}

function policyOf(applied: Applied, outputs: Outputs): AppliedPolicy {
    return {
        ...applied,
        name: text(outputs.name),
        type: text(outputs.type),
        description: text(outputs.description),
        content: text(outputs.content),
        tags: tagsOf(outputs),
    };
}

function tagsOf({ tags, tagsAll }: Outputs): AppliedTags {
    const own = textMap(tags);
    return { all: tagsAll === undefined ? own : textMap(tagsAll), own };
}

function textMap(value: unknown): Tags {
    return isJsonMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(one)])) : {};
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function byId<Value extends { readonly id: string }>(values: readonly Value[]): ReadonlyMap<string, Value> {
    return new Map(values.map((value) => [value.id, value]));
}
