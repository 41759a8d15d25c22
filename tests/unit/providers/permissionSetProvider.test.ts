import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import type { PartlyDoneError } from "../../../providers/support/partlyDone";
import {
    PermissionSetProvider,
    type PermissionSetInputs,
    type PermissionSetState,
} from "../../../providers/permissionSetProvider";

const ARN = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";

function inputs(change: Partial<PermissionSetInputs> = {}): PermissionSetInputs {
    return {
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        region: "eu-central-1",
        name: "Support",
        description: "Reads the shop",
        sessionMinutes: 90,
        relayState: "",
        managedPolicies: ["ReadOnlyAccess"],
        customerManagedPolicies: [],
        inlinePolicy: '{"Statement":[]}',
        tags: { Team: "shop" },
        isBreakGlass: false,
        ...change,
    };
}

const state = (change: Partial<PermissionSetState> = {}): PermissionSetState => ({ ...inputs(), arn: ARN, ...change });

/** An AWS with one permission set, in accounts 1 and 2. */
class OneSet {
    readonly calls: string[] = [];
    isThere = true;
    failure: string | undefined;
    inlinePolicy = '{"Statement":[]}';
    accounts = ["1", "2"];
    outdated: string[] = [];
    conflict = false;

    provider(): PermissionSetProvider {
        const client = { send: (command: object) => this.#send(command as never) };
        return new PermissionSetProvider(
            new IdentityCenterCalls(
                {
                    ssoAdmin: () => Promise.resolve(client as unknown as SSOAdminClient),
                    organizations: () => Promise.resolve(client as unknown as OrganizationsClient),
                    isLocal: true,
                },
                () => Promise.resolve(),
            ),
        );
    }

    /** The changing calls. */
    get changes(): string[] {
        return this.calls.filter((call) => !/^(Get|List|Describe)/.test(call));
    }

    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    async #send({ constructor, input }: { constructor: { name: string }; input: object }): Promise<unknown> {
        const operation = constructor.name.replace(/Command$/, "");
        this.calls.push(operation);
        const { ProvisioningStatus } = input as { ProvisioningStatus?: string };
        if (!this.isThere) throw Object.assign(new Error("no such set"), { name: "ResourceNotFoundException" });
        switch (operation) {
            case "DescribePermissionSet":
                return {
                    PermissionSet: { Name: "Support", Description: "Reads the shop", SessionDuration: "PT1H30M" },
                };
            case "ListManagedPoliciesInPermissionSet":
                return { AttachedManagedPolicies: [{ Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }] };
            case "GetInlinePolicyForPermissionSet":
                return { InlinePolicy: this.inlinePolicy };
            case "ListTagsForResource":
                return { Tags: [{ Key: "Team", Value: "shop" }] };
            case "ListAccountsForProvisionedPermissionSet":
                return {
                    AccountIds:
                        ProvisioningStatus?.includes("NOT_PROVISIONED") === true ? this.outdated : this.accounts,
                };
            case "CreatePermissionSet":
                return { PermissionSet: { PermissionSetArn: ARN } };
            case "PutInlinePolicyToPermissionSet":
                this.inlinePolicy = (input as { InlinePolicy: string }).InlinePolicy;
                this.outdated = this.accounts;
                return {};
            case "ProvisionPermissionSet":
                return { PermissionSetProvisioningStatus: { RequestId: "r", Status: "IN_PROGRESS" } };
            case "DescribePermissionSetProvisioningStatus":
                if (this.failure !== undefined) {
                    return { PermissionSetProvisioningStatus: { Status: "FAILED", FailureReason: this.failure } };
                }
                this.outdated = [];
                return { PermissionSetProvisioningStatus: { Status: "SUCCEEDED" } };
            case "DeletePermissionSet":
                if (this.conflict) throw Object.assign(new Error("in use"), { name: "ConflictException" });
                return {};
            default:
                return {};
        }
    }
}

