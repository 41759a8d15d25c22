import type { CloudFormationTemplate } from "./template";

/**
 * The action without which a resource of a type cannot be made, for types that guardrails are about. AWS's registry of types names it among
 * the permissions of the handler `create` of each schema: all were compared with the schemas in cfn-lint 1.58.0 (of 2026-10-20) on 2026-11-27.
 * AWS::IAM::AccessKey has no handlers there: its action is not confirmed.
 */
const CREATION_ACTIONS: ReadonlyMap<string, string> = new Map([
    ["AWS::AccessAnalyzer::Analyzer", "access-analyzer:CreateAnalyzer"],
    ["AWS::Backup::BackupPlan", "backup:CreateBackupPlan"],
    ["AWS::Backup::BackupVault", "backup:CreateBackupVault"],
    ["AWS::CloudTrail::Trail", "cloudtrail:CreateTrail"],
    ["AWS::CloudWatch::Alarm", "cloudwatch:PutMetricAlarm"],
    ["AWS::Config::ConfigRule", "config:PutConfigRule"],
    ["AWS::Config::ConfigurationRecorder", "config:PutConfigurationRecorder"],
    ["AWS::Config::DeliveryChannel", "config:PutDeliveryChannel"],
    ["AWS::DynamoDB::Table", "dynamodb:CreateTable"],
    ["AWS::EC2::FlowLog", "ec2:CreateFlowLogs"],
    ["AWS::EC2::Instance", "ec2:RunInstances"],
    ["AWS::EC2::InternetGateway", "ec2:CreateInternetGateway"],
    ["AWS::EC2::NatGateway", "ec2:CreateNatGateway"],
    ["AWS::EC2::Route", "ec2:CreateRoute"],
    ["AWS::EC2::SecurityGroup", "ec2:CreateSecurityGroup"],
    ["AWS::EC2::Subnet", "ec2:CreateSubnet"],
    ["AWS::EC2::VPC", "ec2:CreateVpc"],
    ["AWS::EC2::VPCEndpoint", "ec2:CreateVpcEndpoint"],
    ["AWS::EC2::VPCPeeringConnection", "ec2:CreateVpcPeeringConnection"],
    ["AWS::Events::Rule", "events:PutRule"],
    ["AWS::GuardDuty::Detector", "guardduty:CreateDetector"],
    ["AWS::IAM::AccessKey", "iam:CreateAccessKey"],
    ["AWS::IAM::InstanceProfile", "iam:CreateInstanceProfile"],
    ["AWS::IAM::ManagedPolicy", "iam:CreatePolicy"],
    ["AWS::IAM::OIDCProvider", "iam:CreateOpenIDConnectProvider"],
    ["AWS::IAM::Role", "iam:CreateRole"],
    ["AWS::IAM::SAMLProvider", "iam:CreateSAMLProvider"],
    ["AWS::IAM::User", "iam:CreateUser"],
    ["AWS::KMS::Key", "kms:CreateKey"],
    ["AWS::Lambda::Function", "lambda:CreateFunction"],
    ["AWS::Logs::LogGroup", "logs:CreateLogGroup"],
    ["AWS::RDS::DBInstance", "rds:CreateDBInstance"],
    ["AWS::ResourceExplorer2::Index", "resource-explorer-2:CreateIndex"],
    ["AWS::S3::Bucket", "s3:CreateBucket"],
    ["AWS::SNS::Topic", "sns:CreateTopic"],
    ["AWS::SQS::Queue", "sqs:CreateQueue"],
    ["AWS::SecretsManager::Secret", "secretsmanager:CreateSecret"],
    ["AWS::SecurityHub::Hub", "securityhub:EnableSecurityHub"],
]);

/** The actions that making a template's resources needs at least, as far as they are known here; sorted. */
export function creationActions({ Resources }: CloudFormationTemplate): readonly string[] {
    const found = Object.values(Resources).flatMap(({ Type }) => CREATION_ACTIONS.get(Type) ?? []);
    return [...new Set(found)].sort();
}
