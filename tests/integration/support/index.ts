/** Shared by the integration tests: a project of their own, its Pulumi runs, and what AWS has afterwards. */
export { CHECKOUT } from "./environment";
export { inAws, MANAGEMENT_ACCOUNT, type AwsAccount, type AwsOrganization, type AwsUnit } from "./organizationInAws";
export { Project, type Definition, type Outputs } from "./project";
export { assertChanges, assertRefused, type Changes, type Run } from "./run";
