import assert from "node:assert/strict";

import {
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    DeleteOrganizationalUnitCommand,
    DeleteOrganizationCommand,
    DeletePolicyCommand,
    DeregisterDelegatedAdministratorCommand,
    DescribeAccountCommand,
    DescribeCreateAccountStatusCommand,
    DescribeEffectivePolicyCommand,
    DescribeOrganizationalUnitCommand,
    DescribePolicyCommand,
    DetachPolicyCommand,
    DisableAWSServiceAccessCommand,
    DisablePolicyTypeCommand,
    EnableAllFeaturesCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListAWSServiceAccessForOrganizationCommand,
    InviteAccountToOrganizationCommand,
    ListParentsCommand,
    MoveAccountCommand,
    OrganizationsClient,
    PutResourcePolicyCommand,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateOrganizationalUnitCommand,
    UpdatePolicyCommand,
    type PolicyType,
} from "@aws-sdk/client-organizations";

import { Fixture, policyDocument } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

type Rule = [rule: string, call: () => Promise<unknown>, expected: string, reason?: string];

function check(rules: Rule[]): void {
    for (const [rule, call, expected, reason] of rules) {
        it(`${rule}: ${reason ?? expected}`, async () => {
            await assert.rejects(call, (error: Error & { Reason?: string }) => {
                assert.deepEqual([error.name, error.Reason], [expected, reason], error.message);
                return true;
            });
        });
    }
}

const CONSTRAINT = "ConstraintViolationException";
const INPUT = "InvalidInputException";
const MALFORMED = "MalformedPolicyDocumentException";
const ABSENT_UNIT = "ou-abcd-12345678";
const ABSENT_ACCOUNT = "999999999999";

