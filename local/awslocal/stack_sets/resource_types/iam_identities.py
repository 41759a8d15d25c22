"""AWS::IAM::OIDCProvider and AWS::IAM::ServiceLinkedRole."""

from __future__ import annotations

from .base import OwnResource, Properties, ResourceType, Where, resource_type

# IAM reads the certificate itself if there is none; moto needs one.
THUMBPRINT = "0" * 40


@resource_type("AWS::IAM::OIDCProvider")
class OpenIdProvider(ResourceType):
    replaced_by = frozenset({"Url"})
    name_property = "Url"

    def create(self, where: Where, properties: Properties) -> OwnResource:
        arn = where.client("iam").create_open_id_connect_provider(
            Url=properties["Url"],
            ClientIDList=properties.get("ClientIdList") or [],
            ThumbprintList=properties.get("ThumbprintList") or [THUMBPRINT],
            Tags=where.all_tags(properties),
        )["OpenIDConnectProviderArn"]
        return OwnResource(arn, {"Arn": arn})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        iam, arn = where.client("iam"), resource.physical_resource_id
        now, earlier = properties.get("ClientIdList") or [], before.get("ClientIdList") or []
        for client in [one for one in now if one not in earlier]:
            iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=client)
        for client in [one for one in earlier if one not in now]:
            iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=client)
        iam.update_open_id_connect_provider_thumbprint(
            OpenIDConnectProviderArn=arn, ThumbprintList=properties.get("ThumbprintList") or [THUMBPRINT]
        )

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        iam = where.client("iam")
        if self.actual(where, resource) is not None:
            iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=resource.physical_resource_id)

    def actual(self, where: Where, resource: OwnResource) -> Properties | None:
        iam = where.client("iam")
        try:
            found = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=resource.physical_resource_id)
        except iam.exceptions.NoSuchEntityException:
            return None
        return {
            "Url": f"https://{found['Url'].removeprefix('https://')}",
            "ClientIdList": found["ClientIDList"],
            "ThumbprintList": found["ThumbprintList"],
        }


@resource_type("AWS::IAM::ServiceLinkedRole")
class ServiceLinkedRole(ResourceType):
    replaced_by = frozenset({"AWSServiceName", "CustomSuffix"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        names = {"AWSServiceName": "AWSServiceName", "Description": "Description", "CustomSuffix": "CustomSuffix"}
        role = where.client("iam").create_service_linked_role(
            **{name: properties[key] for name, key in names.items() if key in properties}
        )["Role"]
        return OwnResource(role["RoleName"], {"RoleName": role["RoleName"]})

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        where.client("iam").update_role(
            RoleName=resource.physical_resource_id, Description=properties.get("Description", "")
        )

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        where.client("iam").delete_service_linked_role(RoleName=resource.physical_resource_id)
