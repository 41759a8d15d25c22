"""What moto lacks of IAM's identities: AWS's names of service-linked roles, and audiences of identity providers.

Sources: the service authorization pages of AWS for the names; botocore's service model of IAM for the errors.
"""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.iam import models
from moto.iam.exceptions import EntityAlreadyExists, IAMException
from moto.iam.models import IAMBackend, Role
from moto.iam.responses import IamResponse

# By the service's principal without .amazonaws.com. moto makes the others of it.
NAMES = {
    "access-analyzer": "AccessAnalyzer",
    "backup": "Backup",
    "config": "Config",
    "guardduty": "AmazonGuardDuty",
    "inspector2": "AmazonInspector2",
    "macie": "AmazonMacie",
    "resource-explorer-2": "ResourceExplorer",
    "securityhub": "SecurityHub",
}


class _RoleTaken(IAMException):
    code = "InvalidInput"


def _create_service_linked_role(self: IamResponse) -> ActionResult:
    try:
        role: Role = self.backend.create_service_linked_role(
            self._get_param("AWSServiceName"), self._get_param("Description"), self._get_param("CustomSuffix")
        )
    except EntityAlreadyExists as error:
        raise _RoleTaken("Service role name has been taken in this account, please try a different suffix.") from error
    return ActionResult({"Role": role})


def _add_client_id(self: IamResponse) -> EmptyResult:
    backend: IAMBackend = self.backend
    provider = backend.get_open_id_connect_provider(self._get_param("OpenIDConnectProviderArn"))
    audience = self._get_param("ClientID")
    if audience not in provider.client_id_list:
        provider.client_id_list.append(audience)
    return EmptyResult()


def install() -> None:
    models.SERVICE_NAME_CONVERSION.update(NAMES)
    IamResponse.create_service_linked_role = _create_service_linked_role
    IamResponse.add_client_id_to_open_id_connect_provider = _add_client_id
