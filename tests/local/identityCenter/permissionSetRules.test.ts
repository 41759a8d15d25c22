import assert from "node:assert/strict";
import {
    AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
    AttachManagedPolicyToPermissionSetCommand,
    DeleteInlinePolicyFromPermissionSetCommand,
    DeletePermissionSetCommand,
    DeletePermissionsBoundaryFromPermissionSetCommand,
    DescribePermissionSetCommand,
    DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
    DetachManagedPolicyFromPermissionSetCommand,
    GetInlinePolicyForPermissionSetCommand,
    GetPermissionsBoundaryForPermissionSetCommand,
    ListCustomerManagedPolicyReferencesInPermissionSetCommand,
    ListManagedPoliciesInPermissionSetCommand,
    ListPermissionSetsCommand,
    ListTagsForResourceCommand,
    PutInlinePolicyToPermissionSetCommand,
    PutPermissionsBoundaryToPermissionSetCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdatePermissionSetCommand,
    type PermissionSet,
} from "@aws-sdk/client-sso-admin";
import { newIdentityCenter, policyArn } from "./newIdentityCenter";

const INVALID = { name: "ValidationException" };
const NOT_FOUND = { name: "ResourceNotFoundException" };
const CONFLICT = { name: "ConflictException" };
const QUOTA = { name: "ServiceQuotaExceededException" };

