import {
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    DescribeAccountCommand,
    DescribeCreateAccountStatusCommand,
    InviteAccountToOrganizationCommand,
    MoveAccountCommand,
    OrganizationsClient,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";

import { check, CONSTRAINT, INPUT, ABSENT_UNIT, ABSENT_ACCOUNT, organizationUnderTest } from "./shared";

describe("rules of AWS Organizations: accounts", () => {
    const on = organizationUnderTest();

    const create = (changes: object): Promise<unknown> =>
        on.client.send(new CreateAccountCommand({ AccountName: "x", Email: "x@example.com", ...changes }));
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
        ["billing access is ALLOW or DENY", () => create({ IamUserAccessToBilling: "MAYBE" }), INPUT, "INVALID_ENUM"],
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
            () => on.client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: "car-00000000" })),
            "CreateAccountStatusNotFoundException",
        ],
        [
            "an unknown account",
            () => on.client.send(new DescribeAccountCommand({ AccountId: ABSENT_ACCOUNT })),
            "AccountNotFoundException",
        ],
        [
            "a move of an unknown account",
            () =>
                on.client.send(
                    new MoveAccountCommand({
                        AccountId: ABSENT_ACCOUNT,
                        SourceParentId: on.root,
                        DestinationParentId: on.unit,
                    }),
                ),
            "AccountNotFoundException",
        ],
        [
            "a move from elsewhere",
            () =>
                on.client.send(
                    new MoveAccountCommand({
                        AccountId: on.account,
                        SourceParentId: on.unit,
                        DestinationParentId: on.unit,
                    }),
                ),
            "SourceParentNotFoundException",
        ],
        [
            "a move from nowhere",
            () =>
                on.client.send(
                    new MoveAccountCommand({
                        AccountId: on.account,
                        SourceParentId: ABSENT_UNIT,
                        DestinationParentId: on.unit,
                    }),
                ),
            "SourceParentNotFoundException",
        ],
        [
            "a move to nowhere",
            () =>
                on.client.send(
                    new MoveAccountCommand({
                        AccountId: on.account,
                        SourceParentId: on.root,
                        DestinationParentId: ABSENT_UNIT,
                    }),
                ),
            "DestinationParentNotFoundException",
        ],
        [
            "a move to where it is",
            () =>
                on.client.send(
                    new MoveAccountCommand({
                        AccountId: on.account,
                        SourceParentId: on.root,
                        DestinationParentId: on.root,
                    }),
                ),
            "DuplicateAccountException",
        ],
        [
            "removal within four days",
            () => on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: on.account })),
            CONSTRAINT,
            "WAIT_PERIOD_ACTIVE",
        ],
        [
            "removal of the management account",
            () => on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: on.management })),
            "MasterCannotLeaveOrganizationException",
        ],
        [
            "removal of a delegated administrator",
            () => on.client.send(new RemoveAccountFromOrganizationCommand({ AccountId: on.administrator })),
            CONSTRAINT,
            "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
        ],
        [
            "closing the management account",
            () => on.client.send(new CloseAccountCommand({ AccountId: on.management })),
            CONSTRAINT,
            "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
        ],
        [
            "closing an unknown account",
            () => on.client.send(new CloseAccountCommand({ AccountId: ABSENT_ACCOUNT })),
            "AccountNotFoundException",
        ],
        [
            "a member that manages",
            () =>
                new OrganizationsClient(on.aws.clientConfig(on.member)).send(
                    new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: "x" }),
                ),
            "AccessDeniedException",
        ],
        [
            "a member that reads",
            () =>
                new OrganizationsClient(on.aws.clientConfig(on.member)).send(
                    new DescribeAccountCommand({ AccountId: on.account }),
                ),
            "AccessDeniedException",
        ],
        [
            "an account without an organization",
            () =>
                new OrganizationsClient(on.aws.clientConfig(ABSENT_ACCOUNT)).send(
                    new DescribeAccountCommand({ AccountId: on.account }),
                ),
            "AWSOrganizationsNotInUseException",
        ],
        [
            "inviting a member",
            () =>
                on.client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: on.member } })),
            "HandshakeConstraintViolationException",
            "ALREADY_IN_AN_ORGANIZATION",
        ],
        [
            "inviting an organization",
            () => on.client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ORGANIZATION", Id: "x" } })),
            INPUT,
            "INVALID_PARTY_TYPE_TARGET",
        ],
    ]);
});
