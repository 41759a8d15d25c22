import type { LimitSource } from "./limitSource";
import type { TextLimits } from "./textLimits";

/** What AWS says of the parameters StackSetName and TemplateBody. */
const STACK_SET_API: LimitSource = {
    from: "botocore 1.44.5: cloudformation 2010-05-15 (CreateStackSet)",
    read: "2026-11-27",
};

const TEMPLATE_QUOTAS: LimitSource = {
    from: "a stored copy of https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
    read: "2026-11-27",
};

/** The service whose access to the organisation service-managed StackSets need. */
export const STACK_SETS_SERVICE = "member.org.stacksets.cloudformation.amazonaws.com";

/**
 * A role with which CloudFormation makes stacks in an account of the organisation. It is an ordinary role, so service control policies bind it.
 * That its name ends with 32 letters and digits is not confirmed: it is from memory.
 */
export const STACK_SETS_ROLE = {
    example: "stacksets-exec-0123456789abcdef0123456789abcdef",
    arns: "arn:*:iam::*:role/stacksets-exec-*",
    source: {
        from: "stored copies of https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-custom-execution-role.html and of AWS's policy CloudFormationStackSetsOrgAdminServiceRolePolicy",
        read: "2026-11-27",
    },
} as const;

/**
 * What StackSets does in an account as that role, whatever the stack has in it, in the region of the stack. AWS says it in its reasons: "User:
 * arn:aws:sts::...:assumed-role/stacksets-exec-... is not authorized to perform: cloudformation:CreateStack".
 */
export const STACK_ACTIONS = {
    make: "cloudformation:CreateStack",
    change: "cloudformation:UpdateStack",
    delete: "cloudformation:DeleteStack",
    source: { from: "https://github.com/superwerker/superwerker/issues/171", read: "2026-11-27" },
} as const;

/** The name of a StackSet. It is unique in its account and region, and nothing can change it. */
export const STACK_SET_NAME: TextLimits = {
    what: "StackSet name",
    min: 1,
    max: 128,
    pattern: /^[A-Za-z][A-Za-z0-9-]*$/,
    allowed: "letters, digits and hyphens, beginning with a letter",
    source: STACK_SET_API,
};

/** The most bytes of a template that is sent with the call. A larger one would have to lie in a bucket. */
export const TEMPLATE_BYTES = { max: 51_200, source: STACK_SET_API } as const;

/** The most resources, parameters, outputs and mappings of a template. */
export const TEMPLATE_ENTRIES = {
    Resources: 500,
    Parameters: 200,
    Outputs: 200,
    Mappings: 200,
    source: TEMPLATE_QUOTAS,
} as const;

/** The most bytes of a parameter's value. */
export const TEMPLATE_PARAMETER_BYTES = { max: 4_096, source: TEMPLATE_QUOTAS } as const;

/** The name of a resource, parameter or other part of a template. That it has letters and digits only is from memory: not confirmed. */
export const LOGICAL_ID: TextLimits = {
    what: "name in a template",
    min: 1,
    max: 255,
    pattern: /^[A-Za-z0-9]+$/,
    allowed: "letters and digits",
    source: TEMPLATE_QUOTAS,
};

/** The most stacks of one StackSet. */
export const STACK_INSTANCES = { max: 100_000, source: TEMPLATE_QUOTAS } as const;

/** The most results of a page of each list of StackSets, their stacks and their operations. */
export const STACK_SET_PAGE = {
    max: 100,
    source: {
        from: "botocore 1.44.5: cloudformation 2010-05-15 (MaxResults of each list)",
        read: "2026-11-27",
    },
} as const;

/** The most units, or the root, that one operation may name. AWS says it of CreateStackInstances and of DeleteStackInstances. */
export const UNITS_OF_OPERATION = {
    max: 50,
    source: {
        from: "botocore 1.44.5: cloudformation 2010-05-15 (CreateStackInstances, DeleteStackInstances)",
        read: "2026-11-27",
    },
} as const;