describe("permission sets of IAM Identity Center", () => {
    const center = newIdentityCenter();
    let reader: { InstanceArn: string; PermissionSetArn: string };

    beforeEach(async () => {
        reader = { InstanceArn: center.instance, PermissionSetArn: await center.permissionSet("Reader") };
    });

    const described = async (): Promise<PermissionSet> =>
        (await center.admin.send(new DescribePermissionSetCommand(reader))).PermissionSet ?? assert.fail();

    it("are read as they were created", async () => {
        assert.match(reader.PermissionSetArn, /^arn:aws:sso:::permissionSet\/ssoins-[0-9a-f]{16}\/ps-[0-9a-f]{16}$/);
        const { CreatedDate, ...rest } = await described();
        assert.ok(CreatedDate instanceof Date);
        assert.deepEqual(rest, {
            Name: "Reader",
            PermissionSetArn: reader.PermissionSetArn,
            SessionDuration: "PT1H",
        });
    });

    it("have a unique name of at most 32 characters, and a session of 1 to 12 hours", async () => {
        await assert.rejects(center.permissionSet("Reader"), {
            ...CONFLICT,
            message: "PermissionSet with name Reader already exists.",
        });
        await assert.rejects(center.permissionSet("a".repeat(33)), INVALID);
        await assert.rejects(center.permissionSet("Two words"), INVALID);
        await assert.rejects(center.permissionSet("Short", { SessionDuration: "PT59M" }), INVALID);
        await assert.rejects(center.permissionSet("Long", { SessionDuration: "PT12H1M" }), INVALID);
        await assert.rejects(center.permissionSet("Dash", { Description: "a – b" }), INVALID);
        await center.permissionSet("Whole", {
            SessionDuration: "PT12H",
            Description: "Größe",
            RelayState: "https://x/y",
        });
    });

    it("are updated: what the request leaves out stays", async () => {
        const update = (more: object): Promise<unknown> =>
            center.admin.send(new UpdatePermissionSetCommand({ ...reader, ...more }));
        await update({ Description: "Reads", SessionDuration: "PT90M", RelayState: "https://x/y" });
        await update({ Description: "Reads all" });
        const { Description, SessionDuration, RelayState } = await described();
        assert.deepEqual([Description, SessionDuration, RelayState], ["Reads all", "PT90M", "https://x/y"]);
        await assert.rejects(update({ SessionDuration: "PT13H" }), INVALID);
        await assert.rejects(update({ Description: "" }), INVALID);
    });

    it("are listed by pages, and deleted", async () => {
        const writer = await center.permissionSet("Writer");
        const { InstanceArn } = reader;
        const first = await center.admin.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 1 }));
        assert.deepEqual(first.PermissionSets, [reader.PermissionSetArn]);
        const second = await center.admin.send(
            new ListPermissionSetsCommand({ InstanceArn, NextToken: first.NextToken }),
        );
        assert.deepEqual([second.PermissionSets, second.NextToken], [[writer], undefined]);
        await center.admin.send(new DeletePermissionSetCommand(reader));
        await assert.rejects(described(), NOT_FOUND);
    });

    it("have AWS-managed policies, each once", async () => {
        const ManagedPolicyArn = policyArn("job-function/Billing");
        const attach = new AttachManagedPolicyToPermissionSetCommand({ ...reader, ManagedPolicyArn });
        await center.admin.send(attach);
        await assert.rejects(center.admin.send(attach), CONFLICT);
        const { AttachedManagedPolicies } = await center.admin.send(
            new ListManagedPoliciesInPermissionSetCommand(reader),
        );
        assert.deepEqual(AttachedManagedPolicies, [{ Name: "Billing", Arn: ManagedPolicyArn }]);
        const detach = new DetachManagedPolicyFromPermissionSetCommand({ ...reader, ManagedPolicyArn });
        await center.admin.send(detach);
        await assert.rejects(center.admin.send(detach), NOT_FOUND);
        await assert.rejects(
            center.admin.send(
                new AttachManagedPolicyToPermissionSetCommand({
                    ...reader,
                    ManagedPolicyArn: "arn:aws:iam::123456789012:policy/Own",
                }),
            ),
            INVALID,
        );
    });

    it("have customer-managed policies, and 25 of both kinds", async () => {
        const attach = (Name: string, Path?: string): Promise<unknown> =>
            center.admin.send(
                new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
                    ...reader,
                    CustomerManagedPolicyReference: { Name, Path },
                }),
            );
        await attach("Restart");
        await assert.rejects(attach("Restart", "/people/"), CONFLICT);
        await assert.rejects(attach("Other", "people"), INVALID);
        for (let number = 2; number <= 25; number++) {
            await attach(`Restart${number}`, "/people/");
        }
        await assert.rejects(attach("Restart26"), QUOTA);
        await assert.rejects(
            center.admin.send(
                new AttachManagedPolicyToPermissionSetCommand({
                    ...reader,
                    ManagedPolicyArn: policyArn("ReadOnlyAccess"),
                }),
            ),
            QUOTA,
        );
        const list = await center.admin.send(
            new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...reader, MaxResults: 2 }),
        );
        assert.deepEqual(list.CustomerManagedPolicyReferences, [
            { Name: "Restart", Path: "/" },
            { Name: "Restart2", Path: "/people/" },
        ]);
        const detach = new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
            ...reader,
            CustomerManagedPolicyReference: { Name: "Restart" },
        });
        await center.admin.send(detach);
        await assert.rejects(center.admin.send(detach), NOT_FOUND);
    });

    it("have an inline policy of 10,240 characters without white space", async () => {
        const put = (InlinePolicy: string): Promise<unknown> =>
            center.admin.send(new PutInlinePolicyToPermissionSetCommand({ ...reader, InlinePolicy }));
        const read = async (): Promise<string | undefined> =>
            (await center.admin.send(new GetInlinePolicyForPermissionSetCommand(reader))).InlinePolicy;
        const allows = (resource: string): string =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: resource }],
            });
        assert.equal(await read(), "");
        await put(allows("*"));
        assert.equal(await read(), allows("*"));
        const long = allows(`arn:aws:s3:::${"a".repeat(10_000)}`);
        await put(`${long}${" ".repeat(20_000)}`);
        await assert.rejects(put(allows(`arn:aws:s3:::${"a".repeat(10_240)}`)), QUOTA);
        await assert.rejects(put(`${long}${" ".repeat(32_768)}`), INVALID);
        await assert.rejects(put("{}"), INVALID);
        await assert.rejects(put(allows("arn:aws:s3:::–")), INVALID);
        await center.admin.send(new DeleteInlinePolicyFromPermissionSetCommand(reader));
        assert.equal(await read(), "");
    });

    it("have one permissions boundary, of AWS or of the customer", async () => {
        const put = (PermissionsBoundary: object): Promise<unknown> =>
            center.admin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...reader, PermissionsBoundary }));
        const read = async (): Promise<unknown> =>
            (await center.admin.send(new GetPermissionsBoundaryForPermissionSetCommand(reader))).PermissionsBoundary;
        const remove = new DeletePermissionsBoundaryFromPermissionSetCommand(reader);
        await assert.rejects(read(), NOT_FOUND);
        await assert.rejects(center.admin.send(remove), NOT_FOUND);
        await put({ ManagedPolicyArn: policyArn("PowerUserAccess") });
        assert.deepEqual(await read(), { ManagedPolicyArn: policyArn("PowerUserAccess") });
        await put({ CustomerManagedPolicyReference: { Name: "Boundary" } });
        assert.deepEqual(await read(), { CustomerManagedPolicyReference: { Name: "Boundary", Path: "/" } });
        await assert.rejects(put({}), INVALID);
        await center.admin.send(remove);
        await assert.rejects(read(), NOT_FOUND);
    });

    it("have 50 tags", async () => {
        const ResourceArn = await center.permissionSet("Tagged", { Tags: [{ Key: "Team", Value: "platform" }] });
        const { instance: InstanceArn } = center;
        const tag = (...keys: readonly string[]): Promise<unknown> =>
            center.admin.send(
                new TagResourceCommand({ InstanceArn, ResourceArn, Tags: keys.map((Key) => ({ Key, Value: "x" })) }),
            );
        const tags = async (): Promise<unknown> =>
            (await center.admin.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn }))).Tags;
        await tag("Owner");
        assert.deepEqual(await tags(), [
            { Key: "Team", Value: "platform" },
            { Key: "Owner", Value: "x" },
        ]);
        await assert.rejects(tag("aws:x"), INVALID);
        await assert.rejects(tag(...Array.from({ length: 49 }, (_, number) => `k${number}`)), QUOTA);
        await center.admin.send(new UntagResourceCommand({ InstanceArn, ResourceArn, TagKeys: ["Owner", "None"] }));
        assert.deepEqual(await tags(), [{ Key: "Team", Value: "platform" }]);
    });
});
