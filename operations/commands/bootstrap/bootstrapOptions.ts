import { refuseContradictions } from "./optionContradictions";
import { PARTS, POWERS, type PermissionPart, type RolePower } from "./permissions";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, textValues, type CommandValues } from "../../cli/orgCommand";
import { DEFAULT_ROLE_NAME } from "../../../definition";
import { BUCKET_NAME, list, ROLE_NAME, textError } from "../../../limits";

/** A repository of GitHub whose workflows assume the roles. */
export interface GitHubTrust {
    /** As the claim `sub` has it: `acme/aws-organization`, or `acme@1234/aws-organization@5678`. */
    readonly repository: string;
    readonly branch: string;
    readonly environment: string;
}

/** A project of GitLab whose pipelines assume the roles. */
export interface GitLabTrust {
    /** `acme/platform/aws-organization` */
    readonly project: string;
    readonly branch: string;
    /** Without `https://`: `gitlab.com`. */
    readonly host: string;
}

/** What the role that empties sandboxes reaches. */
export interface SandboxTrust {
    /** Paths in AWS of units with sandboxes: `o-.../r-.../ou-...`. */
    readonly paths: readonly string[];
    /** The access role in their accounts. */
    readonly roleName: string;
}

/** The people and programs that may assume a role. */
export interface NamedPrincipals {
    /** ARNs of roles and users. */
    readonly arns: readonly string[];
    /** Permission sets of IAM Identity Center, by name, as assigned in the management account. */
    readonly permissionSets: readonly string[];
}

/** What the template is about. */
export interface BootstrapOptions {
    readonly gitHub?: GitHubTrust;
    readonly gitLab?: GitLabTrust;
    /** Absent: there is no role that empties sandboxes. */
    readonly sandboxes?: SandboxTrust;
    /** The identity provider exists in the account already. */
    readonly existingProvider: boolean;
    readonly preview: NamedPrincipals;
    readonly up: NamedPrincipals;
    /** Absent: `aws-organization-state-` with the id of the account. */
    readonly bucket?: string;
    /** The bucket that has the state already. The template then makes none. */
    readonly existingBucket?: string;
    /** The ARN of the key that encrypts the state's secrets already. The template then makes none. */
    readonly existingKey?: string;
    /** Absent: the one that `export: true` makes. */
    readonly exportBucket?: string;
    /** ARNs of the access roles of the log archive and the audit account. */
    readonly securityRoles: readonly string[];
    /** Parts of the definition that are not used. */
    readonly without: readonly PermissionPart[];
    readonly allowed: readonly RolePower[];
}

/** What a value must look like, and how the message says it. */
interface ValueForm {
    readonly pattern: { readonly test: (value: string) => boolean };
    readonly allowed: string;
}

const FORMS = {
    repository: {
        pattern: /^(?:[\w-]+\/[\w.-]+|[\w-]+@\d+\/[\w.-]+@\d+)$/,
        allowed: "owner/name, or owner@123/name@456 for a repository whose tokens have ids",
    },
    branch: { pattern: /^[\w./+-]+$/, allowed: "the name of one branch, without wildcards" },
    environment: { pattern: /^[\w. /+-]+$/, allowed: "the name of one environment, without wildcards" },
    gitlabProject: { pattern: /^[\w.-]+(?:\/[\w.-]+)+$/, allowed: "group/project, or group/subgroup/project" },
    gitlabUrl: {
        pattern: /^https:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+$/,
        allowed: "https:// and the host's name, and nothing after it",
    },
    // Not the root of an account, which would be everybody in it, and no wildcard.
    principal: {
        pattern: /^arn:aws(?:-cn|-us-gov)?:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/,
        allowed: "the ARN of one role or user of IAM, without wildcards",
    },
    memberRole: {
        pattern: /^arn:aws(?:-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]+$/,
        allowed: "the ARN of the access role of one account, without wildcards",
    },
    permissionSet: { pattern: /^[\w+=,.@-]{1,32}$/, allowed: "the name of a permission set" },
    // By its id: the name of an alias can come to mean another key.
    key: {
        pattern: /^arn:aws(?:-cn|-us-gov)?:kms:[a-z\d-]+:\d{12}:key\/[a-z\d-]+$/,
        allowed: "the ARN of a key of KMS by its id, arn:aws:kms:<region>:<account>:key/<id>",
    },
    // A unit at least: the root would be every account.
    sandboxPath: {
        pattern: /^o-[a-z\d]{10,32}\/r-[a-z\d]{4,32}(?:\/ou-[a-z\d]{4,32}-[a-z\d]{8,32})+$/,
        allowed: "the path of a unit in AWS: o-<id>/r-<id>/ou-<id>, with all units that lead to it",
    },
    roleName: {
        pattern: { test: (name) => textError(ROLE_NAME, name) === undefined },
        allowed: "the name of a role, without a path",
    },
    bucket: {
        pattern: { test: (name) => textError(BUCKET_NAME, name) === undefined },
        allowed: `the name of a bucket of S3: ${BUCKET_NAME.min} to ${BUCKET_NAME.max} characters; ${BUCKET_NAME.allowed}`,
    },
} as const satisfies Record<string, ValueForm>;

