import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { SECURITY_TYPES } from "../typeTokens";
import { findingPatterns, type FindingSeverity, type FindingSource } from "./findingPatterns";
import { findingsTopicPolicy } from "./policies/findingsTopicPolicy";
import { serviceTrust } from "./policies/serviceTrust";
import { partitionOf, type SecuredOrganization, type SharedAccount } from "./sharedAccount";

export interface FindingsNotificationArgs {
    readonly organization: SecuredOrganization;
    readonly audit: SharedAccount;
    /** The first has the topic. The events of the others are sent there. */
    readonly regions: readonly [string, ...string[]];
    readonly emails: readonly string[];
    /** The least severity that is told. */
    readonly severity: FindingSeverity;
    /** What finds something. With Security Hub it is that alone, because it collects the findings of all others in the first region. */
    readonly sources: readonly FindingSource[];
    readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The beginning of the names of the rules. */
const RULES = "aws-organization-findings";

/**
 * Tells people of findings: EventBridge rules in the audit account, and a topic to which each address is subscribed. AWS sends a link to
 * each address, and nothing more until somebody follows it.
 */
export class FindingsNotification extends pulumi.ComponentResource {
    readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: FindingsNotificationArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(SECURITY_TYPES.findingsNotification, name, {}, opts);
        const { audit, regions, emails, tags } = args;
        const [home, ...others] = regions;
        const inAudit = { parent: this, provider: audit.provider };
        const topic = new sns.Topic(name, { name: RULES, region: home, tags: { ...tags } }, inAudit);
        const policy = new sns.TopicPolicy(
            name,
            {
                arn: topic.arn,
                region: home,
                policy: pulumi
                    .all([topic.arn, audit.id])
                    .apply(([arn, account]) => findingsTopicPolicy(arn, account, RULES)),
            },
            inAudit,
        );
        for (const email of emails) {
            new sns.TopicSubscription(
                email,
                { topic: topic.arn, protocol: "email", endpoint: email, region: home },
                inAudit,
            );
        }
        this.#rules(home, args, { arn: topic.arn, dependsOn: [policy] });
        // Security Hub collects the findings of all regions in the first.
        if (!args.sources.includes("security-hub") && others.length > 0) this.#forwarding(home, others, args);
        this.topicArn = topic.arn;
        this.registerOutputs({ topicArn: this.topicArn, audit: audit.id, homeRegion: home });
    }

    #rules(region: string, { audit, severity, sources, tags }: FindingsNotificationArgs, target: RuleTarget): void {
        const inAudit = { parent: this, provider: audit.provider };
        for (const { key, pattern } of findingPatterns(sources, severity)) {
            const rule = new cloudwatch.EventRule(
                `${key} ${region}`,
                {
                    name: `${RULES}-${key}`,
                    description: `Findings of ${key} are told`,
                    region,
                    eventPattern: JSON.stringify(pattern),
                    tags: { ...tags },
                },
                inAudit,
            );
            new cloudwatch.EventTarget(
                `${key} ${region}`,
                {
                    rule: rule.name,
                    region,
                    arn: target.arn,
                    targetId: "findings",
                    ...(target.roleArn !== undefined && { roleArn: target.roleArn }),
                },
                { ...inAudit, dependsOn: [...target.dependsOn] },
            );
        }
    }

    /** Sends the events of other regions to the event bus of the first, where the rules tell them. */
    #forwarding(home: string, regions: readonly string[], args: FindingsNotificationArgs): void {
        const { audit, organization, tags } = args;
        const inAudit = { parent: this, provider: audit.provider };
        const bus = pulumi
            .all([organization.arn, audit.id])
            .apply(([arn, account]) => `arn:${partitionOf(arn)}:events:${home}:${account}:event-bus/default`);
        const role = new iam.Role(
            RULES,
            {
                name: RULES,
                description: "EventBridge sends findings to the first region",
                assumeRolePolicy: pulumi.output(audit.id).apply((id) => serviceTrust("events.amazonaws.com", id)),
                tags: { ...tags },
            },
            inAudit,
        );
        const rights = new iam.RolePolicy(
            RULES,
            { name: "send-findings", role: role.name, policy: bus.apply(sendingPolicy) },
            inAudit,
        );
        for (const region of regions) {
            this.#rules(region, args, { arn: bus, roleArn: role.arn, dependsOn: [rights] });
        }
    }
}

interface RuleTarget {
    readonly arn: pulumi.Input<string>;
    readonly roleArn?: pulumi.Input<string>;
    readonly dependsOn: readonly pulumi.Resource[];
}

function sendingPolicy(bus: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "events:PutEvents", Resource: bus }],
    });
}
