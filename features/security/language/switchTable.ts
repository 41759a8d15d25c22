import type { Switch } from "../securityModel";

/** What a switch needs of the organisation, and what it costs. */
export interface SwitchFacts {
    /** As messages name it. */
    readonly title: string;
    /** The principals of the services that need access to the organisation. */
    readonly services: readonly string[];
    /** Those of them that the audit account administers. */
    readonly administered: readonly string[];
    readonly accounts: readonly ("logArchive" | "audit")[];
    /** In words, for docs/security.md, editors and the first preview. */
    readonly price: string;
    /** What ends when it is turned off, and what stays. */
    readonly lost: string;
}

/**
 * Prices are those of us-east-1. They are an order of magnitude: AWS's price pages of today were not readable. On 2026-11-27 these were read:
 *
 * - CloudTrail: a stored copy of https://aws.amazon.com/cloudtrail/pricing/.
 * - KMS, GuardDuty, SNS and EventBridge: factualminds.com, June 2026. That 1,000 e-mails are free: a public issue that quotes AWS's page.
 * - AWS Config and Security Hub: a cost guide of AWS's security team in China. Access Analyzer: a guide of geeksforgeeks.org.
 * - Inspector: a published design for Ireland (instances and images). Functions, and the 15 days: from memory, not confirmed.
 * - Macie: a transcript of https://aws.amazon.com/macie/pricing/ of 2026-10-07 (api-evangelist/amazon-macie).
 * - What S3 bills for logs, what to expect for an account, and that Resource Explorer is free: from memory, not confirmed.
 *
 * The principals of services: stored copies of the pages of Macie and Resource Explorer in "AWS services that you can use with AWS
 * Organizations", and AWS's policy AmazonGuardDutyFullAccess for GuardDuty's roles. The others are from memory: not confirmed.
 */
export const SWITCH_FACTS: Readonly<Record<Switch, SwitchFacts>> = {
    auditTrail: {
        title: "the audit trail",
        services: ["cloudtrail.amazonaws.com"],
        administered: [],
        accounts: ["logArchive"],
        price: "The first copy of management events is free; S3 bills the logs, a few USD a month for a hundred quiet accounts, and KMS 1 USD a month for the key. Data events cost 0.10 USD per 100,000, which can exceed everything else. A second trail costs 2 USD per 100,000 management events",
        lost: "nothing is recorded any more in any account, except the 90 days of events that CloudTrail always keeps. The buckets and the key stay in the log archive with all logs, and S3 bills them. This stack forgets them, and takes them over if the trail comes back",
    },
    configuration: {
        title: "the Config aggregator",
        services: ["config.amazonaws.com"],
        administered: ["config.amazonaws.com"],
        accounts: ["audit"],
        price: "The aggregator is free. What it collects is recorded by AWS Config in the accounts, which costs 0.003 USD for each recorded change",
        lost: "the audit account can no longer be asked for what AWS Config has recorded in other accounts. The records stay in the accounts",
    },
    guardDuty: {
        title: "GuardDuty",
        services: ["guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"],
        administered: ["guardduty.amazonaws.com"],
        accounts: ["audit"],
        price: "GuardDuty bills by what it reads: 4 USD per million events of CloudTrail, 1 USD per GB of network and DNS logs, and each protection by its own measure. The first 30 days in each account and region are free. Expect 2 to 10 USD a month for a small account",
        lost: "GuardDuty ends in every account, and its findings in the audit and the management account are deleted. Those of the other accounts stay there for 90 days. Threats are no longer seen",
    },
    securityHub: {
        title: "Security Hub",
        services: ["securityhub.amazonaws.com"],
        administered: ["securityhub.amazonaws.com"],
        accounts: ["audit"],
        price: "Security Hub bills each check of a control: 0.0010 USD each for the first 100,000 in an account, region and month. Expect 5 to 20 USD a month for an account and region. It needs AWS Config, which is billed too",
        lost: "the policy of the organisation ends. Security Hub stays on in the accounts that have it, with its standards, and goes on being billed, until somebody turns it off there. Findings in the audit account are deleted after 90 days",
    },
    accessAnalyzer: {
        title: "IAM Access Analyzer",
        services: ["access-analyzer.amazonaws.com"],
        administered: ["access-analyzer.amazonaws.com"],
        accounts: ["audit"],
        price: "Findings of external access are free. Unused access costs 0.20 USD a month for each role and user in the whole organisation",
        lost: "the analysers and their findings are deleted, with what somebody has archived in them. Nobody is told of access from outside any more",
    },
    inspector: {
        title: "Inspector",
        services: ["inspector2.amazonaws.com"],
        administered: ["inspector2.amazonaws.com"],
        accounts: ["audit"],
        price: "Inspector bills what it scans: 1.25 USD a month for an instance, 0.09 USD for a new container image, 0.30 USD a month for a Lambda function. The first 15 days in each account are free",
        lost: "Inspector ends in every account, and its findings are deleted there. Vulnerabilities are no longer looked for",
    },
    macie: {
        title: "Macie",
        services: ["macie.amazonaws.com"],
        administered: ["macie.amazonaws.com"],
        accounts: ["audit"],
        price: "Macie bills 0.10 USD a month for each bucket, and 0.01 USD per 100,000 objects that it watches, besides what discovery reads (1 USD per GB). The first 30 days in each account are free",
        lost: "Macie is suspended in every account, and ends in the audit account, where its findings and jobs are deleted. Sensitive data is no longer looked for",
    },
    search: {
        title: "the search over all accounts",
        services: ["resource-explorer-2.amazonaws.com"],
        administered: ["resource-explorer-2.amazonaws.com"],
        accounts: ["audit"],
        price: "Resource Explorer is free",
        lost: "`./org find` finds nothing through Resource Explorer any more. The indexes of the other accounts stay. AWS lets a new index collect the others only after 24 hours: until then `up` fails if the search comes back",
    },
    findings: {
        title: "the notification of findings",
        services: [],
        administered: [],
        accounts: ["audit"],
        price: "SNS sends the first 1,000 e-mails a month for nothing, and EventBridge bills nothing for events of AWS",
        lost: "nobody is told of findings any more: they are only in the consoles of the services",
    },
};
