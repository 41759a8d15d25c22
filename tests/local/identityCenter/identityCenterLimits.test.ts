import assert from "node:assert/strict";
import { CreateGroupCommand, CreateUserCommand } from "@aws-sdk/client-identitystore";
import {
    CreatePermissionSetCommand,
    DeletePermissionSetCommand,
    DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
    PutInlinePolicyToPermissionSetCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import {
    DIRECTORY_TEXT,
    GROUP_NAME,
    IDENTITY_CENTER_TAGS,
    INLINE_POLICY,
    MANAGED_POLICY_NAME,
    MANAGED_POLICY_PATH,
    PERMISSION_SET_DESCRIPTION,
    PERMISSION_SET_NAME,
    RELAY_STATE,
    textError,
    USER_NAME,
    type TextLimits,
} from "../../../limits";
import { newIdentityCenter } from "./newIdentityCenter";

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
const CHARACTERS = [
    ...ASCII,
    "\t",
    "\n",
    "\r",
    "\u0001",
    "\u007f",
    "\u00a0",
    "\u00a1",
    "é",
    "ß",
    "ÿ",
    "–",
    "“",
    "日",
    "🙂",
    "\u3000",
];

describe("limits of IAM Identity Center", function () {
    this.timeout(60_000);
    const center = newIdentityCenter();
    let reader: { InstanceArn: string; PermissionSetArn: string };
    beforeEach(async () => {
        reader = { InstanceArn: center.instance, PermissionSetArn: await center.permissionSet("Reader") };
    });

    /** Asserts that the program and AWS's service model refuse the same texts. `send` may fail for other reasons. */
    async function assertSame(limits: TextLimits, send: (text: string) => Promise<unknown>): Promise<void> {
        const { min, max } = limits;
        const filler = limits === MANAGED_POLICY_PATH ? "/" : "a";
        const texts = [
            ...CHARACTERS.map((character) => (filler === "/" ? `/a${character}b/` : `a${character}b`)),
            filler.repeat(min),
            ...[max, max + 1].map((length) => (filler === "/" ? `/${"a".repeat(length - 2)}/` : filler.repeat(length))),
            "",
        ];
        for (const text of texts) {
            const name = await send(text).then(
                () => "",
                (error: unknown) => (error as Error).name,
            );
            const isAllowed = textError(limits, text) === undefined;
            assert.equal(name !== "ValidationException", isAllowed, `${limits.what} ${JSON.stringify(text)}: ${name}`);
        }
    }

    it("are those of the service model for permission sets", async () => {
        const { admin } = center;
        await assertSame(PERMISSION_SET_NAME, async (Name) => {
            const { PermissionSet } = await admin.send(
                new CreatePermissionSetCommand({ InstanceArn: center.instance, Name }),
            );
            await admin.send(
                new DeletePermissionSetCommand({
                    InstanceArn: center.instance,
                    PermissionSetArn: PermissionSet?.PermissionSetArn,
                }),
            );
        });
        await assertSame(PERMISSION_SET_DESCRIPTION, (Description) =>
            admin.send(new UpdatePermissionSetCommand({ ...reader, Description })),
        );
        await assertSame(RELAY_STATE, (RelayState) =>
            admin.send(new UpdatePermissionSetCommand({ ...reader, RelayState })),
        );
        const detach = (Name: string, Path: string): Promise<unknown> =>
            admin.send(
                new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
                    ...reader,
                    CustomerManagedPolicyReference: { Name, Path },
                }),
            );
        await assertSame(MANAGED_POLICY_NAME, (name) => detach(name, "/"));
        await assertSame(MANAGED_POLICY_PATH, (path) => detach("Restart", path));
    });

    it("are those of the service model for tags", async () => {
        const resource = { InstanceArn: center.instance, ResourceArn: reader.PermissionSetArn };
        const tag = async (Key: string, Value: string): Promise<void> => {
            await center.admin.send(new TagResourceCommand({ ...resource, Tags: [{ Key, Value }] }));
            await center.admin.send(new UntagResourceCommand({ ...resource, TagKeys: [Key] }));
        };
        await assertSame(IDENTITY_CENTER_TAGS.key, (key) => tag(key, "x"));
        await assertSame(IDENTITY_CENTER_TAGS.value, (value) => tag("x", value));
    });

    it("are those of the service model for the characters of an inline policy", async () => {
        for (const character of CHARACTERS) {
            const InlinePolicy = JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::a${character}` }],
            });
            const isAllowed = await center.admin
                .send(new PutInlinePolicyToPermissionSetCommand({ ...reader, InlinePolicy }))
                .then(
                    () => true,
                    () => false,
                );
            assert.equal(isAllowed, INLINE_POLICY.pattern.test(InlinePolicy), JSON.stringify(character));
        }
    });

    it("are those of the service model for users and groups", async () => {
        const IdentityStoreId = center.store;
        const Name = { GivenName: "Ada", FamilyName: "Lovelace" };
        await assertSame(USER_NAME, (UserName) =>
            center.directory.send(new CreateUserCommand({ IdentityStoreId, UserName, DisplayName: "Ada", Name })),
        );
        let number = 0;
        await assertSame(DIRECTORY_TEXT, (DisplayName) =>
            center.directory.send(
                new CreateUserCommand({ IdentityStoreId, UserName: `user${number++}`, DisplayName, Name }),
            ),
        );
        await assertSame(GROUP_NAME, (DisplayName) =>
            center.directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName })),
        );
    });
});