/**
 * Reads the options of the command.
 *
 * @throws CommandError if a value has another form, or if nobody could assume one of the roles.
 */
export function bootstrapOptions(values: CommandValues): BootstrapOptions {
    refuseContradictions(values);
    const branch = one(values, "branch", "branch") ?? "main";
    const repository = one(values, "repository", "repository");
    const project = one(values, "gitlabProject", "gitlabProject");
    const host = (one(values, "gitlabUrl", "gitlabUrl") ?? "https://gitlab.com").replace("https://", "");
    const environment = one(values, "environment", "environment") ?? "prod";
    const options: BootstrapOptions = {
        ...(repository !== undefined && { gitHub: { repository, branch, environment } }),
        ...(project !== undefined && { gitLab: { project, branch, host } }),
        ...sandboxes(values),
        existingProvider: values.existingProvider === true,
        preview: principals(values, "preview"),
        up: principals(values, "up"),
        ...optional("bucket", one(values, "bucket", "bucket")),
        ...optional("existingBucket", one(values, "existingBucket", "bucket")),
        ...optional("existingKey", one(values, "existingKey", "key")),
        ...optional("exportBucket", one(values, "exportBucket", "bucket")),
        securityRoles: many(values, "securityRole", "memberRole"),
        without: PARTS.filter((part) => textValues(values, "without").includes(part)),
        allowed: POWERS.filter((power) => textValues(values, "allow").includes(power)),
    };
    refuseUnreachable(options);
    return options;
}

function sandboxes(values: CommandValues): Pick<BootstrapOptions, "sandboxes"> {
    const paths = many(values, "sandboxPath", "sandboxPath");
    const roleName = one(values, "sandboxRole", "roleName") ?? DEFAULT_ROLE_NAME;
    return paths.length > 0 ? { sandboxes: { paths, roleName } } : {};
}

function principals(values: CommandValues, role: "preview" | "up"): NamedPrincipals {
    return {
        arns: many(values, `${role}Principal`, "principal"),
        permissionSets: many(values, `${role}PermissionSet`, "permissionSet"),
    };
}

function refuseUnreachable({ gitHub, gitLab, preview, up }: BootstrapOptions): void {
    if (gitHub ?? gitLab) return;
    const unreachable = Object.entries({ preview, up }).flatMap(([role, { arns, permissionSets }]) =>
        arns.length + permissionSets.length === 0 ? [role] : [],
    );
    if (unreachable.length === 0) return;
    throw new CommandError(
        `nobody could assume the ${list(unreachable)} role. Give --repository (GitHub) or --gitlab-project, or for a workstation ` +
            unreachable.map((role) => `--${role}-permission-set or --${role}-principal`).join(", "),
        EXIT.usage,
    );
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
    return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}

function one(values: CommandValues, name: string, form: keyof typeof FORMS): string | undefined {
    const value = textValue(values, name);
    if (value !== undefined) check(name, value, FORMS[form]);
    return value;
}

/** Sorted, and each once, so that the order on the command line makes no difference. */
function many(values: CommandValues, name: string, form: keyof typeof FORMS): readonly string[] {
    const given = [...new Set(textValues(values, name))].sort();
    for (const value of given) check(name, value, FORMS[form]);
    return given;
}

function check(name: string, value: string, { pattern, allowed }: ValueForm): void {
    if (pattern.test(value)) return;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new CommandError(`--${flag} ${JSON.stringify(value)}: give ${allowed}`, EXIT.usage);
}
