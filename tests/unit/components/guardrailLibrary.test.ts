import assert from "node:assert/strict";
import { fromLibrary, GuardrailPolicy, libraryPolicy, Organization } from "../../../components";
import { LIBRARY } from "../../../guardrails";
import { AWS, one, provision } from "./mockedPulumi";

describe("components: the library of guardrails", () => {
    it("becomes arguments of a policy, with parameters", async () => {
        const parameters = { regions: ["eu-central-1"] };
        const { registered } = await provision(
            () =>
                new GuardrailPolicy("regions", {
                    organization: new Organization("organization"),
                    ...fromLibrary("region-deny", parameters),
                }),
        );
        const { name, type, description, content } = one(registered, AWS.policy, "regions").inputs;
        assert.deepEqual(
            [name, type, description],
            ["regions", "SERVICE_CONTROL_POLICY", LIBRARY.get("region-deny")?.description],
        );
        assert.match(String(content), /"aws:RequestedRegion":\["eu-central-1"\]/);
    });

    it("has one policy for each name and organisation", async () => {
        const { result } = await provision(() => {
            const [one, other] = [new Organization("one"), new Organization("other")];
            return [
                libraryPolicy("deny-root-user", one) === libraryPolicy("deny-root-user", one),
                libraryPolicy("deny-iam-users", one) === libraryPolicy("deny-iam-users", other),
            ];
        });
        assert.deepEqual(result, [true, false]);
    });

    it("refuses an unknown name, and missing parameters", () => {
        assert.throws(() => fromLibrary("deny-everybody"), /there is no guardrail "deny-everybody" in the library/);
        assert.throws(() => fromLibrary("region-deny"), /parameters of the guardrail region-deny:[^]*regions/);
    });
});
