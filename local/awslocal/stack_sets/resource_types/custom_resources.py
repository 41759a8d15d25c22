"""Custom resources, which a function of the template makes. Its own code runs (function_runs.py).

Source: "Custom resource request and response reference" in the user guide. All values reach the function as texts. CloudFormation asks for the
deletion of the old resource if an update gives another id, and of one whose creation failed.
"""

from __future__ import annotations

import json
from typing import Any

from moto.moto_api._internal import mock_random

from .base import TYPES, OwnResource, Properties, ResourceType, Where

MOST_BYTES_OF_AN_ANSWER = 4_096
NOT_PASSED = ("ServiceTimeout", "__type")


class CustomResource(ResourceType):
    replaced_by = frozenset({"ServiceToken"})

    def create(self, where: Where, properties: Properties) -> OwnResource:
        try:
            answer = self._ask(where, "Create", properties)
        except CustomResourceFailure as failure:
            self._try_to_delete(where, failure.physical_id, properties)
            raise
        return OwnResource(answer["PhysicalResourceId"], answer["Data"])

    def update(self, where: Where, resource: OwnResource, before: Properties, properties: Properties) -> None:
        old = resource.physical_resource_id
        answer = self._ask(where, "Update", properties, old, before)
        resource.physical_resource_id, resource.attributes = answer["PhysicalResourceId"], answer["Data"]
        if resource.physical_resource_id != old:
            self._try_to_delete(where, old, before)

    def delete(self, where: Where, resource: OwnResource, properties: Properties) -> None:
        self._ask(where, "Delete", properties, resource.physical_resource_id)

    def _try_to_delete(self, where: Where, physical_id: str, properties: Properties) -> None:
        try:
            self._ask(where, "Delete", properties, physical_id)
        except CustomResourceFailure:
            return

    def _ask(
        self,
        where: Where,
        kind: str,
        properties: Properties,
        physical_id: str | None = None,
        before: Properties | None = None,
    ) -> dict[str, Any]:
        from ..function_runs import function_of, run_function

        token = properties["ServiceToken"]
        request_id = str(mock_random.uuid4())
        event: dict[str, Any] = {
            "RequestType": kind,
            "ServiceToken": token,
            "ResponseURL": "http://localhost/cfnresponse",
            "StackId": where.stack_id,
            "RequestId": request_id,
            "LogicalResourceId": where.logical_id,
            "ResourceType": properties.get("__type", "AWS::CloudFormation::CustomResource"),
            "ResourceProperties": _passed(properties),
        }
        if physical_id is not None:
            event["PhysicalResourceId"] = physical_id
        if before is not None:
            event["OldResourceProperties"] = _passed(before)
        answers: list[dict[str, Any]] = []
        failure = ""
        try:
            function = function_of(where.account, where.region, token)
            run_function(where.aws, where.account, where.region, function, event, request_id, answers.append)
        except Exception as error:
            failure = f" The function ended with {type(error).__name__}: {error}."
        if not answers:
            raise CustomResourceFailure(
                f"CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [{request_id}].{failure}",
                physical_id or request_id,
            )
        answer = answers[0]
        if len(json.dumps(answer).encode()) > MOST_BYTES_OF_AN_ANSWER:
            raise CustomResourceFailure("Response object is too long.", answer["PhysicalResourceId"])
        if answer["Status"] != "SUCCESS":
            raise CustomResourceFailure(
                f"Received response status [FAILED] from custom resource. Message returned: {answer['Reason']} (RequestId: {request_id})",
                answer["PhysicalResourceId"],
            )
        return answer


class CustomResourceFailure(Exception):
    def __init__(self, message: str, physical_id: str):
        super().__init__(message)
        self.message = message
        self.physical_id = physical_id


def _passed(properties: Properties) -> Any:
    return _texts({key: value for key, value in properties.items() if key not in NOT_PASSED})


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


TYPES["AWS::CloudFormation::CustomResource"] = CustomResource()
CUSTOM = TYPES["AWS::CloudFormation::CustomResource"]
