import assert from "node:assert/strict";

import {
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    DeleteOrganizationalUnitCommand,
    DeleteOrganizationCommand,
    DescribeOrganizationalUnitCommand,
    EnableAllFeaturesCommand,
    ListParentsCommand,
    UpdateOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";

import { check, CONSTRAINT, INPUT, ABSENT_UNIT, ABSENT_ACCOUNT, organizationUnderTest } from "./shared";

describe("rules of AWS Organizations: organization and units", () => {
    const on = organizationUnderTest();

    check([
        [
            "one organization an account",
            () => on.client.send(new CreateOrganizationCommand({})),
            "AlreadyInOrganizationException",
        ],
        [
            "members must go before the organization",
            () => on.client.send(new DeleteOrganizationCommand({})),
            "OrganizationNotEmptyException",
        ],
        [
            "all features cannot be enabled twice",
            () => on.client.send(new EnableAllFeaturesCommand({})),
            "HandshakeConstraintViolationException",
            "ORGANIZATION_ALREADY_HAS_ALL_FEATURES",
        ],
        [
            "siblings have different names",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: "Workloads" })),
            "DuplicateOrganizationalUnitException",
        ],
        [
            "a unit's parent exists",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: ABSENT_UNIT, Name: "x" })),
            "ParentNotFoundException",
        ],
        [
            "a unit's name has a character",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: "" })),
            INPUT,
            "MIN_LENGTH_EXCEEDED",
        ],
        [
            "a unit's name has at most 128 characters",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: "x".repeat(129) })),
            INPUT,
            "MAX_LENGTH_EXCEEDED",
        ],
        [
            "a unit's name is needed",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: on.root, Name: undefined })),
            INPUT,
            "INPUT_REQUIRED",
        ],
        [
            "a parent is a root or unit",
            () => on.client.send(new CreateOrganizationalUnitCommand({ ParentId: "nonsense", Name: "x" })),
            INPUT,
            "INVALID_PATTERN",
        ],
        [
            "an unknown unit",
            () => on.client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: ABSENT_UNIT })),
            "OrganizationalUnitNotFoundException",
        ],
        [
            "an unknown child",
            () => on.client.send(new ListParentsCommand({ ChildId: ABSENT_ACCOUNT })),
            "ChildNotFoundException",
        ],
    ]);

    it("the same name is allowed under another parent, also for a rename", async () => {
        const other = await on.to.createUnit(on.root, "Other");
        await on.to.createUnit(other, "Workloads");
        const renamed = await on.to.createUnit(on.unit, "Production");
        await on.client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: renamed, Name: "Workloads" }));
        await assert.rejects(
            on.client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: on.unit, Name: "Other" })),
            { name: "DuplicateOrganizationalUnitException" },
        );
        await on.client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: on.unit, Name: "Workloads" }));
        await assert.rejects(on.client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: on.unit })), {
            name: "OrganizationalUnitNotEmptyException",
        });
        await on.client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: renamed }));
    });

    it("units are at most five deep, and at most as many as the quota", async () => {
        let parent = on.root;
        for (let depth = 1; depth <= 5; depth++) {
            parent = await on.to.createUnit(parent, `Depth ${depth}`);
        }
        await assert.rejects(on.to.createUnit(parent, "Depth 6"), {
            name: CONSTRAINT,
            Reason: "OU_DEPTH_LIMIT_EXCEEDED",
        });
        const fill = async (): Promise<void> => {
            for (let index = 0; index < 12; index++) {
                await on.to.createUnit(on.root, `Filler ${index}`);
            }
        };
        await assert.rejects(fill, { name: CONSTRAINT, Reason: "OU_NUMBER_LIMIT_EXCEEDED" });
    });
});
