import type { LimitSource } from "../limits/limitSource";

/** AWS: "DeletionPolicy attribute", which says that a resource without one is deleted with what it holds. */
export const DELETION_POLICY_SOURCE: LimitSource = {
    from: "a stored copy of https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
    read: "2026-11-27",
};

/** The types of resources that hold what nobody can make again, and what that is. Names of types are AWS's. */
export const STATEFUL_TYPES: ReadonlyMap<string, string> = new Map([
    ["AWS::Backup::BackupVault", "recovery points"],
    ["AWS::Backup::LogicallyAirGappedBackupVault", "recovery points"],
    ["AWS::CloudTrail::EventDataStore", "recorded events"],
    ["AWS::Cognito::UserPool", "users"],
    ["AWS::DocDB::DBCluster", "databases"],
    ["AWS::DocDB::DBInstance", "databases"],
    ["AWS::DynamoDB::GlobalTable", "items"],
    ["AWS::DynamoDB::Table", "items"],
    ["AWS::EC2::Volume", "data of the volume"],
    ["AWS::ECR::Repository", "images"],
    ["AWS::EFS::FileSystem", "files"],
    ["AWS::ElastiCache::ReplicationGroup", "cached data"],
    ["AWS::ElastiCache::ServerlessCache", "cached data"],
    ["AWS::Elasticsearch::Domain", "indexes"],
    ["AWS::FSx::FileSystem", "files"],
    ["AWS::FSx::Volume", "files"],
    ["AWS::KMS::Key", "the only means to decrypt what it has encrypted"],
    ["AWS::KMS::ReplicaKey", "the only means to decrypt what it has encrypted"],
    ["AWS::Kinesis::Stream", "records"],
    ["AWS::Logs::LogGroup", "logs"],
    ["AWS::MSK::Cluster", "messages"],
    ["AWS::Neptune::DBCluster", "databases"],
    ["AWS::Neptune::DBInstance", "databases"],
    ["AWS::OpenSearchServerless::Collection", "indexes"],
    ["AWS::OpenSearchService::Domain", "indexes"],
    ["AWS::QLDB::Ledger", "records"],
    ["AWS::RDS::DBCluster", "databases"],
    ["AWS::RDS::DBInstance", "databases"],
    ["AWS::RDS::GlobalCluster", "databases"],
    ["AWS::Redshift::Cluster", "databases"],
    ["AWS::RedshiftServerless::Namespace", "databases"],
    ["AWS::S3::Bucket", "objects"],
    ["AWS::S3Express::DirectoryBucket", "objects"],
    ["AWS::S3Tables::TableBucket", "tables"],
    ["AWS::SQS::Queue", "messages"],
    ["AWS::SecretsManager::Secret", "the secret"],
    ["AWS::Timestream::Database", "records"],
    ["AWS::Timestream::Table", "records"],
]);
