import assert from "node:assert/strict";
import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import type { AwsClients } from "../../../../../aws/awsClients";
import { OrganizationCalls } from "../../../../../aws/organization";
import type { ExportedResource, PendingOperation } from "../../../../../operations/cli/exportedState";
import {
    lookForInterrupted,
    notLookedFor,
    recoveredState,
    type Recovery,
} from "../../../../../operations/commands/recover/recoveredResources";
import {
    recoveredText,
    recoveriesJson,
    recoverySteps,
    recoveryWarnings,
} from "../../../../../operations/commands/recover/recoveryText";

const urn = (type: string, name: string): string => `urn:pulumi:dev::aws-organization::${type}::${name}`;
const ACCESS = "pulumi-nodejs:dynamic/people:AccountAccess";
const SET = "pulumi-nodejs:dynamic/people:PermissionSet";
const ADMINISTRATOR = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const ARN = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";

const accessInputs = (accounts: readonly string[], permissionSetArn = ARN): Record<string, unknown> => ({
    __provider: "code",
    instanceArn: "arn:aws:sso:::instance/ssoins-1",
    region: "us-east-1",
    permissionSetArn,
    principalType: "GROUP",
    principalId: "g-1",
    accounts,
    principal: "group shop",
    permissionSet: "Reader",
});
const setInputs = (more: object): Record<string, unknown> => ({
    __provider: "code",
    instanceArn: "arn:aws:sso:::instance/ssoins-1",
    region: "us-east-1",
    name: "Reader",
    tags: {},
    ...more,
});

const pending = (type: string, resource: Partial<ExportedResource>): PendingOperation => ({ type, resource });
const stateOf = (resources: readonly ExportedResource[], ...operations: PendingOperation[]): Deployment => ({
    version: 3,
    deployment: { resources, pending_operations: operations, metadata: {} },
});
const contentOf = (state: Deployment) =>
    state.deployment as { resources: ExportedResource[]; pending_operations: PendingOperation[] };

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** An AWS that answers the questions of the command. */
function awsWith(answers: Readonly<Record<string, (input: Record<string, string>) => unknown>>): AwsClients {
    const client = {
        send: ({ constructor, input }: { constructor: { name: string }; input: Record<string, string> }) => {
            const operation = constructor.name.replace(/Command$/, "");
            const answer = Object.hasOwn(answers, operation) ? answers[operation] : undefined;
            return answer
                ? Promise.resolve().then(() => answer(input))
                : Promise.reject(new Error(`AWS was asked ${operation}`));
        },
    };
    const ready = (): Promise<never> => Promise.resolve(client as never);
    return {
        ssoAdmin: ready,
        identityStore: ready,
        organizations: ready,
        organizationCalls: new OrganizationCalls(ready),
        isLocal: true,
    } as unknown as AwsClients;
}
const assigned = (...accounts: string[]) => ({
    ListAccountAssignmentCreationStatus: () => ({}),
    ListAccountAssignmentDeletionStatus: () => ({}),
    ListAccountAssignmentsForPrincipal: () => ({
        AccountAssignments: accounts.map((AccountId) => ({
            AccountId,
            PermissionSetArn: ARN,
            PrincipalId: "g-1",
        })),
    }),
});

const becomes = (recoveries: readonly Recovery[]): unknown[] =>
    recoveriesJson(recoveries).map((one) => (one as { becomes: string }).becomes);