describe("rules of AWS Organizations", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let to: Fixture;
    let root: string;
    let unit: string;
    let account: string;
    let member: string;
    let administrator: string;
    let tagPolicy: string;
    let management: string;

    before(async () => {
        aws = await startLocalAws({ accountLimit: 12, unitLimit: 12 });
        client = new OrganizationsClient(aws.clientConfig());
        to = new Fixture(aws, client);
        ({ root, management } = await to.createOrganization());
        await to.enable("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY");
        unit = await to.createUnit(root, "Workloads");
        account = await to.createAccount("shop");
        member = await to.createAccount("member");
        administrator = await to.createAccount("administrator");
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.amazonaws.com" }));
        await client.send(
            new RegisterDelegatedAdministratorCommand({
                AccountId: administrator,
                ServicePrincipal: "guardduty.amazonaws.com",
            }),
        );
        tagPolicy = await to.createPolicy("TAG_POLICY", "costs");
        await client.send(new AttachPolicyCommand({ PolicyId: tagPolicy, TargetId: account }));
    });
    after(() => aws.stop());

    const createPolicy = (Type: PolicyType, Content: string, Name = "p"): Promise<unknown> =>
        client.send(new CreatePolicyCommand({ Type, Name, Description: "", Content }));
    const statement = (changes: object): string =>
        JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*", ...changes }],
        });

    describe("organization and units", () => {
        check([
            [
                "one organization an account",
                () => client.send(new CreateOrganizationCommand({})),
                "AlreadyInOrganizationException",
            ],
            [
                "members must go before the organization",
                () => client.send(new DeleteOrganizationCommand({})),
                "OrganizationNotEmptyException",
            ],
            [
                "all features cannot be enabled twice",
                () => client.send(new EnableAllFeaturesCommand({})),
                "HandshakeConstraintViolationException",
                "ORGANIZATION_ALREADY_HAS_ALL_FEATURES",
            ],
            [
                "siblings have different names",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: "Workloads" })),
                "DuplicateOrganizationalUnitException",
            ],
            [
                "a unit's parent exists",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: ABSENT_UNIT, Name: "x" })),
                "ParentNotFoundException",
            ],
            [
                "a unit's name has a character",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: "" })),
                INPUT,
                "MIN_LENGTH_EXCEEDED",
            ],
            [
                "a unit's name has at most 128 characters",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: "x".repeat(129) })),
                INPUT,
                "MAX_LENGTH_EXCEEDED",
            ],
            [
                "a unit's name is needed",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: undefined })),
                INPUT,
                "INPUT_REQUIRED",
            ],
            [
                "a parent is a root or unit",
                () => client.send(new CreateOrganizationalUnitCommand({ ParentId: "nonsense", Name: "x" })),
                INPUT,
                "INVALID_PATTERN",
            ],
            [
                "an unknown unit",
                () => client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: ABSENT_UNIT })),
                "OrganizationalUnitNotFoundException",
            ],
            [
                "an unknown child",
                () => client.send(new ListParentsCommand({ ChildId: ABSENT_ACCOUNT })),
                "ChildNotFoundException",
            ],
        ]);

        it("the same name is free under another parent, also for a rename", async () => {
            const other = await to.createUnit(root, "Other");
            await to.createUnit(other, "Workloads");
            const renamed = await to.createUnit(unit, "Production");
            await client.send(
                new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: renamed, Name: "Workloads" }),
            );
            await assert.rejects(
                client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit, Name: "Other" })),
                { name: "DuplicateOrganizationalUnitException" },
            );
            await client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit, Name: "Workloads" }));
            await assert.rejects(client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit })), {
                name: "OrganizationalUnitNotEmptyException",
            });
            await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: renamed }));
        });

        it("units are at most five deep, and at most as many as the quota", async () => {
            let parent = root;
            for (let depth = 1; depth <= 5; depth++) {
                parent = await to.createUnit(parent, `Depth ${depth}`);
            }
            await assert.rejects(to.createUnit(parent, "Depth 6"), {
                name: CONSTRAINT,
                Reason: "OU_DEPTH_LIMIT_EXCEEDED",
            });
            const fill = async (): Promise<void> => {
                for (let index = 0; index < 12; index++) {
                    await to.createUnit(root, `Filler ${index}`);
                }
            };
            await assert.rejects(fill, { name: CONSTRAINT, Reason: "OU_NUMBER_LIMIT_EXCEEDED" });
        });
    });

    describe("accounts", () => {
        const create = (changes: object): Promise<unknown> =>
            client.send(new CreateAccountCommand({ AccountName: "x", Email: "x@example.com", ...changes }));
        const tags = (...keys: string[]): object => ({ Tags: keys.map((Key) => ({ Key, Value: "v" })) });
        check([
            ["an address has an @", () => create({ Email: "nonsense" }), INPUT, "INVALID_PATTERN"],
            [
                "an address has at most 64 characters",
                () => create({ Email: `${"x".repeat(60)}@e.co` }),
                INPUT,
                "MAX_LENGTH_EXCEEDED",
            ],
            ["an address has at least 6 characters", () => create({ Email: "a@b.c" }), INPUT, "MIN_LENGTH_EXCEEDED"],
            [
                "an account's name has at most 50 characters",
                () => create({ AccountName: "x".repeat(51) }),
                INPUT,
                "MAX_LENGTH_EXCEEDED",
            ],
            ["an account's name is ASCII", () => create({ AccountName: "Büro" }), INPUT, "INVALID_PATTERN"],
            ["a role's name", () => create({ RoleName: "a b" }), INPUT, "INVALID_ROLE_NAME"],
            ["a reserved role's name", () => create({ RoleName: "AWSServiceRoleForX" }), INPUT, "INVALID_ROLE_NAME"],
            [
                "billing access is ALLOW or DENY",
                () => create({ IamUserAccessToBilling: "MAYBE" }),
                INPUT,
                "INVALID_ENUM",
            ],
            ["a tag of AWS", () => create(tags("aws:x")), INPUT, "INVALID_SYSTEM_TAGS_PARAMETER"],
            ["a tag twice", () => create(tags("Team", "team")), INPUT, "DUPLICATE_TAG_KEY"],
            ["a tag's characters", () => create(tags("a!b")), INPUT, "INVALID_PATTERN"],
            [
                "too many tags",
                () => create(tags(...Array.from({ length: 51 }, (_, i) => `k${i}`))),
                CONSTRAINT,
                "MAX_TAG_LIMIT_EXCEEDED",
            ],
            [
                "an unknown creation",
                () => client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: "car-00000000" })),
                "CreateAccountStatusNotFoundException",
            ],
            [
                "an unknown account",
                () => client.send(new DescribeAccountCommand({ AccountId: ABSENT_ACCOUNT })),
                "AccountNotFoundException",
            ],
            [
                "a move of an unknown account",
                () =>
                    client.send(
                        new MoveAccountCommand({
                            AccountId: ABSENT_ACCOUNT,
                            SourceParentId: root,
                            DestinationParentId: unit,
                        }),
                    ),
                "AccountNotFoundException",
            ],
            [
                "a move from elsewhere",
                () =>
                    client.send(
                        new MoveAccountCommand({ AccountId: account, SourceParentId: unit, DestinationParentId: unit }),
                    ),
                "SourceParentNotFoundException",
            ],
            [
                "a move from nowhere",
                () =>
                    client.send(
                        new MoveAccountCommand({
                            AccountId: account,
                            SourceParentId: ABSENT_UNIT,
                            DestinationParentId: unit,
                        }),
                    ),
                "SourceParentNotFoundException",
            ],
            [
                "a move to nowhere",
                () =>
                    client.send(
                        new MoveAccountCommand({
                            AccountId: account,
                            SourceParentId: root,
                            DestinationParentId: ABSENT_UNIT,
                        }),
                    ),
                "DestinationParentNotFoundException",
            ],
            [
                "a move to where it is",
                () =>
                    client.send(
                        new MoveAccountCommand({ AccountId: account, SourceParentId: root, DestinationParentId: root }),
                    ),
                "DuplicateAccountException",
            ],
            [
                "removal within four days",
                () => client.send(new RemoveAccountFromOrganizationCommand({ AccountId: account })),
                CONSTRAINT,
                "WAIT_PERIOD_ACTIVE",
            ],
            [
                "removal of the management account",
                () => client.send(new RemoveAccountFromOrganizationCommand({ AccountId: management })),
                "MasterCannotLeaveOrganizationException",
            ],
            [
                "removal of a delegated administrator",
                () => client.send(new RemoveAccountFromOrganizationCommand({ AccountId: administrator })),
                CONSTRAINT,
                "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
            ],
            [
                "closing the management account",
                () => client.send(new CloseAccountCommand({ AccountId: management })),
                CONSTRAINT,
                "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
            ],
            [
                "closing an unknown account",
                () => client.send(new CloseAccountCommand({ AccountId: ABSENT_ACCOUNT })),
                "AccountNotFoundException",
            ],
            [
                "a member that manages",
                () =>
                    new OrganizationsClient(aws.clientConfig(member)).send(
                        new CreateOrganizationalUnitCommand({ ParentId: root, Name: "x" }),
                    ),
                "AccessDeniedException",
            ],
            [
                "a member that reads",
                () =>
                    new OrganizationsClient(aws.clientConfig(member)).send(
                        new DescribeAccountCommand({ AccountId: account }),
                    ),
                "AccessDeniedException",
            ],
            [
                "an account without an organization",
                () =>
                    new OrganizationsClient(aws.clientConfig(ABSENT_ACCOUNT)).send(
                        new DescribeAccountCommand({ AccountId: account }),
                    ),
                "AWSOrganizationsNotInUseException",
            ],
            [
                "inviting a member",
                () => client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: member } })),
                "HandshakeConstraintViolationException",
                "ALREADY_IN_AN_ORGANIZATION",
            ],
            [
                "inviting an organization",
                () =>
                    client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ORGANIZATION", Id: "x" } })),
                INPUT,
                "INVALID_PARTY_TYPE_TARGET",
            ],
        ]);
    });

    describe("policies", () => {
        const attach = (PolicyId: string, TargetId: string): Promise<unknown> =>
            client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
        const detach = (PolicyId: string, TargetId: string): Promise<unknown> =>
            client.send(new DetachPolicyCommand({ PolicyId, TargetId }));
        check([
            [
                "a name twice",
                () => createPolicy("TAG_POLICY", policyDocument("TAG_POLICY"), "costs"),
                "DuplicatePolicyException",
            ],
            ["an unknown type", () => createPolicy("NO_POLICY" as PolicyType, "{}"), INPUT, "INVALID_ENUM_POLICY_TYPE"],
            ["no JSON", () => createPolicy("SERVICE_CONTROL_POLICY", "{"), MALFORMED],
            ["no statement", () => createPolicy("SERVICE_CONTROL_POLICY", `{"Version":"2012-10-17"}`), MALFORMED],
            [
                "no version",
                () =>
                    createPolicy(
                        "SERVICE_CONTROL_POLICY",
                        `{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}`,
                    ),
                MALFORMED,
            ],
            ["no effect", () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Effect: "deny" })), MALFORMED],
            [
                "no resource",
                () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Resource: undefined })),
                MALFORMED,
            ],
            ["no action", () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Action: "s3" })), MALFORMED],
            [
                "both Action and NotAction",
                () => createPolicy("SERVICE_CONTROL_POLICY", statement({ NotAction: "s3:*" })),
                MALFORMED,
            ],
            [
                "a Principal in an SCP",
                () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Principal: "*" })),
                MALFORMED,
            ],
            [
                "an unknown element",
                () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Efect: "Deny" })),
                MALFORMED,
            ],
            [
                "a key twice",
                () =>
                    createPolicy(
                        "SERVICE_CONTROL_POLICY",
                        `{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}`,
                    ),
                MALFORMED,
            ],
            [
                "an RCP that allows",
                () => createPolicy("RESOURCE_CONTROL_POLICY", statement({ Effect: "Allow", Principal: "*" })),
                MALFORMED,
            ],
            ["an RCP without Principal", () => createPolicy("RESOURCE_CONTROL_POLICY", statement({})), MALFORMED],
            [
                "an RCP for all actions",
                () => createPolicy("RESOURCE_CONTROL_POLICY", statement({ Principal: "*", Action: "*" })),
                MALFORMED,
            ],
            ...["s*:Get*", "*:*", "lambda:*"].map((Action): Rule => [
                `an RCP for ${Action}`,
                () => createPolicy("RESOURCE_CONTROL_POLICY", statement({ Principal: "*", Action })),
                MALFORMED,
            ]),
            [
                "a wildcard for the service of a resource",
                () => createPolicy("SERVICE_CONTROL_POLICY", statement({ Resource: "arn:aws:s*:::x" })),
                MALFORMED,
            ],
            ["a tag policy of another type", () => createPolicy("TAG_POLICY", `{"plans":{}}`), MALFORMED],
            [
                "an unknown operator",
                () => createPolicy("TAG_POLICY", `{"tags":{"a":{"tag_key":{"@@asign":"A"}}}}`),
                MALFORMED,
            ],
            [
                "an SCP of 10,241 characters",
                () => createPolicy("SERVICE_CONTROL_POLICY", policyDocument("SERVICE_CONTROL_POLICY").padEnd(10_241)),
                CONSTRAINT,
                "POLICY_CONTENT_LIMIT_EXCEEDED",
            ],
            [
                "an RCP of 5,121 characters",
                () => createPolicy("RESOURCE_CONTROL_POLICY", policyDocument("RESOURCE_CONTROL_POLICY").padEnd(5_121)),
                CONSTRAINT,
                "POLICY_CONTENT_LIMIT_EXCEEDED",
            ],
            [
                "an opt-out policy of 2,501 characters",
                () =>
                    createPolicy(
                        "AISERVICES_OPT_OUT_POLICY",
                        policyDocument("AISERVICES_OPT_OUT_POLICY").padEnd(2_501),
                    ),
                CONSTRAINT,
                "POLICY_CONTENT_LIMIT_EXCEEDED",
            ],
            [
                "AWS's policy is not changed",
                () => client.send(new UpdatePolicyCommand({ PolicyId: "p-FullAWSAccess", Name: "x" })),
                INPUT,
                "IMMUTABLE_POLICY",
            ],
            [
                "AWS's policy is not deleted",
                () => client.send(new DeletePolicyCommand({ PolicyId: "p-FullAWSAccess" })),
                INPUT,
                "IMMUTABLE_POLICY",
            ],
            [
                "a policy in use is not deleted",
                () => client.send(new DeletePolicyCommand({ PolicyId: tagPolicy })),
                "PolicyInUseException",
            ],
            [
                "an unknown policy",
                () => client.send(new DescribePolicyCommand({ PolicyId: "p-00000000" })),
                "PolicyNotFoundException",
            ],
            [
                "a policy's id",
                () => client.send(new DescribePolicyCommand({ PolicyId: "nonsense" })),
                INPUT,
                "INVALID_SYNTAX_POLICY_ID",
            ],
            ["attached twice", () => attach(tagPolicy, account), "DuplicatePolicyAttachmentException"],
            ["attached to nothing", () => attach(tagPolicy, ABSENT_ACCOUNT), "TargetNotFoundException"],
            ["a target's id", () => attach(tagPolicy, "nonsense"), INPUT, "INVALID_PATTERN_TARGET_ID"],
            ["detached where it is not", () => detach(tagPolicy, root), "PolicyNotAttachedException"],
            [
                "the last SCP stays",
                () => detach("p-FullAWSAccess", account),
                CONSTRAINT,
                "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            ],
            ["AWS's RCP stays", () => detach("p-RCPFullAWSAccess", account), INPUT, "NON_DETACHABLE_POLICY"],
            [
                "a type that is enabled",
                () => client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "TAG_POLICY" })),
                "PolicyTypeAlreadyEnabledException",
            ],
            [
                "a type that is not enabled",
                () => client.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: "BACKUP_POLICY" })),
                "PolicyTypeNotEnabledException",
            ],
            [
                "an unknown root",
                () => client.send(new EnablePolicyTypeCommand({ RootId: "r-zzzz", PolicyType: "BACKUP_POLICY" })),
                "RootNotFoundException",
            ],
            [
                "a type that needs service access",
                () => client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SECURITYHUB_POLICY" })),
                CONSTRAINT,
                "SERVICE_ACCESS_NOT_ENABLED",
            ],
            [
                "no effective policy",
                () =>
                    client.send(new DescribeEffectivePolicyCommand({ PolicyType: "BACKUP_POLICY", TargetId: account })),
                "EffectivePolicyNotFoundException",
            ],
            [
                "a resource policy is JSON",
                () => client.send(new PutResourcePolicyCommand({ Content: "x" })),
                INPUT,
                "INVALID_RESOURCE_POLICY_JSON",
            ],
            [
                "tags of AWS's policy",
                () => client.send(new TagResourceCommand({ ResourceId: "p-FullAWSAccess", Tags: [] })),
                INPUT,
                "TARGET_NOT_SUPPORTED",
            ],
            [
                "tags of nothing",
                () => client.send(new TagResourceCommand({ ResourceId: ABSENT_ACCOUNT, Tags: [] })),
                "TargetNotFoundException",
            ],
            [
                "AWS's tags are not removed",
                () => client.send(new UntagResourceCommand({ ResourceId: account, TagKeys: ["aws:x"] })),
                INPUT,
                "INVALID_SYSTEM_TAGS_PARAMETER",
            ],
        ]);

        it("a type must be enabled before a policy of it is attached, not before it is created", async () => {
            const policy = await to.createPolicy("BACKUP_POLICY", "backups");
            await assert.rejects(attach(policy, unit), { name: "PolicyTypeNotEnabledException" });
        });

        for (const [type, limit] of [
            ["SERVICE_CONTROL_POLICY", 10],
            ["RESOURCE_CONTROL_POLICY", 5],
        ] as const) {
            it(`${type}: ${limit} on a target, AWS's own included`, async () => {
                for (let index = 1; index < limit; index++) {
                    await attach(await to.createPolicy(type, `limit ${index}`), unit);
                }
                await assert.rejects(attach(await to.createPolicy(type, "one more"), unit), {
                    name: CONSTRAINT,
                    Reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                });
            });
        }
    });

    describe("service access and delegated administrators", () => {
        const register = (AccountId: string, ServicePrincipal: string): Promise<unknown> =>
            client.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
        check([
            [
                "an unknown service",
                () => client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduti.amazonaws.com" })),
                INPUT,
                "UNRECOGNIZED_SERVICE_PRINCIPAL",
            ],
            [
                "an unknown domain",
                () => client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.example.com" })),
                INPUT,
                "UNRECOGNIZED_SERVICE_PRINCIPAL",
            ],
            [
                "service access comes first",
                () => register(member, "config.amazonaws.com"),
                CONSTRAINT,
                "SERVICE_ACCESS_NOT_ENABLED",
            ],
            [
                "not the management account",
                () => register(management, "guardduty.amazonaws.com"),
                CONSTRAINT,
                "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
            ],
            [
                "not twice",
                () => register(administrator, "guardduty.amazonaws.com"),
                "AccountAlreadyRegisteredException",
            ],
            [
                "not an unknown account",
                () => register(ABSENT_ACCOUNT, "guardduty.amazonaws.com"),
                "AccountNotFoundException",
            ],
            [
                "not registered",
                () =>
                    client.send(
                        new DeregisterDelegatedAdministratorCommand({
                            AccountId: member,
                            ServicePrincipal: "guardduty.amazonaws.com",
                        }),
                    ),
                "AccountNotRegisteredException",
            ],
        ]);

        for (const principal of [
            "sso.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "config-multiaccountsetup.amazonaws.com",
            "member.org.stacksets.cloudformation.amazonaws.com",
            "securityhub.amazonaws.com",
            "backup.amazonaws.com",
            "iam.amazonaws.com",
            "account.amazonaws.com",
            "access-analyzer.amazonaws.com",
            "malware-protection.guardduty.amazonaws.com",
            "storage-lens.s3.amazonaws.com",
            "tagpolicies.tag.amazonaws.com",
            "ram.amazonaws.com",
            "inspector2.amazonaws.com",
            "reporting.trustedadvisor.amazonaws.com",
            "cost-optimization-hub.bcm.amazonaws.com",
        ]) {
            it(`${principal} is a service`, () =>
                client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: principal })).then(() => undefined));
        }
    });
});

describe("rules of an organization for consolidated billing", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let root: string;
    let account: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        const to = new Fixture(aws, client);
        ({ root } = await to.createOrganization("CONSOLIDATED_BILLING"));
        account = await to.createAccount("shop");
    });
    after(() => aws.stop());

    check([
        [
            "no policies",
            () =>
                client.send(
                    new CreatePolicyCommand({
                        Type: "TAG_POLICY",
                        Name: "p",
                        Description: "",
                        Content: policyDocument("TAG_POLICY"),
                    }),
                ),
            "PolicyTypeNotAvailableForOrganizationException",
        ],
        [
            "no policy types",
            () => client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" })),
            "PolicyTypeNotAvailableForOrganizationException",
        ],
        [
            "no service access",
            () => client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "config.amazonaws.com" })),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
        [
            "no list of services with access",
            () => client.send(new ListAWSServiceAccessForOrganizationCommand({})),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
        [
            "no closing",
            () => client.send(new CloseAccountCommand({ AccountId: account })),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
    ]);
});
