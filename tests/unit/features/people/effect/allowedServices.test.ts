import assert from "node:assert/strict";
import { allowedServices } from "../../../../../features/people/effect/allowedServices";
import { peopleEffect } from "../../../../../features/people/effect/peopleEffect";
import type { SetContent } from "../../../../../features/people/effect/setContent";
import { ACCOUNTS, awsDocuments, peopleModel, SPINE, stateOf, type PeopleSketch } from "../peopleSketch";

const EMPTY: SetContent = {
    name: "Set",
    managedPolicies: [],
    customerManagedPolicies: [],
    sessionMinutes: 60,
    isBreakGlass: false,
};

function inline(...Statement: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

describe("the services of a permission set", () => {
    const cases: readonly (readonly [what: string, set: Partial<SetContent>, allowed: readonly string[]])[] = [
        ["are those of its managed policies", { managedPolicies: ["AmazonS3ReadOnlyAccess"] }, ["s3"]],
        ["are all for an administrator", { managedPolicies: ["AdministratorAccess"] }, ["s3", "sqs", "ec2"]],
        [
            "are those of its inline policy, also of what is allowed under a condition",
            {
                inlinePolicy: inline({
                    Effect: "Allow",
                    Action: "sqs:Send*",
                    Resource: "arn:aws:sqs:*:*:a",
                    Condition: { Bool: { "aws:SecureTransport": "true" } },
                }),
            },
            ["sqs"],
        ],
        [
            "are not those that it denies entirely",
            {
                managedPolicies: ["AdministratorAccess"],
                inlinePolicy: inline({ Effect: "Deny", Action: ["sqs:*", "ec2:RunInstances"], Resource: "*" }),
            },
            ["s3", "ec2"],
        ],
        [
            "are not those outside of its boundary",
            {
                managedPolicies: ["AdministratorAccess"],
                boundary: { kind: "aws", policy: "AmazonS3FullAccess" },
            },
            ["s3"],
        ],
    ];
    for (const [what, set, allowed] of cases) {
        it(what, () => {
            const { isAllowed, unknown } = allowedServices({ ...EMPTY, ...set }, awsDocuments);
            assert.deepEqual(["s3", "sqs", "ec2"].filter(isAllowed), allowed);
            assert.deepEqual(unknown, []);
        });
    }

    it("are not known for policies of which only AWS knows the content", () => {
        const customerManagedPolicies = [{ name: "Restart", path: "/" }];
        const { isAllowed, unknown } = allowedServices({ ...EMPTY, customerManagedPolicies }, awsDocuments);
        assert.deepEqual([isAllowed("s3"), unknown], [false, ["/Restart"]]);
    });
});

describe("what a change of access takes away", () => {
    it("is the services of the permission set, and the actions of a set that allows less", async () => {
        const before: PeopleSketch = {
            groups: { shop: ["ada@example.com"] },
            sets: { Store: { managedPolicies: ["AmazonS3FullAccess"] }, Other: { managedPolicies: [] } },
            access: [
                { who: "shop", set: "Store", in: ["shop-prod", "play"] },
                { who: "shop", set: "Other", in: ["play"] },
            ],
        };
        const after: PeopleSketch = {
            ...before,
            sets: { ...before.sets, Store: { managedPolicies: ["AmazonS3ReadOnlyAccess"] } },
            access: [{ who: "shop", set: "Store", in: ["shop-prod"] }],
        };
        const effect = await peopleEffect(peopleModel(after), SPINE, stateOf(before, ACCOUNTS), awsDocuments, true);
        const losses = (effect?.tighter ?? []).flatMap(({ lines }) => lines.map(({ loss }) => loss));
        const services = (of: (typeof losses)[number]): unknown =>
            typeof of?.services === "function" ? ["s3", "sqs"].filter(of.services) : of?.services;
        assert.deepEqual(
            losses.map((loss) => [loss?.accounts, services(loss)]),
            [
                [["play"], []],
                [["play"], ["s3"]],
                [["shop-prod"], ["s3"]],
            ],
        );
        assert.ok(effect?.looser.every(({ lines }) => lines.every(({ loss }) => loss === undefined)));
    });
});
