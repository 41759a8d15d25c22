"""Additions to moto's other services, made when a service is first called, because importing them takes seconds."""

from __future__ import annotations

from functools import cache


@cache
def ensure(service: str) -> None:
    if service == "ram":
        from . import moto_ram

        moto_ram.install()
    elif service == "s3":
        from . import moto_s3

        moto_s3.install()
    elif service == "cloudformation":
        from . import moto_cloudformation

        moto_cloudformation.install()
    elif service == "config":
        from . import moto_config

        moto_config.install()
    elif service == "kms":
        from . import moto_kms

        moto_kms.install()
    elif service == "iam":
        from . import moto_access_report, moto_iam, moto_iam_identities, moto_root_user

        moto_iam.install()
        moto_iam_identities.install()
        moto_access_report.install()
        moto_root_user.install()
    elif service == "sts":
        from . import moto_sts

        moto_sts.install()
