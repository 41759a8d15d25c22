"""AWS::AccessAnalyzer::Analyzer, AWS::Config::ConfigurationRecorder and DeliveryChannel, AWS::ResourceExplorer2::Index."""

from __future__ import annotations

from typing import Any

from .base import OwnResource, Properties, ResourceType, Where, camel, given, resource_type


@resource_type("AWS::AccessAnalyzer::Analyzer")
class Analyzer(ResourceType):
    replaced_by = frozenset({"AnalyzerName", "Type"})
    name_property = "AnalyzerName"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        name = properties.get("AnalyzerName") or where.generated_name(255)
        configuration = properties.get("AnalyzerConfiguration")
        arn = where.client("accessanalyzer").create_analyzer(
            analyzerName=name,
            type=properties["Type"],
            tags={tag["Key"]: tag["Value"] for tag in where.all_tags(properties)},
            **({"configuration": _configuration(configuration)} if configuration else {}),
        )["arn"]
        return OwnResource(arn, {"Arn": arn})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        where.client("accessanalyzer").update_analyzer(
            analyzerName=resource.physical_resource_id.rsplit("/", 1)[1],
            configuration=_configuration(properties.get("AnalyzerConfiguration") or {}),
        )

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        analyzers = where.client("accessanalyzer")
        try:
            analyzers.delete_analyzer(analyzerName=resource.physical_resource_id.rsplit("/", 1)[1])
        except analyzers.exceptions.ResourceNotFoundException:
            return

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        analyzers = where.client("accessanalyzer")
        try:
            found = analyzers.get_analyzer(analyzerName=resource.physical_resource_id.rsplit("/", 1)[1])["analyzer"]
        except analyzers.exceptions.ResourceNotFoundException:
            return None
        unused = found.get("configuration", {}).get("unusedAccess")
        configuration = {"UnusedAccessConfiguration": {"UnusedAccessAge": unused["unusedAccessAge"]}} if unused else None
        return {
            "AnalyzerName": found["name"],
            "Type": found["type"],
            **({"AnalyzerConfiguration": configuration} if configuration else {}),
        }


def _configuration(configuration: Properties) -> dict[str, Any]:
    converted = camel(configuration)
    unused = converted.pop("unusedAccessConfiguration", None)
    if unused is not None:
        converted["unusedAccess"] = {**unused, "unusedAccessAge": int(unused["unusedAccessAge"])}
    return dict(converted)


@resource_type("AWS::Config::ConfigurationRecorder")
class ConfigurationRecorder(ResourceType):
    replaced_by = frozenset({"Name"})
    name_property = "Name"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        name = properties.get("Name") or where.generated_name(256)
        self._put(where, name, properties)
        return OwnResource(name)

    def _put(self, where: Where, name: str, properties: Properties) -> None:
        group = camel(properties.get("RecordingGroup") or {})
        recorder = {"name": name, "roleARN": properties["RoleARN"], **({"recordingGroup": group} if group else {})}
        if properties.get("RecordingMode"):
            recorder["recordingMode"] = camel(properties["RecordingMode"])
        where.client("config").put_configuration_recorder(ConfigurationRecorder=recorder)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        self._put(where, resource.physical_resource_id, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        config = where.client("config")
        try:
            config.delete_configuration_recorder(ConfigurationRecorderName=resource.physical_resource_id)
        except config.exceptions.NoSuchConfigurationRecorderException:
            return


@resource_type("AWS::Config::DeliveryChannel")
class DeliveryChannel(ResourceType):
    """CloudFormation starts the recorder once there is a channel (template reference of AWS::Config::ConfigurationRecorder)."""

    replaced_by = frozenset({"Name"})
    name_property = "Name"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        name = properties.get("Name") or where.generated_name(256)
        self._put(where, name, properties)
        config = where.client("config")
        for recorder in config.describe_configuration_recorders()["ConfigurationRecorders"]:
            config.start_configuration_recorder(ConfigurationRecorderName=recorder["name"])
        return OwnResource(name)

    def _put(self, where: Where, name: str, properties: Properties) -> None:
        channel = {
            "name": name,
            **given(properties, s3BucketName="S3BucketName", s3KeyPrefix="S3KeyPrefix", snsTopicARN="SnsTopicARN"),
            **given(properties, s3KmsKeyArn="S3KmsKeyArn"),
        }
        delivery = properties.get("ConfigSnapshotDeliveryProperties")
        if delivery:
            channel["configSnapshotDeliveryProperties"] = camel(delivery)
        where.client("config").put_delivery_channel(DeliveryChannel=channel)

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        self._put(where, resource.physical_resource_id, properties)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        config = where.client("config")
        for recorder in config.describe_configuration_recorders()["ConfigurationRecorders"]:
            config.stop_configuration_recorder(ConfigurationRecorderName=recorder["name"])
        config.delete_delivery_channel(DeliveryChannelName=resource.physical_resource_id)


@resource_type("AWS::ResourceExplorer2::Index")
class Index(ResourceType):
    def create(self, where: Where, properties: Properties) -> OwnResource:
        explorer = where.client("resource-explorer-2")
        arn = explorer.create_index(Tags={**where.tags, **(properties.get("Tags") or {})})["Arn"]
        if properties.get("Type") == "AGGREGATOR":
            explorer.update_index_type(Arn=arn, Type="AGGREGATOR")
        return OwnResource(arn, {"Arn": arn, "IndexState": "ACTIVE"})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        where.client("resource-explorer-2").update_index_type(
            Arn=resource.physical_resource_id, Type=properties.get("Type", "LOCAL")
        )

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        where.client("resource-explorer-2").delete_index(Arn=resource.physical_resource_id)
