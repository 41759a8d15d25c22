import assert from "node:assert/strict";
import { packedTemplate } from "../../../../cloudformation/packedBlock";
import { Account, Organization } from "../../../../components";
import {
    BlockStackSet,
    ManagementEbsEncryption,
    ManagementPasswordPolicy,
    ManagementPublicAccessBlock,
} from "../../../../components/baseline";
import { one, provision } from "../mockedPulumi";

const known = (inputs: unknown): unknown => JSON.parse(JSON.stringify(inputs));

describe("the components of the baseline", () => {
    it("register a block with its accounts, sorted as the state keeps it", async () => {
        const { registered } = await provision(() => {
            const parent = new Organization("organization", { featureSet: "ALL" });
            const shop = new Account("shop", { parent, email: "shop@example.com" });
            new BlockStackSet(
                "oncall",
                {
                    block: "oncall",
                    name: "baseline-oncall",
                    region: "eu-central-1",
                    template: "{}",
                    parameters: { Days: "30" },
                    capabilities: ["CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"],
                    tags: { "aws-organization:block": "oncall" },
                    isAutomatic: true,
                    keepsStacks: false,
                    targets: [
                        { unit: parent.rootId, regions: ["eu-west-1", "eu-central-1"], excluded: ["2", shop.id, "1"] },
                    ],
                    units: [{ unit: "ou-1", parent: parent.rootId }],
                    accounts: [
                        { id: shop.id, name: "shop", target: parent.rootId, ring: "others", regions: ["eu-west-1"] },
                    ],
                    rings: ["others"],
                    operation: { failureTolerance: 0, concurrency: "25%" },
                },
                { parent },
            );
        });
        const { __provider, ...inputs } = known(
            one(registered, "pulumi-nodejs:dynamic/baseline:BlockStackSet", "oncall").inputs,
        ) as Record<string, unknown>;
        assert.match(String(__provider), /\.blockStackSet$/);
        assert.deepEqual(inputs, {
            block: "oncall",
            name: "baseline-oncall",
            region: "eu-central-1",
            description: "",
            template: packedTemplate("{}"),
            parameters: { Days: "30" },
            capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
            tags: { "aws-organization:block": "oncall" },
            isAutomatic: true,
            keepsStacks: false,
            targets: [{ unit: "r-abcd", regions: ["eu-central-1", "eu-west-1"], excluded: ["1", "2", "account:shop"] }],
            units: [{ unit: "ou-1", parent: "r-abcd" }],
            accounts: { shop: "account:shop r-abcd eu-west-1 others" },
            rings: ["others"],
            operation: { failureTolerance: 0, concurrency: "25%" },
        });
    });

    it("leave settings of the management account where they are when they are no longer said", async () => {
        const { registered } = await provision(() => {
            const parent = new Organization("organization", { featureSet: "ALL" });
            new ManagementPasswordPolicy("management", { minimumPasswordLength: 14 }, { parent });
            new ManagementEbsEncryption("eu-central-1", { region: "eu-central-1" }, { parent });
            new ManagementPublicAccessBlock("management", { parent });
        });
        for (const [type, name, inputs] of [
            ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "management", { minimumPasswordLength: 14 }],
            [
                "aws:ebs/encryptionByDefault:EncryptionByDefault",
                "eu-central-1",
                { enabled: true, region: "eu-central-1" },
            ],
            [
                "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
                "management",
                {
                    blockPublicAcls: true,
                    blockPublicPolicy: true,
                    ignorePublicAcls: true,
                    restrictPublicBuckets: true,
                },
            ],
        ] as const) {
            const found = one(registered, type, name);
            assert.deepEqual(known(found.inputs), inputs);
            assert.equal(found.options.retainOnDelete, true);
        }
    });
});
