"""The tags of services that have TagResource, UntagResource and ListTagsForResource with `ResourceTags`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .errors import AwsError
from .registry import Context, Handler, Request, Response


@dataclass(frozen=True)
class ResourceTags:
    """The rules of a service. `too_many` is the exception for a resource with more than `most` tags."""

    most: int
    too_many: str
    invalid: Callable[[str], AwsError]

    def of_request(self, request: Request) -> dict[str, str]:
        tags = {tag["Key"]: tag["Value"] for tag in request.get("ResourceTags") or []}
        if len(tags) < len(request.get("ResourceTags") or []):
            raise self.invalid("A tag key is named twice.")
        self._check(tags)
        return tags

    def _check(self, tags: dict[str, str]) -> None:
        if len(tags) > self.most:
            raise AwsError(self.too_many, f"A resource has at most {self.most} tags.")
        if any(key.lower().startswith("aws:") for key in tags):
            raise self.invalid("The keys of tags must not begin with aws:.")

    def register(
        self,
        operation: Callable[[str], Callable[[Handler], Handler]],
        tags_of: Callable[[Context, Request], dict[str, str]],
    ) -> None:
        """Registers the three operations. `tags_of` finds the tags of the resource that a request names."""

        def tag(context: Context, request: Request) -> None:
            tags = tags_of(context, request)
            added = {**tags, **self.of_request(request)}
            self._check(added)
            tags.update(added)

        def untag(context: Context, request: Request) -> None:
            tags = tags_of(context, request)
            for key in request["ResourceTagKeys"]:
                tags.pop(key, None)

        def list_tags(context: Context, request: Request) -> Response:
            return {"ResourceTags": [{"Key": key, "Value": value} for key, value in tags_of(context, request).items()]}

        operation("TagResource")(tag)
        operation("UntagResource")(untag)
        operation("ListTagsForResource")(list_tags)
