import assert from "node:assert/strict";
import { GuardrailPolicy, Organization } from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { ORGANIZATION, policy, URN } from "./shopAccount";
import { AWS, one, provision } from "./mockedPulumi";

describe("components: GuardrailPolicy", () => {
    it("waits for the organisation, which enables its type", async () => {
        const { registered } = await provision(() => policy("p", new Organization("organization", ORGANIZATION)));
        const resource = one(registered, AWS.policy, "p");
        assert.equal(resource.urn, `${URN}${TYPES.organization}$${AWS.policy}::p`);
        assert.deepEqual(
            [resource.options.dependsOn]
                .flat()
                .map((each) => each === one(registered, AWS.organization, "organization").resource),
            [true],
        );
        const { name, type, description, content, tags } = resource.inputs;
        assert.deepEqual(
            { name, type, description, content, tags },
            { name: "Name of p", type: "SERVICE_CONTROL_POLICY", description: "d", content: "{}", tags: { A: "b" } },
        );
        assert.equal(resource.options.import, undefined);
    });

    it("has its key as its name and is a service control policy by default", async () => {
        const { registered } = await provision(
            () =>
                new GuardrailPolicy("p", {
                    organization: new Organization("organization", ORGANIZATION),
                    content: "{}",
                }),
        );
        const { name, type, description, tags } = one(registered, AWS.policy, "p").inputs;
        assert.deepEqual(
            { name, type, description, tags },
            { name: "p", type: "SERVICE_CONTROL_POLICY", description: "", tags: {} },
        );
    });

    it("is imported by its id", async () => {
        const { registered } = await provision(() =>
            policy("p", new Organization("organization", ORGANIZATION), "p-12345678"),
        );
        assert.equal(one(registered, AWS.policy, "p").options.import, "p-12345678");
    });
});
