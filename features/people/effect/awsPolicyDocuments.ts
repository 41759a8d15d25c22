import type { AwsPolicyDocuments } from "./setSituation";

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html (2026-11-27) */
const ADMINISTRATOR = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** The documents of AWS-managed policies that are known here. Of any other policy, answers say that it is not known. */
export const awsPolicyDocuments: AwsPolicyDocuments = (policy) =>
    policy === "AdministratorAccess" ? ADMINISTRATOR : undefined;
