import type { LimitSource } from "./limitSource";

const READ = "2026-11-27";

function cloudFormationReference(page: string): LimitSource {
    return { from: `https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/${page}.html`, read: READ };
}

/** The service principal with which CloudFormation deploys stacks to the accounts of an organisation. */
export const STACK_SETS_SERVICE = "member.org.stacksets.cloudformation.amazonaws.com";

/** The most results of a page of each list of StackSets, their stacks and their operations. */
export const STACK_SET_PAGE = { max: 100, source: cloudFormationReference("API_ListStackInstances") } as const;

/** The most units, or the root, that one operation may name. AWS says it of CreateStackInstances and of DeleteStackInstances. */
export const UNITS_OF_OPERATION = { max: 50, source: cloudFormationReference("API_DeleteStackInstances") } as const;