describe("org recover: what becomes of a change that a killed run has begun", () => {
    const access = { urn: urn(ACCESS, "Reader@shop"), inputs: accessInputs(["1", "2", "3"]) };

    it("puts only accounts into the state that the run was giving: others are somebody else's", async () => {
        const state = stateOf([], pending("creating", access));
        const recoveries = await lookForInterrupted(state, awsWith(assigned("1", "3", "9")));
        assert.deepEqual(recoverySteps(recoveries), [
            "Put into the state what AWS has of AccountAccess Reader@shop, which was being created: in 2 of 3 accounts (1 and 3).",
        ]);
        const { resources, pending_operations: left } = contentOf(recoveredState(state, recoveries));
        assert.deepEqual(left, []);
        assert.deepEqual(resources, [
            {
                urn: access.urn,
                id: `GROUP,g-1,${ARN}`,
                inputs: accessInputs(["1", "3"]),
                outputs: accessInputs(["1", "3"]),
            },
        ]);
    });

    it("forgets what AWS has nothing of, also if the group does not exist", async () => {
        for (const aws of [
            awsWith(assigned("9")),
            awsWith({
                ...assigned(),
                ListAccountAssignmentsForPrincipal() {
                    throw named("ResourceNotFoundException");
                },
            }),
        ]) {
            const state = stateOf([], pending("creating", access));
            const recoveries = await lookForInterrupted(state, aws);
            assert.deepEqual(becomes(recoveries), ["forgotten"]);
            assert.deepEqual(contentOf(recoveredState(state, recoveries)).pending_operations, []);
            assert.match(
                recoveredText(recoveries).join(),
                /AWS has nothing of AccountAccess Reader@shop that the state lacks/,
            );
        }
    });

    it("keeps pending what AWS does not answer about, and says why", async () => {
        const aws = awsWith({
            ...assigned(),
            ListAccountAssignmentsForPrincipal() {
                throw named("AccessDeniedException");
            },
        });
        const state = stateOf([], pending("creating", access));
        for (const recoveries of [
            await lookForInterrupted(state, aws),
            notLookedFor(state, aws, "AccessDeniedException"),
        ]) {
            assert.deepEqual(becomes(recoveries), ["still pending"]);
            assert.deepEqual(recoverySteps(recoveries), []);
            assert.match(
                recoveryWarnings(recoveries, "dev").join(),
                /Reader@shop .*AccessDenied.* Then run this command again/,
            );
            assert.deepEqual(recoveredState(state, recoveries), state);
        }
    });

    it("keeps pending what replaces something that the state has, and what depends on what the state lacks", async () => {
        const old = { urn: access.urn, id: "GROUP,g-1,other", outputs: accessInputs(["1"], "other") };
        const replaced = await lookForInterrupted(stateOf([old], pending("creating", access)), awsWith(assigned("1")));
        assert.deepEqual(becomes(replaced), ["still pending"]);
        assert.match(recoveryWarnings(replaced, "dev").join(), /it was being replaced\. Run `up` with its lines/);

        const dependent = { ...access, dependencies: [urn(SET, "Reader")] };
        const alone = await lookForInterrupted(stateOf([], pending("creating", dependent)), awsWith(assigned("1")));
        assert.deepEqual(becomes(alone), ["still pending"]);
    });

    it("forgets what a later run has made", async () => {
        const live = { urn: access.urn, id: `GROUP,g-1,${ARN}`, outputs: accessInputs(["1", "2", "3"]) };
        const state = stateOf([live], pending("creating", access));
        const recoveries = await lookForInterrupted(state, awsWith(assigned("1", "2", "3")));
        assert.deepEqual(becomes(recoveries), ["forgotten"]);
        assert.deepEqual(contentOf(recoveredState(state, recoveries)), { ...contentOf(stateOf([live])) });
    });

    it("leaves a permission set that existed before and was being taken over, and says so", async () => {
        const set = { urn: urn(SET, "Reader"), inputs: setInputs({ takenOver: ARN }) };
        const recoveries = await lookForInterrupted(stateOf([], pending("creating", set)), awsWith({}));
        assert.deepEqual(becomes(recoveries), ["left in AWS"]);
        assert.match(
            recoveryWarnings(recoveries, "dev").join(),
            /PermissionSet Reader is not put into the state: it existed before/,
        );
    });

    it("finds delegated administrators and attachments, whose ids are made of what they join", async () => {
        const state = stateOf(
            [],
            pending("creating", {
                urn: urn(ADMINISTRATOR, "sso.amazonaws.com@audit"),
                inputs: { accountId: "1", servicePrincipal: "sso.amazonaws.com" },
            }),
            ...["r-1", "ou-2"].map((targetId) =>
                pending("creating", {
                    urn: urn(ATTACHMENT, `deny@${targetId}`),
                    inputs: { policyId: "p-1", targetId },
                }),
            ),
        );
        const recoveries = await lookForInterrupted(
            state,
            awsWith({
                ListDelegatedAdministrators: () => ({ DelegatedAdministrators: [{ Id: "1" }] }),
                ListTargetsForPolicy: () => ({ Targets: [{ TargetId: "r-1" }] }),
            }),
        );
        assert.deepEqual(
            contentOf(recoveredState(state, recoveries)).resources.map(({ id, outputs }) => [id, outputs]),
            [
                [
                    "1/sso.amazonaws.com",
                    { id: "1/sso.amazonaws.com", accountId: "1", servicePrincipal: "sso.amazonaws.com" },
                ],
                ["r-1:p-1", { id: "r-1:p-1", policyId: "p-1", targetId: "r-1" }],
            ],
        );
    });

    it("names what it does not look for: what was created is forgotten, what was changed needs a refresh", async () => {
        const [role, policy] = [urn("aws:iam/role:Role", "stop"), urn("aws:organizations/policy:Policy", "deny")];
        const live = { urn: policy, id: "p-1", outputs: {} };
        const state = stateOf([live], pending("creating", { urn: role }), pending("updating", { urn: policy }));
        const recoveries = await lookForInterrupted(state, awsWith({}));
        assert.deepEqual(recoverySteps(recoveries), ["Remove from the state what was being created: Role stop."]);
        const [created, changed] = recoveryWarnings(recoveries, "dev");
        assert.match(created ?? "", /AWS may have made Role stop, which this command does not look for/);
        assert.match(changed ?? "", /AWS may have changed Policy deny: run `pulumi refresh --stack dev`/);
        assert.equal(contentOf(recoveredState(state, recoveries)).pending_operations.length, 1);
    });

    it("ignores changes of what is no longer in the state", async () => {
        const state = stateOf([], pending("updating", access), pending("deleting", access));
        assert.deepEqual(await lookForInterrupted(state, awsWith({})), []);
    });
});
