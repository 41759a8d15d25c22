import type { Definition } from "./support";

const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";
const STATEMENTS = [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }];

/** A block with one role, which Lambda functions may take. */
export function role(name: string, more: object = {}): object {
    return { roles: { [name]: { trust: { services: "lambda.amazonaws.com" }, statements: STATEMENTS, ...more } } };
}

/** A template of one's own, with a parameter. */
export const NOTE = `
Parameters:
    Value: { Type: String }
Resources:
    Topic: { Type: AWS::SNS::Topic }
Outputs:
    Value: { Value: !Ref Value }
`;

export interface SaidBlocks {
    readonly root?: object;
    readonly sandbox?: object;
    readonly production?: object;
    /** Of the account data. */
    readonly data?: object;
    readonly shopUnit?: "Sandbox" | "Workloads/Production" | "Workloads/Production/Shops";
    /** With one more account. */
    readonly isGrown?: boolean;
}

export function definition({
    root,
    sandbox,
    production,
    data,
    shopUnit = "Workloads/Production",
    isGrown = true,
}: SaidBlocks): Definition {
    return {
        organization: { serviceAccess: [STACK_SETS] },
        defaults: { email: "aws+{account}@example.com" },
        ...(root && { baseline: root }),
        rollOut: { rings: [["Sandbox"], ["others"], ["Workloads/Production"]] },
        units: {
            Security: {},
            Sandbox: { ...(sandbox && { baseline: sandbox }) },
            Workloads: { units: { Production: { ...(production && { baseline: production }), units: { Shops: {} } } } },
        },
        accounts: {
            security: { unit: "Security" },
            playground: { unit: "Sandbox" },
            shop: { unit: shopUnit },
            data: { unit: "Workloads", ...(data && { baseline: data }) },
            ...(isGrown && { "shop-test": { unit: "Workloads" } }),
        },
    } as unknown as Definition;
}
