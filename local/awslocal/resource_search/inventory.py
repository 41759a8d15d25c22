"""The resources that the accounts hold: those of moto, and those of this folder.

Only the states that exist are read: moto makes one for each account and region that is asked for, and importing its modules takes long.
Of the hundreds of types that AWS knows, these are here: add a function with @_of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from ..organizations.model import World

# Resource Explorer's type of a resource, and CloudFormation's, which Config uses too.
CLOUDFORMATION_TYPES = {
    "access-analyzer:analyzer": "AWS::AccessAnalyzer::Analyzer", "backup:backup-vault": "AWS::Backup::BackupVault",
    "cloudformation:stack": "AWS::CloudFormation::Stack", "cloudtrail:trail": "AWS::CloudTrail::Trail",
    "dynamodb:table": "AWS::DynamoDB::Table", "ec2:instance": "AWS::EC2::Instance",
    "ec2:internet-gateway": "AWS::EC2::InternetGateway", "ec2:natgateway": "AWS::EC2::NatGateway",
    "ec2:network-acl": "AWS::EC2::NetworkAcl", "ec2:network-interface": "AWS::EC2::NetworkInterface",
    "ec2:route-table": "AWS::EC2::RouteTable", "ec2:security-group": "AWS::EC2::SecurityGroup",
    "ec2:subnet": "AWS::EC2::Subnet", "ec2:volume": "AWS::EC2::Volume", "ec2:vpc": "AWS::EC2::VPC",
    "ecr:repository": "AWS::ECR::Repository", "ecs:cluster": "AWS::ECS::Cluster",
    "elasticfilesystem:file-system": "AWS::EFS::FileSystem", "events:rule": "AWS::Events::Rule",
    "guardduty:detector": "AWS::GuardDuty::Detector", "iam:group": "AWS::IAM::Group",
    "iam:oidc-provider": "AWS::IAM::OIDCProvider", "iam:policy": "AWS::IAM::Policy", "iam:role": "AWS::IAM::Role",
    "iam:user": "AWS::IAM::User", "kms:key": "AWS::KMS::Key", "lambda:function": "AWS::Lambda::Function",
    "logs:log-group": "AWS::Logs::LogGroup", "rds:db": "AWS::RDS::DBInstance", "s3:bucket": "AWS::S3::Bucket",
    "secretsmanager:secret": "AWS::SecretsManager::Secret", "sns:topic": "AWS::SNS::Topic",
    "sqs:queue": "AWS::SQS::Queue", "ssm:parameter": "AWS::SSM::Parameter",
}  # fmt: skip


@dataclass(frozen=True)
class Resource:
    arn: str
    account: str
    # `global` for resources of no region.
    region: str
    type: str
    id: str
    name: str
    tags: dict[str, str] = field(default_factory=dict)
    # What Config knows of it besides.
    configuration: dict[str, Any] = field(default_factory=dict)

    @property
    def service(self) -> str:
        return self.type.split(":")[0]

    @property
    def cloudformation_type(self) -> str:
        return CLOUDFORMATION_TYPES[self.type]


Source = Callable[[Any, str, str], Iterator[Resource]]
# By moto's module: its table of states, and the function that reads one of them.
SOURCES: dict[str, tuple[str, Source]] = {}


def resources_of(world: World, accounts: Iterable[str]) -> Iterator[Resource]:
    """All resources of the accounts, in the order of accounts."""
    wanted = list(accounts)
    loaded = [
        (vars(sys.modules[module])[table], source)
        for module, (table, source) in SOURCES.items()
        if module in sys.modules
    ]
    for account in wanted:
        for states, source in loaded:
            # Only existing states: moto makes one for any key that is read.
            if account not in states.keys():  # noqa: SIM118
                continue
            regions = states[account]
            for region in list(regions.keys()):
                yield from source(regions[region], account, region)
        yield from _own(world, account)


def _of(module: str, table: str) -> Callable[[Source], Source]:
    def register(source: Source) -> Source:
        SOURCES[f"moto.{module}.models"] = (table, source)
        return source

    return register


def _tags(given: Any) -> dict[str, str]:
    """Tags in any of the forms in which moto keeps them."""
    if isinstance(given, dict):
        return {key: value["Value"] if isinstance(value, dict) else str(value) for key, value in given.items()}
    lowered = [{name.lower(): value for name, value in tag.items()} for tag in given or []]
    return {tag["key"]: tag.get("value") or "" for tag in lowered}


@_of("s3", "s3_backends")
def _s3(state: Any, account: str, region: str) -> Iterator[Resource]:
    for bucket in state.buckets.values():
        tags = state.tagger.get_tag_dict_for_resource(bucket.arn)
        yield Resource(bucket.arn, account, bucket.region_name, "s3:bucket", bucket.name, bucket.name, tags)


@_of("iam", "iam_backends")
def _iam(state: Any, account: str, region: str) -> Iterator[Resource]:
    for role in state.roles.values():
        yield Resource(role.arn, account, "global", "iam:role", role.id, role.name, _tags(role.tags))
    for user in state.users.values():
        yield Resource(
            user.arn, account, "global", "iam:user", user.id, user.name, _tags(state.list_user_tags(user.name))
        )
    for group in state.groups.values():
        yield Resource(group.arn, account, "global", "iam:group", group.id, group.name)
    # The 1,500 policies of AWS come first.
    for policy in takewhile(lambda one: ":iam::aws:" not in one.arn, reversed(state.managed_policies.values())):
        yield Resource(policy.arn, account, "global", "iam:policy", policy.id, policy.name, _tags(policy.tags))
    for provider in state.open_id_providers.values():
        name = provider.arn.split("/", 1)[1]
        yield Resource(provider.arn, account, "global", "iam:oidc-provider", name, name, _tags(provider.tags))


@_of("ec2", "ec2_backends")
def _ec2(state: Any, account: str, region: str) -> Iterator[Resource]:
    found: list[tuple[str, dict[str, Any]]] = [
        ("instance", {one.id: {"instanceType": one.instance_type} for one in state.all_instances()}),
        ("vpc", {key: {"isDefault": bool(one.is_default)} for key, one in state.vpcs.items()}),
        ("subnet", {key: {} for zone in state.subnets.values() for key in zone}),
        ("security-group", {key: {"groupName": one.name} for vpc in state.groups.values() for key, one in vpc.items()}),
        ("volume", {key: {"encrypted": bool(one.encrypted), "size": one.size} for key, one in state.volumes.items()}),
        ("network-interface", {key: {} for key in state.enis}),
        ("internet-gateway", {key: {} for key in state.internet_gateways}),
        ("natgateway", {key: {} for key in state.nat_gateways}),
        ("route-table", {key: {} for key in state.route_tables}),
        ("network-acl", {key: {} for key in state.network_acls}),
    ]
    for kind, items in found:
        for identifier, configuration in items.items():
            tags = {key: str(value) for key, value in (state.tags.get(identifier) or {}).items()}
            arn = f"arn:aws:ec2:{region}:{account}:{kind}/{identifier}"
            name = tags.get("Name") or identifier
            yield Resource(arn, account, region, f"ec2:{kind}", identifier, name, tags, configuration)


@_of("awslambda", "lambda_backends")
def _lambda(state: Any, account: str, region: str) -> Iterator[Resource]:
    for function in state.list_functions():
        name, arn = function.function_name, function.function_arn
        details = {"runtime": function.run_time}
        yield Resource(arn, account, region, "lambda:function", name, name, _tags(state.list_tags(arn)), details)


@_of("dynamodb", "dynamodb_backends")
def _dynamodb(state: Any, account: str, region: str) -> Iterator[Resource]:
    for table in state.tables.values():
        yield Resource(table.table_arn, account, region, "dynamodb:table", table.name, table.name, _tags(table.tags))


@_of("sns", "sns_backends")
def _sns(state: Any, account: str, region: str) -> Iterator[Resource]:
    for topic in state.topics.values():
        yield Resource(topic.arn, account, region, "sns:topic", topic.arn, topic.name, _tags(topic._tags))


@_of("sqs", "sqs_backends")
def _sqs(state: Any, account: str, region: str) -> Iterator[Resource]:
    for queue in state.queues.values():
        yield Resource(
            queue.queue_arn, account, region, "sqs:queue", queue.url("http://sqs"), queue.name, _tags(queue.tags)
        )


@_of("kms", "kms_backends")
def _kms(state: Any, account: str, region: str) -> Iterator[Resource]:
    for key in state.keys.values():
        tags = state.tagger.get_tag_dict_for_resource(key.id)
        yield Resource(key.arn, account, region, "kms:key", key.id, key.id, tags, {"keyManager": key.key_manager})


@_of("logs", "logs_backends")
def _logs(state: Any, account: str, region: str) -> Iterator[Resource]:
    for group in state.groups.values():
        tags = state.tagger.get_tag_dict_for_resource(group.arn)
        yield Resource(group.arn, account, region, "logs:log-group", group.name, group.name, tags)


@_of("rds", "rds_backends")
def _rds(state: Any, account: str, region: str) -> Iterator[Resource]:
    for one in state.databases.values():
        name = one.db_instance_identifier
        yield Resource(one.arn, account, region, "rds:db", name, name, _tags(one.tags), {"engine": one.engine})


@_of("events", "events_backends")
def _events(state: Any, account: str, region: str) -> Iterator[Resource]:
    for bus in state.event_buses.values():
        for rule in bus.rules.values():
            tags = state.tagger.get_tag_dict_for_resource(rule.arn)
            yield Resource(rule.arn, account, region, "events:rule", rule.name, rule.name, tags)


@_of("secretsmanager", "secretsmanager_backends")
def _secrets(state: Any, account: str, region: str) -> Iterator[Resource]:
    for secret in state.secrets.values():
        yield Resource(
            secret.arn, account, region, "secretsmanager:secret", secret.arn, secret.name, _tags(secret.tags)
        )


@_of("ssm", "ssm_backends")
def _ssm(state: Any, account: str, region: str) -> Iterator[Resource]:
    for name, versions in list(state._parameters.items()):
        # moto also keeps AWS's public parameters there, such as /aws/service/ami-amazon-linux-latest.
        if name.startswith("/aws/") or not versions:
            continue
        tags = _tags(state._resource_tags.get("Parameter", {}).get(name))
        arn = f"arn:aws:ssm:{region}:{account}:parameter/{name.lstrip('/')}"
        yield Resource(arn, account, region, "ssm:parameter", name, name, tags)


@_of("ecr", "ecr_backends")
def _ecr(state: Any, account: str, region: str) -> Iterator[Resource]:
    for one in state.repositories.values():
        tags = state.tagger.get_tag_dict_for_resource(one.arn)
        yield Resource(one.arn, account, region, "ecr:repository", one.name, one.name, tags)


@_of("backup", "backup_backends")
def _backup(state: Any, account: str, region: str) -> Iterator[Resource]:
    for one in state.vaults.values():
        tags = state.tagger.get_tag_dict_for_resource(one.backup_vault_arn)
        name = one.backup_vault_name
        yield Resource(one.backup_vault_arn, account, region, "backup:backup-vault", name, name, tags)


@_of("efs", "efs_backends")
def _efs(state: Any, account: str, region: str) -> Iterator[Resource]:
    for identifier, one in state.file_systems_by_id.items():
        tags = state.tagging_service.get_tag_dict_for_resource(identifier)
        name = tags.get("Name") or identifier
        yield Resource(one.file_system_arn, account, region, "elasticfilesystem:file-system", identifier, name, tags)


@_of("ecs", "ecs_backends")
def _ecs(state: Any, account: str, region: str) -> Iterator[Resource]:
    for one in state.clusters.values():
        yield Resource(one.arn, account, region, "ecs:cluster", one.name, one.name, _tags(one.tags))


@_of("cloudformation", "cloudformation_backends")
def _stacks(state: Any, account: str, region: str) -> Iterator[Resource]:
    for one in state.stacks.values():
        yield Resource(one.stack_id, account, region, "cloudformation:stack", one.stack_id, one.name, _tags(one.tags))


def _own(world: World, account: str) -> Iterator[Resource]:
    for trail in world.cloud_trail.trails.values():
        if trail.account == account:
            yield Resource(trail.arn, account, trail.region, "cloudtrail:trail", trail.arn, trail.name, trail.tags)
    for (owner, region), detector in world.guard_duty.detectors.items():
        if owner == account:
            yield Resource(detector.arn, account, region, "guardduty:detector", detector.id, detector.id, detector.tags)
    for (owner, region), analyzers in world.analyzers.items():
        if owner == account:
            for one in analyzers.values():
                yield Resource(one.arn, account, region, "access-analyzer:analyzer", one.arn, one.name, one.tags)
