import assert from "node:assert/strict";
import {
    accountsInParent,
    delegatedAdministrators,
    describeAccount,
    describeHandshake,
    describeOrganization,
    exceptionName,
    findOrganizationFacts,
    findParent,
    findPolicyByName,
    findRoot,
    listAccounts,
    listHandshakes,
    type OrganizationCalls,
    pathToAccount,
    policiesAttachedTo,
    policyContent,
    readOrganization,
    servicesAdministeredBy,
    servicesWithAccess,
    tagsOf,
    targetsOfPolicy,
    unitPath,
    unitsBelow,
    unitsInParent,
    UnansweredError,
} from "../../../aws/organization";
import { answeringAws, exception } from "./answeringAws";

describe("aws: the reader of the organisation", () => {
    it("reads every page of a list", async () => {
        const { calls, asked } = answeringAws({
            ListAccounts: [
                { Accounts: [{ Id: "1", Name: "one", Email: "One@x", Arn: "arn:1", State: "ACTIVE" }], NextToken: "a" },
                { NextToken: "b" },
                {
                    Accounts: [{ Id: "2", Name: "two", Email: "two@x", Arn: "arn:2", JoinedMethod: "INVITED" }],
                    NextToken: "",
                },
            ],
        });
        assert.deepEqual(await listAccounts(calls), [
            { id: "1", arn: "arn:1", name: "one", email: "One@x", state: "ACTIVE", joinedMethod: "" },
            { id: "2", arn: "arn:2", name: "two", email: "two@x", state: "", joinedMethod: "INVITED" },
        ]);
        assert.deepEqual(asked, [
            "ListAccounts {}",
            'ListAccounts {"NextToken":"a"}',
            'ListAccounts {"NextToken":"b"}',
        ]);
    });

    it("takes an account's state from State, or from Status if there is no State", async () => {
        const both = answeringAws({ DescribeAccount: { Account: { State: "CLOSED", Status: "SUSPENDED" } } });
        assert.equal((await describeAccount(both.calls, "1"))?.state, "CLOSED");
        const old = answeringAws({ DescribeAccount: { Account: { Status: "SUSPENDED" } } });
        assert.equal((await describeAccount(old.calls, "1"))?.state, "SUSPENDED");
    });

    it("takes the unit of an account from its path; without one, it does not know it", async () => {
        const id = "111122223333";
        for (const [Paths, parentId] of [
            [[`o-abc/r-abcd/ou-abcd-one/ou-abcd-two/${id}/`], "ou-abcd-two"],
            [[`o-abc/r-abcd/${id}/`], "r-abcd"],
            [[], undefined],
            [undefined, undefined],
        ] as const) {
            const { calls } = answeringAws({ DescribeAccount: { Account: { Id: id, ...(Paths && { Paths }) } } });
            assert.equal((await describeAccount(calls, id))?.parentId, parentId);
        }
    });

    it("lists all units, parents before their children", async () => {
        const { calls } = answeringAws({
            ListOrganizationalUnitsForParent: [
                {
                    OrganizationalUnits: [
                        { Id: "ou-1", Name: "One" },
                        { Id: "ou-2", Name: "Two" },
                    ],
                },
                { OrganizationalUnits: [{ Id: "ou-3", Name: "Three" }] },
                {},
            ],
        });
        assert.deepEqual(
            (await unitsBelow(calls, "r-1")).map(({ id, parentId }) => [id, parentId]),
            [
                ["ou-1", "r-1"],
                ["ou-3", "ou-1"],
                ["ou-2", "r-1"],
            ],
        );
    });

    it("ends a search for a policy with the page that has it", async () => {
        const { calls, asked } = answeringAws({
            ListPolicies: [
                { Policies: [{ Id: "p-1", Name: "one" }], NextToken: "a" },
                { Policies: [{ Id: "p-2", Name: "two", Description: "d", AwsManaged: true }], NextToken: "b" },
            ],
        });
        const found = await findPolicyByName(calls, "SERVICE_CONTROL_POLICY", "two");
        assert.deepEqual(found, { id: "p-2", name: "two", description: "d", awsManaged: true });
        assert.equal(asked.length, 2);
        const none = answeringAws({ ListPolicies: { Policies: [{ Id: "p-1", Name: "one" }] } });
        assert.equal(await findPolicyByName(none.calls, "TAG_POLICY", "two"), undefined);
    });

    it("reads the path from the root to an account", async () => {
        const { calls } = answeringAws({
            ListParents: [
                { Parents: [{ Id: "ou-2", Type: "ORGANIZATIONAL_UNIT" }] },
                { Parents: [{ Id: "ou-1", Type: "ORGANIZATIONAL_UNIT" }] },
                { Parents: [{ Id: "r-1", Type: "ROOT" }] },
            ],
            DescribeOrganizationalUnit: [
                { OrganizationalUnit: { Name: "Production" } },
                { OrganizationalUnit: { Name: "Workloads" } },
            ],
        });
        const path = await pathToAccount(calls, "1", "shop");
        assert.deepEqual(path, [
            { kind: "root", id: "r-1", name: "Root" },
            { kind: "unit", id: "ou-1", name: "Workloads" },
            { kind: "unit", id: "ou-2", name: "Production" },
            { kind: "account", id: "1", name: "shop" },
        ]);
        assert.equal(unitPath(path), "Workloads/Production");
    });

    it("counts a type of policy as enabled only if AWS says so", async () => {
        const { calls } = answeringAws({
            ListRoots: {
                Roots: [
                    {
                        Id: "r-1",
                        PolicyTypes: [
                            { Type: "TAG_POLICY", Status: "PENDING_ENABLE" },
                            { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" },
                        ],
                    },
                ],
            },
        });
        assert.deepEqual(await findRoot(calls), { id: "r-1", policyTypes: ["SERVICE_CONTROL_POLICY"] });
    });

    for (const [featureSet, serviceAccess] of [
        ["ALL", ["sso.amazonaws.com"]],
        ["CONSOLIDATED_BILLING", []],
    ] as const) {
        it(`reads a whole organisation with the feature set ${featureSet}`, async () => {
            const { calls, asked } = answeringAws({
                DescribeOrganization: {
                    Organization: {
                        Id: "o-1",
                        MasterAccountId: "9",
                        MasterAccountEmail: "m@x",
                        FeatureSet: featureSet,
                    },
                },
                ListRoots: { Roots: [{ Id: "r-1", PolicyTypes: [] }] },
                ListAccounts: { Accounts: [{ Id: "9" }, { Id: "1", State: "SUSPENDED" }] },
                ListAWSServiceAccessForOrganization: {
                    EnabledServicePrincipals: [{ ServicePrincipal: "sso.amazonaws.com" }],
                },
            });
            const found = await readOrganization(calls);
            assert.deepEqual(
                { ...found, accounts: found?.accounts.map(({ id, state }) => [id, state]) },
                {
                    id: "o-1",
                    managementAccountId: "9",
                    managementAccountEmail: "m@x",
                    featureSet,
                    root: { id: "r-1", policyTypes: [] },
                    serviceAccess,
                    accounts: [
                        ["9", ""],
                        ["1", "SUSPENDED"],
                    ],
                },
            );
            // AWS refuses the question of services with consolidated billing.
            assert.equal(asked.length, featureSet === "ALL" ? 4 : 3);
        });
    }

    it("finds no organisation if the account is in none, and makes no further calls", async () => {
        const { calls, asked } = answeringAws({ DescribeOrganization: exception("AWSOrganizationsNotInUseException") });
        assert.equal(await readOrganization(calls), undefined);
        assert.equal(asked.length, 1);
    });

    it("returns plain values for everything else", async () => {
        const { calls } = answeringAws({
            DescribeOrganization: {
                Organization: { Id: "o-1", MasterAccountId: "9", MasterAccountEmail: "m@x", FeatureSet: "ALL" },
            },
            ListAWSServiceAccessForOrganization: {
                EnabledServicePrincipals: [{ ServicePrincipal: "sso.amazonaws.com" }],
            },
            ListDelegatedAdministrators: { DelegatedAdministrators: [{ Id: "1", Name: "audit" }] },
            ListDelegatedServicesForAccount: { DelegatedServices: [{ ServicePrincipal: "config.amazonaws.com" }] },
            ListTagsForResource: { Tags: [{ Key: "Team", Value: "shop" }] },
            ListTargetsForPolicy: { Targets: [{ TargetId: "r-1", Name: "Root", Type: "ROOT" }] },
            DescribePolicy: { Policy: { Content: "{}" } },
            ListHandshakesForOrganization: {
                Handshakes: [
                    {
                        Id: "h-1",
                        Action: "INVITE",
                        State: "OPEN",
                        Parties: [
                            { Type: "ORGANIZATION", Id: "o-1" },
                            { Type: "EMAIL", Id: "a@x" },
                        ],
                    },
                ],
            },
        });
        assert.deepEqual(await describeOrganization(calls), {
            id: "o-1",
            managementAccountId: "9",
            managementAccountEmail: "m@x",
            featureSet: "ALL",
        });
        assert.deepEqual(await servicesWithAccess(calls), ["sso.amazonaws.com"]);
        assert.deepEqual(await delegatedAdministrators(calls), [{ id: "1", name: "audit" }]);
        assert.deepEqual(await servicesAdministeredBy(calls, "1"), ["config.amazonaws.com"]);
        assert.deepEqual(await tagsOf(calls, "1"), { Team: "shop" });
        assert.deepEqual(await targetsOfPolicy(calls, "p-1"), [{ id: "r-1", name: "Root", type: "ROOT" }]);
        assert.equal(await policyContent(calls, "p-1"), "{}");
        assert.deepEqual(await listHandshakes(calls), [
            { id: "h-1", action: "INVITE", state: "OPEN", recipient: { type: "EMAIL", id: "a@x" } },
        ]);
    });

    const absent: [string, string, (calls: OrganizationCalls) => Promise<unknown>, unknown][] = [
        ["DescribeAccount", "AccountNotFoundException", (calls) => describeAccount(calls, "1"), undefined],
        ["DescribeHandshake", "HandshakeNotFoundException", (calls) => describeHandshake(calls, "h-1"), undefined],
        ["ListParents", "ChildNotFoundException", (calls) => findParent(calls, "1"), undefined],
        ["ListAccountsForParent", "ParentNotFoundException", (calls) => accountsInParent(calls, "ou-1"), undefined],
        [
            "ListOrganizationalUnitsForParent",
            "ParentNotFoundException",
            (calls) => unitsInParent(calls, "ou-1"),
            undefined,
        ],
        [
            "ListPoliciesForTarget",
            "TargetNotFoundException",
            (calls) => policiesAttachedTo(calls, "1", "TAG_POLICY"),
            undefined,
        ],
        ["ListTargetsForPolicy", "PolicyNotFoundException", (calls) => targetsOfPolicy(calls, "p-1"), undefined],
        ["DescribeOrganization", "AWSOrganizationsNotInUseException", findOrganizationFacts, undefined],
        [
            "ListDelegatedServicesForAccount",
            "AccountNotRegisteredException",
            (calls) => servicesAdministeredBy(calls, "1"),
            [],
        ],
        [
            "ListDelegatedAdministrators",
            "InvalidInputException",
            (calls) => delegatedAdministrators(calls, "x.amazonaws.com"),
            [],
        ],
    ];
    for (const [operation, name, ask, answer] of absent) {
        it(`distinguishes what AWS does not have from what it does not answer: ${operation}`, async () => {
            assert.deepEqual(await ask(answeringAws({ [operation]: exception(name) }).calls), answer);
            const denied = answeringAws({ [operation]: exception("AccessDeniedException") });
            await assert.rejects(ask(denied.calls), (error) => {
                assert.ok(error instanceof UnansweredError);
                assert.equal(exceptionName(error), "AccessDeniedException");
                assert.ok(error.message.includes(`(organizations:${operation})`), error.message);
                return true;
            });
        });
    }
});
