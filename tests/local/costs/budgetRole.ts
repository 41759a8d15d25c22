import assert from "node:assert/strict";
import type { LocalAws } from "../server";

/** Creates a role in the management account that AWS Budgets can assume. IAM has no client in this project. */
export async function createBudgetRole(aws: LocalAws, name: string, actions: readonly string[]): Promise<void> {
    const trust = { Effect: "Allow", Principal: { Service: "budgets.amazonaws.com" }, Action: "sts:AssumeRole" };
    await callIam(aws, {
        Action: "CreateRole",
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    });
    const statement = { Effect: "Allow", Action: actions, Resource: "*" };
    await callIam(aws, {
        Action: "PutRolePolicy",
        RoleName: name,
        PolicyName: "budget-action",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    });
}

async function callIam(aws: LocalAws, parameters: Record<string, string>): Promise<void> {
    const scope = "test/20260101/us-east-1/iam/aws4_request";
    const answer = await fetch(aws.url, {
        method: "POST",
        headers: {
            authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
            "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ ...parameters, Version: "2010-05-08" }).toString(),
    });
    assert.equal(answer.status, 200, await answer.text());
}
