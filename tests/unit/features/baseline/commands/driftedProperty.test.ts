import assert from "node:assert/strict";
import {
    driftedProperty,
    driftedPropertyText,
} from "../../../../../features/baseline/commands/baseline/driftedProperty";

describe("a property that has drifted", () => {
    const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
    const cases: readonly [DifferenceType: "ADD" | "REMOVE" | "NOT_EQUAL", path: string, string, string, string][] = [
        ["ADD", "/ManagedPolicyArns/0", "null", ADMIN, "AdministratorAccess was added to ManagedPolicyArns"],
        ["ADD", "/ManagedPolicyArns/1", "null", `"${ADMIN}"`, "AdministratorAccess was added to ManagedPolicyArns"],
        [
            "ADD",
            "/Policies/0",
            "null",
            '{"PolicyDocument":{"Statement":[]},"PolicyName":"evil"}',
            "policy evil was added to Policies",
        ],
        ["REMOVE", "/ManagedPolicyArns/0", ADMIN, "null", "AdministratorAccess was taken out of ManagedPolicyArns"],
        ["REMOVE", "/Description", "On call", "null", 'Description is gone, it was "On call"'],
        ["NOT_EQUAL", "/MaxSessionDuration", "3600", "43200", 'MaxSessionDuration is "43200" instead of "3600"'],
        ["NOT_EQUAL", "/PermissionsBoundary", ADMIN, "null", `PermissionsBoundary is gone, it was "${ADMIN}"`],
        ["NOT_EQUAL", "/Tags/0/Value", "a", "b\u001b[2J\n", 'Tags/0/Value is "b\\u001b[2J\\n" instead of "a"'],
        ["ADD", "/Tags/0", "null", "x\u001b[2J\n", "x\\u001b[2J\\n was added to Tags"],
    ];
    for (const [DifferenceType, PropertyPath, ExpectedValue, ActualValue, text] of cases) {
        it(`is told with its value: ${PropertyPath}, ${DifferenceType}`, () => {
            const read = driftedProperty({ DifferenceType, PropertyPath, ExpectedValue, ActualValue });
            assert.equal(driftedPropertyText(read), text);
        });
    }

    it("is a revocation of sessions only if the policy denies old sessions and does nothing else", () => {
        const isRevocation = (
            statements: readonly object[],
            more: Partial<Parameters<typeof driftedProperty>[0]> = {},
        ): boolean => {
            const PolicyDocument = { Version: "2012-10-17", Statement: statements };
            return (
                driftedProperty({
                    DifferenceType: "ADD",
                    PropertyPath: "/Policies/1",
                    ActualValue: JSON.stringify({ PolicyName: "AWSRevokeOlderSessions", PolicyDocument }),
                    ...more,
                }).isRevocation === true
            );
        };
        const before = (time: string): object => ({ DateLessThan: { "aws:TokenIssueTime": time } });
        const deny = { Effect: "Deny", Action: ["*"], Resource: ["*"], Condition: before("2020-01-01T10:00:00.000Z") };
        const allow = { Effect: "Allow", Action: "*", Resource: "*" };
        assert.ok(isRevocation([deny]));
        assert.ok(!isRevocation([]));
        assert.ok(!isRevocation([allow]));
        assert.ok(!isRevocation([deny, allow]));
        assert.ok(!isRevocation([{ ...deny, Effect: "Allow" }]));
        assert.ok(!isRevocation([{ ...deny, Condition: {} }]));
        assert.ok(!isRevocation([{ ...deny, Condition: before("2999-01-01T00:00:00.000Z") }]));
        assert.ok(!isRevocation([deny], { PropertyPath: "/Tags/1" }));
        assert.ok(!isRevocation([deny], { DifferenceType: "NOT_EQUAL" }));
        assert.ok(!isRevocation([deny], { ActualValue: JSON.stringify({ PolicyName: "x", PolicyDocument: deny }) }));
    });

    it("is short, however long the value is", () => {
        for (const DifferenceType of ["ADD", "REMOVE", "NOT_EQUAL"] as const) {
            const long = "x".repeat(10_000);
            const read = driftedProperty({
                DifferenceType,
                PropertyPath: "/A/0",
                ExpectedValue: long,
                ActualValue: long,
            });
            assert.ok(driftedPropertyText(read).length < 250);
        }
    });
});
