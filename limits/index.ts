/**
 * AWS's rules that can be checked before AWS is called, as data: each with its source and the day it was read.
 *
 * They change: on 2026-05-15 AWS raised service control policies from 5 attached of 5,120 characters to 10 of 10,240. Whoever changes a
 * figure changes its `source` too.
 */
export * from "./accessReportLimits";
export * from "./administratorMeans";
export * from "./policyTypeLimits";
export * from "./textLimits";
export * from "./organizationQuotas";
export * from "./auditTrailLimits";
export * from "./auditTrailMark";
export * from "./awsRegions";
export * from "./contactLimits";
export * from "./costLimits";
export * from "./delegatedServices";
export * from "./exportBucketMark";
export * from "./identityCenterLimits";
export * from "./memberBatches";
export * from "./neededServiceAccess";
export * from "./sessionRevocation";
export * from "./stackSetLimits";
export * from "./stopRoleName";
export * from "./visibleText";
export * from "./fileRefusal";
export * from "./countText";
export * from "./messageText";
export * from "./regionText";
