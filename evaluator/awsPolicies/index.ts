/** The documents of AWS's managed policies, as data of a certain day. */
export { AWS_POLICIES, awsPolicies, awsPolicyDocument } from "./awsPolicies";
export { misspeltAwsPolicy } from "./misspeltAwsPolicy";
