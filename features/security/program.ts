import * as pulumi from "@pulumi/pulumi";
import {
    AccessAnalysis,
    accountProvider,
    AuditTrail,
    ConfigAggregation,
    DataDiscovery,
    FindingsNotification,
    ResourceSearch,
    SecurityPosture,
    ThreatDetection,
    VulnerabilityScanning,
    type FindingSource,
    type MemberAccount,
    type ProviderSettings,
    type SharedAccount,
} from "../../components/security";
import type { OrganizationModel } from "../../definition";
import { parsedJson } from "../../evaluator/policyDocument";
import type { FeatureOutputs, ProgramFeature, RegisteredOrganization } from "../../program/register";
import { security } from "./definition";
import { findSecurity } from "./found";
import { appointedIn, NOTHING_FOUND, type FoundSecurity } from "./plan/foundSecurity";
import { TRAIL } from "./plan/securityResources";
import { HUB } from "./questions/foundAdministrators";
import type { SecurityModel } from "./securityModel";

export const securityProgram: ProgramFeature<SecurityModel, FoundSecurity | undefined> = {
    feature: security,
    find: findSecurity,
    register: (model, on, found = NOTHING_FOUND, organization) =>
        new SecurityRegistrar(model, on, found, organization).registerAll(),
};

type Regions = readonly [string, ...string[]];

/** Registers what watches the organisation. */
class SecurityRegistrar {
    readonly #model: SecurityModel;
    readonly #on: RegisteredOrganization;
    readonly #found: FoundSecurity;
    readonly #organization: OrganizationModel;
    readonly #providers = new Map<string, SharedAccount>();

    constructor(
        model: SecurityModel,
        on: RegisteredOrganization,
        found: FoundSecurity,
        organization: OrganizationModel,
    ) {
        this.#model = model;
        this.#on = on;
        this.#found = found;
        this.#organization = organization;
    }

    registerAll(): FeatureOutputs {
        const [home, ...others] = this.#model.regions;
        if (home === undefined) return {};
        const regions: Regions = [home, ...others];
        const trail = this.#registerTrail(home);
        const inAudit = this.#registerInAudit(regions);
        this.#registerDetection(regions);
        const outputs = { ...(trail && { auditTrail: { bucket: trail.bucket, arn: trail.trailArn } }), ...inAudit };
        return Object.keys(outputs).length > 0 ? { security: outputs } : {};
    }

