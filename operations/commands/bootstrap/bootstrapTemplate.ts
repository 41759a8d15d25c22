import type { CloudFormationTemplate, TemplateOutput, TemplateResource } from "../../../cloudformation";
import type { BootstrapOptions } from "./bootstrapOptions";
import { DRIFT_ROLE_ID, driftRole } from "./driftRole";
import type { ProgramRole } from "./permissions";
import { inlineStatements, rolePolicies, statementJson, type RolePolicy } from "./rolePolicies";
import { SANDBOXES_ENVIRONMENT } from "./sandboxesEnvironment";
import { SANDBOXES_ROLE_ID, sandboxesRole } from "./sandboxesRole";
import { STATE_KEY_ALIAS, stateBucketResources, stateKeyResources } from "./stateBucketResources";
import { GITHUB_AUDIENCES, GITHUB_HOST, gitLabAudience, substituted, trustStatements } from "./trustStatements";

/** The template, whose outputs all say what they are for. */
export interface BootstrapTemplate extends CloudFormationTemplate {
    readonly Outputs: Readonly<Record<string, DescribedOutput>>;
}

interface DescribedOutput extends TemplateOutput {
    readonly Description: string;
}

const ROLE_NAMES: Readonly<Record<ProgramRole, string>> = {
    preview: "aws-organization-preview",
    up: "aws-organization-up",
};
const ROLE_IDS: Readonly<Record<ProgramRole, string>> = { preview: "PreviewRole", up: "UpRole" };
const ROLE_DESCRIPTIONS: Readonly<Record<ProgramRole, string>> = {
    preview: "Previews changes of the organisation: reads it and the state, and changes nothing",
    up: "Changes the organisation as the definition says, and writes the state",
};

/** As long as the job in .github/workflows/up.yml may take. Credentials that end in an `up` would leave its state unwritten. */
const UP_SESSION_SECONDS = 7_200;

/** The template with which an administrator of the management account prepares it. The same options give the same template. */
export function bootstrapTemplate(options: BootstrapOptions): BootstrapTemplate {
    const policies = rolePolicies(options);
    const bucket = options.bucket ?? "aws-organization-state-${AWS::AccountId}";
    const { existingBucket, existingKey } = options;
    const key = existingKey ?? { "Fn::GetAtt": ["StateKey", "Arn"] };
    return {
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The roles, the state's bucket and its key for aws-organization, in the management account",
        Resources: {
            ...(existingKey === undefined && stateKeyResources()),
            ...(existingBucket === undefined && stateBucketResources(bucket, key)),
            ...providers(options),
            ...role("preview", options),
            ...role("up", options),
            ...driftRole(options, Object.keys(providers(options))),
            ...sandboxesRole(options, Object.keys(providers(options))),
            ...Object.fromEntries(policies.map((policy) => [logicalId(policy), managedPolicy(policy, options)])),
        },
        Outputs: {
            PreviewRoleArn: output("The variable AWS_PREVIEW_ROLE_ARN of the repository", "${PreviewRole.Arn}"),
            DriftRoleArn: output("The variable AWS_DRIFT_ROLE_ARN of the repository", `\${${DRIFT_ROLE_ID}.Arn}`),
            ...(options.sandboxes && {
                SandboxesRoleArn: output(
                    `The variable AWS_SANDBOXES_ROLE_ARN of the environment ${SANDBOXES_ENVIRONMENT}`,
                    `\${${SANDBOXES_ROLE_ID}.Arn}`,
                ),
            }),
            UpRoleArn: output("The variable AWS_UP_ROLE_ARN of the environment", "${UpRole.Arn}"),
            BackendUrl: output(
                "The variable PULUMI_BACKEND_URL, for workflows and workstations",
                `s3://${existingBucket ?? "${StateBucket}"}?region=\${AWS::Region}`,
            ),
            SecretsProvider: output(
                "For pulumi stack init --secrets-provider",
                existingKey === undefined
                    ? `awskms://${STATE_KEY_ALIAS}?region=\${AWS::Region}`
                    : `awskms:///${existingKey}?region=${existingKey.split(":")[3] ?? ""}`,
            ),
            UpSessionSeconds: output(
                "The variable AWS_UP_SESSION_SECONDS of the environment: an up may take longer than an hour",
                String(UP_SESSION_SECONDS),
            ),
        },
    };
}

