import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { explainAws } from "../../../aws/explainAws";
import {
    accountsInParent,
    delegatedAdministrators,
    describeAccount,
    describeOrganization,
    exceptionName,
    findOrganizationFacts,
    findParent,
    findPolicyByName,
    findRoot,
    listAccounts,
    listHandshakes,
    OrganizationCalls,
    pathToAccount,
    policiesAttachedTo,
    policyContent,
    servicesAdministeredBy,
    servicesWithAccess,
    tagsOf,
    targetsOfPolicy,
    unitPath,
    unitsInParent,
    UnansweredError,
} from "../../../aws/organization";
import { PacedCaller } from "../../../aws/pacedCaller";

type Answer = object | Error;

/** An AWS that gives these answers by operation, one after the other; the last one again and again. */
function aws(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
    const asked: string[] = [];
    const left = new Map(Object.entries(answers).map(([name, one]) => [name, [one].flat<Answer[]>()]));
    const send = (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
        const name = command.constructor.name.replace(/Command$/, "");
        asked.push(`${name} ${JSON.stringify(command.input)}`);
        const some = left.get(name) ?? assert.fail(`AWS is asked for ${name}`);
        const answer = (some.length > 1 ? some.shift() : some[0]) as Answer;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const clock = { now: () => 0, wait: () => Promise.resolve() };
    const client = { send } as unknown as OrganizationsClient;
    return { asked, calls: new OrganizationCalls(() => Promise.resolve(client), new PacedCaller(false, clock)) };
}

function exception(name: string): Error {
    return Object.assign(new Error(`${name} it is`), { name, $fault: "client" });
}

describe("aws: the reader of the organisation", () => {
    it("reads every page of a list", async () => {
        const { calls, asked } = aws({
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

    it("takes an account's state from State, and from Status where AWS has no State", async () => {
        const both = aws({ DescribeAccount: { Account: { State: "CLOSED", Status: "SUSPENDED" } } });
        assert.equal((await describeAccount(both.calls, "1"))?.state, "CLOSED");
        const old = aws({ DescribeAccount: { Account: { Status: "SUSPENDED" } } });
        assert.equal((await describeAccount(old.calls, "1"))?.state, "SUSPENDED");
    });

    it("ends a search for a policy with the page that has it", async () => {
        const { calls, asked } = aws({
            ListPolicies: [
                { Policies: [{ Id: "p-1", Name: "one" }], NextToken: "a" },
                { Policies: [{ Id: "p-2", Name: "two", Description: "d", AwsManaged: true }], NextToken: "b" },
            ],
        });
        const found = await findPolicyByName(calls, "SERVICE_CONTROL_POLICY", "two");
        assert.deepEqual(found, { id: "p-2", name: "two", description: "d", awsManaged: true });
        assert.equal(asked.length, 2);
        const none = aws({ ListPolicies: { Policies: [{ Id: "p-1", Name: "one" }] } });
        assert.equal(await findPolicyByName(none.calls, "TAG_POLICY", "two"), undefined);
    });

    it("reads the way down to an account", async () => {
        const { calls } = aws({
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

    it("counts a type of policy as enabled only where AWS says so", async () => {
        const { calls } = aws({
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

    it("returns plain values for all else", async () => {
        const { calls } = aws({
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
            { id: "h-1", action: "INVITE", state: "OPEN", target: { type: "EMAIL", id: "a@x" } },
        ]);
    });

    const absent: [string, string, (calls: OrganizationCalls) => Promise<unknown>, unknown][] = [
        ["DescribeAccount", "AccountNotFoundException", (calls) => describeAccount(calls, "1"), undefined],
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
        it(`tells what AWS does not have from what it does not answer: ${operation}`, async () => {
            assert.deepEqual(await ask(aws({ [operation]: exception(name) }).calls), answer);
            const denied = aws({ [operation]: exception("AccessDeniedException") });
            await assert.rejects(ask(denied.calls), (error) => {
                assert.ok(error instanceof UnansweredError);
                assert.equal(exceptionName(error), "AccessDeniedException");
                assert.ok(error.message.includes(`(organizations:${operation})`), error.message);
                return true;
            });
        });
    }

    it("says what AWS did not answer, which permission that takes and what the answer is needed for", async () => {
        const { calls } = aws({ ListParents: exception("AccessDeniedException") });
        const error = await findParent(calls, "111122223333").catch((one: unknown) => one);
        assert.ok(error instanceof UnansweredError);
        assert.equal(
            error.describe("before an account is moved"),
            "AWS does not say where account 111122223333 is (organizations:ListParents), which has to be known before an account is moved.\n" +
                "AccessDeniedException: AccessDeniedException it is",
        );
        assert.match(explainAws(error) ?? "", /^AWS does not allow this to the credentials.*docs\/aws-roles\.md/);
    });

    it("says what was asked where the cause is not one that is known", async () => {
        const { calls } = aws({ ListRoots: new TypeError("what is this") });
        const error = await findRoot(calls).catch((one: unknown) => one);
        assert.match(explainAws(error) ?? "", /^AWS does not say what its root is .*\(organizations:ListRoots\)/);
    });

    it("waits where AWS is asked too much at once", async () => {
        const { calls, asked } = aws({
            ListRoots: [exception("TooManyRequestsException"), { Roots: [{ Id: "r-1" }] }],
        });
        assert.equal((await findRoot(calls))?.id, "r-1");
        assert.equal(asked.length, 2);
    });

    it("makes no client before it is asked, and says so where none can be made", async () => {
        let made = 0;
        const calls = new OrganizationCalls(() => {
            made++;
            return Promise.reject(exception("CredentialsProviderError"));
        });
        assert.equal(made, 0);
        const error = await findRoot(calls).catch((one: unknown) => one);
        assert.match(explainAws(error) ?? "", /there are no credentials for AWS/);
        assert.equal(made, 1);
    });
});