describe("the provider of permission sets", () => {
    it("makes all changes, takes away before it gives, and provisions once", async () => {
        const aws = new OneSet();
        const after = inputs({
            managedPolicies: ["job-function/Billing"],
            inlinePolicy: '{"Statement":[{}]}',
            boundary: { kind: "aws", policy: "PowerUserAccess" },
            sessionMinutes: 60,
            tags: { Team: "data" },
        });
        const { outs } = await aws.provider().update(ARN, state(), after);
        assert.deepEqual(outs, { ...after, arn: ARN });
        assert.deepEqual(aws.changes, [
            "DetachManagedPolicyFromPermissionSet",
            "PutPermissionsBoundaryToPermissionSet",
            "PutInlinePolicyToPermissionSet",
            "AttachManagedPolicyToPermissionSet",
            "UpdatePermissionSet",
            "TagResource",
            "ProvisionPermissionSet",
        ]);
    });

    it("makes a new set with one call, and one for each policy: nobody has it yet", async () => {
        const aws = new OneSet();
        const after = inputs({ managedPolicies: ["ReadOnlyAccess", "job-function/Billing"] });
        const { id, outs } = await aws.provider().create(after);
        assert.equal(id, ARN);
        assert.deepEqual(outs, { ...after, arn: ARN });
        assert.deepEqual(aws.calls, [
            "CreatePermissionSet",
            "PutInlinePolicyToPermissionSet",
            "AttachManagedPolicyToPermissionSet",
            "AttachManagedPolicyToPermissionSet",
        ]);
    });

    it("asks AWS what a set has that is taken over, and changes only what differs", async () => {
        const aws = new OneSet();
        await aws.provider().create(inputs({ takenOver: ARN, sessionMinutes: 60 }));
        assert.deepEqual(aws.changes, ["UpdatePermissionSet", "ProvisionPermissionSet"]);
    });

    it("is read with seven calls, each of which says what no other says (tests/bench/README.md)", async () => {
        const aws = new OneSet();
        await aws.provider().read(ARN, state());
        assert.deepEqual([...aws.calls].sort(), [
            "DescribePermissionSet",
            "GetInlinePolicyForPermissionSet",
            "GetPermissionsBoundaryForPermissionSet",
            "ListAccountsForProvisionedPermissionSet",
            "ListCustomerManagedPolicyReferencesInPermissionSet",
            "ListManagedPoliciesInPermissionSet",
            "ListTagsForResource",
        ]);
    });

    it("provisions where AWS has not yet noticed that the accounts have an old version", async () => {
        const aws = new OneSet();
        await aws.provider().update(ARN, state(), inputs({ sessionMinutes: 60 }));
        assert.deepEqual(aws.changes, ["UpdatePermissionSet", "ProvisionPermissionSet"]);
    });

    it("provisions nothing for tags, and nothing that is in no account", async () => {
        const tagged = new OneSet();
        await tagged.provider().update(ARN, state(), inputs({ tags: {} }));
        assert.deepEqual(tagged.changes, ["UntagResource"]);
        const unused = new OneSet();
        unused.accounts = [];
        await unused.provider().update(ARN, state(), inputs({ sessionMinutes: 60 }));
        assert.deepEqual(unused.changes, ["UpdatePermissionSet"]);
    });

    it("names the accounts that AWS does not provision, and tries it again although nothing else changes", async () => {
        const aws = new OneSet();
        const provider = aws.provider();
        aws.failure = "Received a 403 status error";
        const after = { ...inputs({ inlinePolicy: '{"Statement":[{}]}' }), __provider: "the code" };
        const error = await provider.update(ARN, state(), after).then(
            () => assert.fail("it did not fail"),
            (one: unknown) => one as PartlyDoneError<PermissionSetState & { readonly __provider: string }>,
        );
        assert.deepEqual(error.reasons, [
            "permission set Support: accounts 1 and 2 do not have the new version yet: Received a 403 status error",
        ]);
        assert.equal(error.id, ARN);
        assert.deepEqual(error.properties.outdated, ["1", "2"]);
        assert.equal(error.properties.__provider, "the code");

        aws.failure = undefined;
        assert.equal((await provider.diff(ARN, error.properties, after)).changes, true);
        const { outs } = await provider.update(ARN, error.properties, after);
        assert.equal(outs?.outdated, undefined);
        assert.equal(aws.changes.filter((call) => call === "ProvisionPermissionSet").length, 2);
        assert.equal((await provider.diff(ARN, outs ?? state(), after)).changes, false);
    });

    it("tells the accounts in the next run, although AWS has not yet noticed that they have an old version", async () => {
        const aws = new OneSet();
        const provider = aws.provider();
        aws.failure = "Received a 403 status error";
        const after = inputs({ sessionMinutes: 60 });
        const error = await provider.update(ARN, state(), after).then(
            () => assert.fail("it did not fail"),
            (one: unknown) => one as PartlyDoneError<PermissionSetState>,
        );
        aws.failure = undefined;
        const before = { ...error.properties, sessionMinutes: 60 };
        assert.equal((await provider.diff(ARN, before, after)).changes, true);
        const { outs } = await provider.update(ARN, before, after);
        assert.equal(aws.changes.filter((call) => call === "ProvisionPermissionSet").length, 2);
        assert.equal((await provider.diff(ARN, outs ?? state(), after)).changes, false);
    });

    it("says that somebody has deleted it: a change of its tags would seem to be made", async () => {
        const aws = new OneSet();
        aws.isThere = false;
        await assert.rejects(
            aws.provider().update(ARN, state(), inputs({ tags: {} })),
            /AWS no longer has the permission set "Support": somebody has deleted it/,
        );
        assert.equal((await aws.provider().read(ARN, state())).id, "");
        await aws.provider().delete(ARN, state());
    });

    it("is not deleted while somebody outside of the stack has it: the message says where", async () => {
        const aws = new OneSet();
        aws.conflict = true;
        await assert.rejects(aws.provider().delete(ARN, state()), {
            message: /outside of this stack has "Support": it is in 1 and 2/,
        });
    });

    it("is not changed for white space around its description, which AWS does not tell from none", async () => {
        const aws = new OneSet();
        const { props } = await aws.provider().read(ARN, state({ description: "Reads the shop\n" }));
        assert.ok(props);
        const after = inputs({ description: "Reads the shop\n" });
        assert.deepEqual(await aws.provider().diff(ARN, props, after), { changes: false, replaces: [] });
    });

    it("is replaced for another name only", async () => {
        const provider = new OneSet().provider();
        assert.deepEqual((await provider.diff(ARN, state(), inputs({ name: "Help" }))).replaces, ["name"]);
        assert.deepEqual(await provider.diff(ARN, state(), inputs({ description: "" })), {
            changes: true,
            replaces: [],
        });
        assert.deepEqual(await provider.diff(ARN, state(), inputs({ inlinePolicy: '{ "Statement": [] }' })), {
            changes: false,
            replaces: [],
        });
    });
});