function output(Description: string, value: string): DescribedOutput {
    return { Description, Value: substituted(value) };
}

function providers({ gitHub, gitLab, existingProvider }: BootstrapOptions): Record<string, TemplateResource> {
    if (existingProvider) return {};
    const provider = (host: string, audiences: readonly string[]): TemplateResource => ({
        Type: "AWS::IAM::OIDCProvider",
        // Other roles of the account may trust it by now.
        DeletionPolicy: "RetainExceptOnCreate",
        UpdateReplacePolicy: "Retain",
        Properties: { Url: `https://${host}`, ClientIdList: audiences },
    });
    return {
        ...(gitHub && { GitHubProvider: provider(GITHUB_HOST, GITHUB_AUDIENCES) }),
        ...(gitLab && { GitLabProvider: provider(gitLab.host, [gitLabAudience(gitLab)]) }),
    };
}

function role(name: ProgramRole, options: BootstrapOptions): Record<string, TemplateResource> {
    const waitsFor = Object.keys(providers(options));
    return {
        [ROLE_IDS[name]]: {
            Type: "AWS::IAM::Role",
            // The trust policy names the provider by its ARN.
            ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
            Properties: {
                RoleName: ROLE_NAMES[name],
                Description: ROLE_DESCRIPTIONS[name],
                ...(name === "up" && { MaxSessionDuration: UP_SESSION_SECONDS }),
                ...inlinePolicies(options),
                AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: trustStatements(name, options) },
            },
        },
    };
}

/** The statements of which both roles have copies. The access roles that they name are several. */
function inlinePolicies(options: BootstrapOptions): { readonly Policies?: readonly object[] } {
    const statements = inlineStatements(options);
    if (statements.length === 0) return {};
    const named = statements.map((one) => ({ ...one, resources: options.securityRoles }));
    return {
        Policies: [
            {
                PolicyName: "security-accounts",
                PolicyDocument: {
                    Version: "2012-10-17",
                    Statement: named.map((statement) => statementJson(statement, substituted)),
                },
            },
        ],
    };
}

function managedPolicy(
    { role: of, area, statements }: RolePolicy,
    { exportBucket, existingBucket, existingKey, sandboxes }: BootstrapOptions,
): TemplateResource {
    const names: Readonly<Record<string, string | undefined>> = {
        ExportBucket: exportBucket ?? "costs-${AWS::AccountId}",
        StateBucket: existingBucket,
        "StateKey.Arn": existingKey,
    };
    const inTemplate = (text: string): unknown =>
        substituted(text.replace(/\$\{([\w.]+)\}/g, (placeholder, name: string) => names[name] ?? placeholder));
    return {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
            ManagedPolicyName: `${ROLE_NAMES[of]}-${area}`,
            // The other roles may do what the preview role may.
            Roles: [
                ...(of === "preview" ? (["preview", "up"] as const) : [of]).map((name) => ROLE_IDS[name]),
                ...(of === "preview" ? [DRIFT_ROLE_ID, ...(sandboxes ? [SANDBOXES_ROLE_ID] : [])] : []),
            ].map((Ref) => ({ Ref })),
            PolicyDocument: {
                Version: "2012-10-17",
                Statement: statements.map((statement) => statementJson(statement, inTemplate)),
            },
        },
    };
}

/** `UpCostsPolicy` */
function logicalId({ role: of, area }: RolePolicy): string {
    const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
    return `${capital(of)}${capital(area)}Policy`;
}
