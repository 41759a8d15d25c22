/** The documents of AWS's managed policies, as data of a certain day. */
export { AWS_POLICIES, awsPolicies, awsPolicyDocument } from "./awsPolicies";
export { awsPolicyError, unknownAwsPolicy, type AwsPolicyUse } from "./awsPolicyName";
export { misspeltService } from "./misspeltService";
export { misspeltAwsPolicy } from "./misspeltAwsPolicy";
