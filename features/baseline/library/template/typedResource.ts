import type { AccessAnalyzerAnalyzerProperties } from "@awboost/cfn-resource-types/AWS-AccessAnalyzer-Analyzer";
import type { BackupBackupPlanProperties } from "@awboost/cfn-resource-types/AWS-Backup-BackupPlan";
import type { BackupBackupSelectionProperties } from "@awboost/cfn-resource-types/AWS-Backup-BackupSelection";
import type { EventsRuleProperties } from "@awboost/cfn-resource-types/AWS-Events-Rule";
import type { IAMManagedPolicyProperties } from "@awboost/cfn-resource-types/AWS-IAM-ManagedPolicy";
import type { IAMRoleProperties } from "@awboost/cfn-resource-types/AWS-IAM-Role";
import type { LambdaFunctionProperties } from "@awboost/cfn-resource-types/AWS-Lambda-Function";
import type { LambdaPermissionProperties } from "@awboost/cfn-resource-types/AWS-Lambda-Permission";
import type { LogsLogGroupProperties } from "@awboost/cfn-resource-types/AWS-Logs-LogGroup";
import type { S3BucketProperties } from "@awboost/cfn-resource-types/AWS-S3-Bucket";
import type { S3BucketPolicyProperties } from "@awboost/cfn-resource-types/AWS-S3-BucketPolicy";
import type { TemplateResource } from "../../../../cloudformation";
import type { Templated } from "./templateIntrinsics";

/** The types of resources that the library uses, each with what CloudFormation's registry says of its properties. */
interface PropertiesOfTypes {
    "AWS::AccessAnalyzer::Analyzer": AccessAnalyzerAnalyzerProperties;
    "AWS::Backup::BackupPlan": BackupBackupPlanProperties;
    "AWS::Backup::BackupSelection": BackupBackupSelectionProperties;
    "AWS::Events::Rule": EventsRuleProperties;
    "AWS::IAM::ManagedPolicy": IAMManagedPolicyProperties;
    "AWS::IAM::Role": IAMRoleProperties;
    "AWS::Lambda::Function": LambdaFunctionProperties;
    "AWS::Lambda::Permission": LambdaPermissionProperties;
    "AWS::Logs::LogGroup": LogsLogGroupProperties;
    "AWS::S3::Bucket": S3BucketProperties;
    "AWS::S3::BucketPolicy": S3BucketPolicyProperties;
}

/** A resource of a template. The compiler checks its properties. */
export function typedResource<Type extends keyof PropertiesOfTypes>(
    type: Type,
    properties: Templated<PropertiesOfTypes[Type]>,
    attributes: Omit<TemplateResource, "Type" | "Properties"> = {},
): TemplateResource {
    return { Type: type, ...attributes, Properties: properties };
}

/** Kept when the stack goes; deleted again only if its creation fails. */
export const RETAINED = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" } as const;
