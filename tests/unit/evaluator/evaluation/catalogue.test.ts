import assert from "node:assert/strict";
import { Catalogue, parsePolicy } from "../../../../evaluator/evaluation";
import { catalogueFor } from "../../../../evaluator/lint";
import { document } from "./support";

describe("evaluator: the catalogue", () => {
    let catalogue: Catalogue;
    before(async () => {
        catalogue = await Catalogue.load(["s3", "ec2", "IAM", "no-such-service"]);
    });

    it("finds actions in any case", () => {
        assert.ok(catalogue.isKnownAction("s3:PutObject") && catalogue.isKnownAction("S3:putobject"));
        assert.ok(!catalogue.isKnownAction("s3:PutObjects") && !catalogue.isKnownAction("PutObject"));
        const action = catalogue.action("iam:createrole");
        assert.equal(action?.name, "iam:CreateRole");
        assert.equal(action?.accessLevel, "Write");
        assert.deepEqual(
            action?.resourceTypes.map(({ name, arn }) => [name, arn]),
            [["role", "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"]],
        );
        assert.ok(action?.conditionKeys.includes("iam:PermissionsBoundary"));
    });

    it("knows which services exist, and which of them it has loaded", () => {
        assert.ok(catalogue.isKnownService("SQS") && !catalogue.isLoaded("sqs"));
        assert.ok(catalogue.isLoaded("iam") && catalogue.isLoaded("S3"));
        assert.ok(!catalogue.isKnownService("no-such-service") && !catalogue.isLoaded("no-such-service"));
        assert.ok(catalogue.services.length > 400);
        assert.equal(catalogue.action("sqs:SendMessage"), undefined);
    });

    it("expands patterns in the same way as the evaluator matches them", () => {
        assert.deepEqual(catalogue.expandActions("s3:PutObject"), ["s3:PutObject"]);
        assert.deepEqual(catalogue.expandActions("S3:putobject"), ["s3:PutObject"]);
        assert.ok(catalogue.expandActions("iam:*AccessKey*").includes("iam:UpdateAccessKey"));
        assert.deepEqual(catalogue.expandActions("iam:No*"), []);
        const all = catalogue.expandActions("*");
        assert.ok(all.length > 1000 && all.includes("ec2:RunInstances") && !all.includes("sqs:SendMessage"));
        assert.equal(all.length, new Set(all).size);
        assert.equal(
            all.length,
            ["s3:*", "ec2:*", "iam:*"].flatMap((pattern) => catalogue.expandActions(pattern)).length,
        );
        assert.deepEqual(catalogue.servicesOf("*"), ["ec2", "iam", "s3"]);
        assert.deepEqual(catalogue.servicesOf("S3:Get*"), ["s3"]);
        assert.deepEqual(catalogue.servicesOf("sqs:*"), []);
    });

    it("knows condition keys, global ones and those of services, with their tags", () => {
        const type = (key: string): string | undefined => catalogue.conditionKey(key)?.type;
        assert.equal(type("aws:RequestedRegion"), "String");
        assert.equal(type("AWS:principalTAG/team"), "String");
        assert.equal(type("aws:PrincipalTag/"), undefined);
        assert.equal(type("aws:TagKeys"), "ArrayOfString");
        assert.equal(type("ec2:InstanceType"), "String");
        assert.equal(type("ec2:ResourceTag/team"), "String");
        assert.equal(type("ec2:NoSuchKey"), undefined);
        assert.equal(type("aws:NoSuchKey"), undefined);
    });

    it("says whether a request for an action can have a key", () => {
        const applies = (key: string, name: string): boolean => {
            const action = catalogue.action(name);
            assert.ok(action);
            return catalogue.keyApplies(key, action);
        };
        assert.ok(applies("ec2:InstanceType", "ec2:RunInstances") && !applies("ec2:InstanceType", "ec2:CreateVpc"));
        assert.ok(applies("aws:PrincipalArn", "s3:ListAllMyBuckets"));
        assert.ok(applies("aws:RequestTag/team", "ec2:RunInstances"));
        assert.ok(!applies("aws:RequestTag/team", "s3:GetObject"));
    });

    it("loads the services that documents name", async () => {
        const policy = parsePolicy(
            document({
                Effect: "Deny",
                Action: ["sqs:*", "*"],
                Condition: { StringEquals: { "saml:aud": "x", "kms:ViaService": "y" } },
            }),
            "SERVICE_CONTROL_POLICY",
        );
        const found = await catalogueFor([policy]);
        for (const service of ["sqs", "kms", "sts"]) assert.ok(found.isLoaded(service), service);
        assert.ok(!found.isLoaded("s3"));
        assert.ok(found.conditionKey("saml:aud"));
    });
});
