import type { AccountIdentity } from "./accountIdentity";
import type { PrincipalType, ResolvedPrincipal } from "./requestPrincipal";
import { partitionOf } from "./endpointRegions";

export type ContextValue = string | number | boolean;
/** The values of condition keys by name, in any case; null: the key is known not to be in the request. */
export type ContextValues = Readonly<Record<string, ContextValue | readonly ContextValue[] | null>>;

/** The values of a key; null: it is not in the request; undefined: that is not known. */
export type KeyValues = readonly string[] | null | undefined;

/** The facts from which a context is derived. */
export interface ContextSource {
    readonly values?: ContextValues;
    /** Unknown keys count as not in the request. */
    readonly assumeAbsent: boolean;
    readonly principal: ResolvedPrincipal;
    readonly principalIn: AccountIdentity | "outside";
    readonly resourceIn: AccountIdentity | "outside" | "unknown";
    readonly resourceAccount?: string;
    readonly region?: string;
    readonly time?: Date;
}

/** AWS's table of principals: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const PRINCIPAL_TYPES: Readonly<Partial<Record<PrincipalType, string>>> = {
    role: "AssumedRole",
    "service-linked role": "AssumedRole",
    user: "User",
    root: "Account",
    "federated user": "FederatedUser",
    anonymous: "Anonymous",
};

/** An organisation that is not ours. No document can name it, but `o-*` matches it. */
const ANOTHER_ORGANIZATION = "o-\uFDD3";

/**
 * The condition keys of one request, in any case. A given value wins over a derived one. A key with neither is unknown, which is not
 * the same as absent.
 *
 * Source of what is derived: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export class RequestContext {
    private readonly given = new Map<string, readonly string[] | null>();

    constructor(private readonly source: ContextSource) {
        if (!source.values) return;
        for (const [key, value] of Object.entries(source.values)) {
            const values = value === null ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
            this.given.set(key.toLowerCase(), values.length === 0 ? null : values);
        }
    }

    /** @param key in lower case. An empty list counts as absent, as AWS has it for all operators. */
    lookup(key: string): KeyValues {
        const given = this.given.get(key);
        if (given !== undefined) return given;
        const derived = this.derive(key);
        if (derived === undefined) return this.source.assumeAbsent && !this.candidates(key) ? null : undefined;
        return typeof derived === "string" ? [derived] : derived;
    }

    /** The possible values of an unknown key, where there are few: an outsider is in another organisation or in none. */
    candidates(key: string): readonly (readonly string[] | null)[] | undefined {
        if (this.given.has(key) || this.source.principalIn !== "outside") return undefined;
        if (key === "aws:principalorgid") return [null, [ANOTHER_ORGANIZATION]];
        if (key === "aws:principalorgpaths") return [null, [`${ANOTHER_ORGANIZATION}/r-\uFDD3/`]];
        return undefined;
    }

    private derive(key: string): string | null | undefined {
        const { source } = this;
        const { principal, principalIn, resourceIn } = source;
        if (key.startsWith("aws:principaltag/")) return this.principalTag(key.slice("aws:principaltag/".length));
        switch (key) {
            case "aws:requestedregion":
                return source.region;
            case "aws:currenttime":
                return source.time?.toISOString();
            case "aws:epochtime":
                return source.time && String(Math.floor(source.time.getTime() / 1000));
            case "aws:principalarn":
                return this.principalArn();
            case "aws:principalaccount":
                return this.principalAccount();
            case "aws:principalorgid":
                return this.ofPrincipal(principalIn !== "outside" ? principalIn.organization?.id : undefined);
            case "aws:principalorgpaths":
                return this.ofPrincipal(principalIn !== "outside" ? principalIn.organization?.path : undefined);
            case "aws:principaltype":
                return principal.type && PRINCIPAL_TYPES[principal.type];
            case "aws:principalisawsservice":
                return this.mayBeService() ? undefined : String(principal.type === "AWS service");
            case "aws:principalservicename":
            case "aws:principalservicenameslist":
                return principal.type === "AWS service" ? principal.service : this.mayBeService() ? undefined : null;
            case "aws:sourceaccount":
            case "aws:sourcearn":
            case "aws:sourceorgid":
            case "aws:sourceorgpaths":
            case "aws:sourceowner":
                // Only a call that an AWS service makes in its own name carries the account on whose behalf it is made.
                return principal.type === "AWS service" || this.mayBeService() ? undefined : null;
            case "aws:username":
                return principal.type === "user" ? principal.name : principal.type === undefined ? undefined : null;
            case "aws:userid":
                return this.userId();
            case "aws:resourceaccount":
                return source.resourceAccount;
            case "aws:resourceorgid":
                return typeof resourceIn === "object" ? resourceIn.organization?.id : undefined;
            case "aws:resourceorgpaths":
                return typeof resourceIn === "object" ? resourceIn.organization?.path : undefined;
            default:
                return undefined;
        }
    }

    /** The request names no principal: somebody of the account, or, from outside, possibly a service. */
    private mayBeService(): boolean {
        return this.source.principal.type === undefined && this.source.principalIn === "outside";
    }

    private principalArn(): string | null | undefined {
        const { principal, region } = this.source;
        if (principal.type === "anonymous") return null;
        if (principal.arn !== undefined) return principal.arn;
        const account = this.principalAccount();
        if (principal.type !== "root" || account === undefined) return undefined;
        return `arn:${region === undefined ? "aws" : partitionOf(region)}:iam::${account}:root`;
    }

    private principalAccount(): string | undefined {
        const { principal, principalIn } = this.source;
        if (principal.type === "anonymous") return "anonymous";
        if (principal.type === "AWS service") return undefined;
        return principal.account ?? (principalIn === "outside" ? undefined : principalIn.account);
    }

    private userId(): string | undefined {
        const { principal } = this.source;
        if (principal.type === "root") return this.principalAccount();
        if (principal.type !== "federated user") return undefined;
        return `${principal.account}:${principal.name}`;
    }

    /** The value of a key that only principals in an organisation have. */
    private ofPrincipal(known: string | undefined): string | null | undefined {
        const { principal, principalIn } = this.source;
        if (principal.type === "AWS service" || principal.type === "anonymous") return null;
        if (principalIn !== "outside") return known;
        return principal.organization;
    }

    private principalTag(tag: string): string | null | undefined {
        const { principal } = this.source;
        if (principal.type === "AWS service" || principal.type === "anonymous") return null;
        return principal.tags && (principal.tags.get(tag) ?? null);
    }
}
