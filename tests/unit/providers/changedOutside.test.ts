import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { changedOutside, setChangedOutside } from "../../../providers/identityCenter/changedOutside";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import type { PermissionSetContent } from "../../../providers/identityCenter/permissionSetReading";

const SET: PermissionSetContent = {
    name: "Helpdesk",
    description: "Helps",
    sessionMinutes: 60,
    relayState: "",
    managedPolicies: ["ReadOnlyAccess"],
    customerManagedPolicies: [],
    inlinePolicy: "{}",
    boundary: { kind: "aws", policy: "PowerUserAccess" },
    tags: { Team: "shop" },
};

const ACCESS = {
    instanceArn: "arn",
    region: "us-east-1",
    permissionSetArn: "arn",
    principalType: "GROUP",
    principalId: "g-1",
    accounts: [],
    principal: "group platform",
    permissionSet: "break-glass",
} as const;

/** An organisation that knows one account. */
function organization(): IdentityCenterCalls {
    const client = {
        send: ({ input: { AccountId } }: { input: { AccountId: string } }) =>
            AccountId === "1" ? Promise.resolve({ Account: { Name: "shop" } }) : Promise.reject(new Error("denied")),
    };
    return new IdentityCenterCalls({
        ssoAdmin: () => Promise.reject(new Error("asked")),
        organizations: () => Promise.resolve(client as unknown as OrganizationsClient),
        isLocal: true,
    });
}

describe("providers: what was changed outside of the stack", () => {
    it("is named with the accounts, by their names where AWS says them", async () => {
        assert.equal(
            await changedOutside(ACCESS, { missing: ["1"], foreign: ["2"] }, organization()),
            "outside of this stack, break-glass was taken away from group platform in shop (1); `up --refresh` gives it again\n" +
                "outside of this stack, break-glass was given to group platform in 2; `up --refresh` takes it away",
        );
    });

    it("asks the names of a few accounts only", async () => {
        const missing = Array.from({ length: 40 }, (_, index) => String(index + 1));
        assert.match(
            await changedOutside(ACCESS, { missing, foreign: [] }, organization()),
            /in shop \(1\), 2, .* 28 more;/,
        );
    });

    it("names the policies of a permission set that came and went, and what else is another", () => {
        const { boundary: _, ...without } = SET;
        const now: PermissionSetContent = {
            ...without,
            managedPolicies: ["AdministratorAccess"],
            customerManagedPolicies: [{ name: "Restart", path: "/ops/" }],
            inlinePolicy: "",
            sessionMinutes: 240,
            tags: {},
        };
        assert.equal(
            setChangedOutside(SET, now),
            "outside of this stack, permission set Helpdesk was changed: AdministratorAccess and /ops/Restart of the accounts attached, ReadOnlyAccess detached, its inline policy removed, its boundary removed, its session length set to 240 minutes and its tags changed. `up --refresh` takes that back",
        );
    });

    it("is nothing where nothing differs", () => {
        assert.equal(setChangedOutside(SET, structuredClone(SET)), "");
    });
});