    #registerTrail(region: string): AuditTrail | undefined {
        const { auditTrail, logArchive } = this.#model;
        const account = this.#account("log-archive", logArchive);
        if (!auditTrail || !account) return undefined;
        const { name, bucket, retentionDays, coldAfterDays, objectLock, dataEvents } = auditTrail;
        const { bucket: importBucket, accessLogs: importAccessLogs, keyId: importKey } = this.#found.leftTrail ?? {};
        const { organization } = this.#on;
        return new AuditTrail(
            TRAIL,
            {
                organization,
                logArchive: account,
                region,
                trailName: name,
                ...(bucket !== undefined && { bucket }),
                retentionDays,
                ...(coldAfterDays !== undefined && { coldAfterDays }),
                ...(objectLock && { objectLock }),
                dataEvents,
                tags: this.#organization.tags,
            },
            this.#child(),
            {
                ...(importBucket !== undefined && { importBucket }),
                ...(importAccessLogs !== undefined && { importAccessLogs }),
                ...(importKey !== undefined && { importKey }),
            },
        );
    }

    /** What is in the audit account alone, and sees all others from there. */
    #registerInAudit(regions: Regions): FeatureOutputs {
        const { configuration, accessAnalyzer, search, findings } = this.#model;
        const audit = this.#account("audit", this.#model.audit);
        if (!audit) return {};
        const { organization } = this.#on;
        const { tags } = this.#organization;
        if (configuration) {
            new ConfigAggregation(
                "config-aggregator",
                { organization, audit, region: regions[0], tags },
                this.#child("config.amazonaws.com"),
            );
        }
        if (accessAnalyzer) {
            const child = this.#child("access-analyzer.amazonaws.com");
            new AccessAnalysis("access-analyzer", { audit, regions, ...accessAnalyzer, tags }, child);
        }
        const view =
            search &&
            new ResourceSearch(
                "search",
                { organization, audit, regions, tags },
                this.#child("resource-explorer-2.amazonaws.com"),
                { indexes: this.#found.indexes },
            );
        const told =
            findings &&
            new FindingsNotification(
                "findings",
                { organization, audit, regions, ...findings, sources: findingSources(this.#model), tags },
                this.#child(),
            );
        return {
            ...(view && { searchView: view.viewArn }),
            ...(told && { findingsTopic: told.topicArn }),
        };
    }

    /** What is on in every account. */
    #registerDetection(regions: Regions): void {
        const { guardDuty, securityHub, inspector, macie } = this.#model;
        const audit = this.#account("audit", this.#model.audit);
        if (!audit) return;
        const { organization } = this.#on;
        const { detectors, ids, macieRegions, hubAccount, hubAggregator } = this.#found;
        const { tags } = this.#organization;
        const administrators = (service: Parameters<typeof appointedIn>[1]): ReadonlyMap<string, string> =>
            appointedIn(this.#found, service);
        const members = this.#members();
        if (guardDuty) {
            new ThreatDetection(
                "guardduty",
                { audit, regions, protections: guardDuty.protections, members, tags },
                this.#child("guardduty.amazonaws.com"),
                { detectors, administrators: administrators("guardDuty") },
            );
        }
        if (securityHub) {
            const importAdministrator = administrators("securityHub").get(regions[0]);
            new SecurityPosture(
                HUB,
                { organization, audit, regions, ...securityHub },
                this.#child("securityhub.amazonaws.com"),
                {
                    ...(hubAccount !== undefined && { importAccount: hubAccount }),
                    ...(importAdministrator !== undefined && { importAdministrator }),
                    ...(hubAggregator !== undefined && { importAggregator: hubAggregator }),
                },
            );
        }
        if (inspector) {
            new VulnerabilityScanning(
                "inspector",
                { audit, regions, scans: inspector.scans, members },
                this.#child("inspector2.amazonaws.com"),
                { administrators: administrators("inspector") },
            );
        }
        if (macie) {
            const sessions = new Map(macieRegions.map((region) => [region, ids.audit ?? ""]));
            new DataDiscovery("macie", { audit, regions, members }, this.#child("macie.amazonaws.com"), {
                sessions,
                administrators: administrators("macie"),
            });
        }
    }

    /** The accounts that this run leaves as members, without the one that administers. One that is about to end is not turned on any more. */
    #members(): MemberAccount[] {
        return this.#organization.accounts.flatMap(({ key, email, state }) => {
            const account = this.#on.accounts.get(key);
            const isMember = account && key !== this.#model.audit && state !== "closing" && state !== "leaving";
            return isMember ? [{ id: account.id, email }] : [];
        });
    }

    /** A shared account with its provider, which is started only if something needs it. Undefined if it is no member yet. */
    #account(name: "log-archive" | "audit", key: string | undefined): SharedAccount | undefined {
        const account = key === undefined ? undefined : this.#on.accounts.get(key);
        if (!account) return undefined;
        const known = this.#providers.get(name);
        if (known) return known;
        const { id, roleArn } = account;
        const provider = accountProvider(name, stackSettings(), roleArn, { parent: this.#on.organization });
        const shared = { id, roleArn, provider };
        this.#providers.set(name, shared);
        return shared;
    }

    /** @param service the service whose administrator must be registered before. The organisation gives services their access. */
    #child(service?: string): pulumi.ComponentResourceOptions {
        const { organization, administrators } = this.#on;
        const administrator = service === undefined ? undefined : administrators.get(`${service}@${this.#model.audit}`);
        return {
            parent: organization,
            dependsOn: [organization.resource, ...(administrator ? [administrator] : [])],
        };
    }
}

/** Settings whose values are numbers. Everything else that looks like one is text, such as an id. */
const NUMBERS = ["maxRetries", "tokenBucketRateLimiterCapacity"];
const SECRETS = ["secretKey", "token"];

/** The stack's settings of `aws:`, with values instead of JSON. */
function stackSettings(): ProviderSettings {
    const prefix = "aws:";
    const settings = Object.entries(pulumi.runtime.allConfig()).flatMap(([key, text]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), text] as const] : [],
    );
    return Object.fromEntries(
        settings.map(([name, text]) => {
            const isValue = /^[[{]|^(?:true|false)$/.test(text) || NUMBERS.includes(name);
            const value = isValue ? (parsedJson(text) ?? text) : text;
            return [name, SECRETS.includes(name) ? pulumi.secret(value) : value];
        }),
    );
}

function findingSources(model: SecurityModel): readonly FindingSource[] {
    return [
        ...(model.securityHub ? (["security-hub"] as const) : []),
        ...(model.guardDuty ? (["guardduty"] as const) : []),
        ...(model.inspector ? (["inspector"] as const) : []),
        ...(model.macie ? (["macie"] as const) : []),
        ...(model.accessAnalyzer ? (["access-analyzer"] as const) : []),
    ];
}
