import assert from "node:assert/strict";
import * as path from "node:path";
import { FEATURES } from "../../../../../../features";
import { FEATURE_DRIFTS } from "../../../../../../features/drifts";
import type { DriftItem } from "../../../../../../operations/commands/drift/driftItem";
import { takeOverAll } from "../../../../../../operations/commands/drift/takeOver/takeOverPlan";
import { DefinitionDraft } from "../../../../../../operations/edit/definitionDraft";
import { Files, inFolder, loadDefinition, yaml } from "../../../../definition/definitionFixtures";
import { driftItem, ROOT } from "../driftItems";
import { DOCUMENT, NEW_ACCOUNT, NEW_UNIT, subject, unit } from "./takeOverCases";

/** The platform team's file, and those of two other teams. */
const FILES = new Files({
    "organization.yaml": yaml`
        organization: { serviceAccess: [sso.amazonaws.com] }
        defaults: { email: "aws+{account}@example.com" }
        people: { groups: { shop: {}, data: {} } }
        policies: { own: { guardrail: deny-root-user } }
        units: { Workloads: { guardrails: [own] }, Data: {} }
        access: [{ who: shop, permissionSet: read-only, where: [till] }]
    `,
    "data.yaml": yaml`
        policies: { lake: { guardrail: deny-purchases } }
        units: { Data: { guardrails: [lake] } }
        accounts: { lake: { unit: Data } }
        access: [{ who: data, permissionSet: read-only, where: [lake] }]
    `,
    "shop.yaml": yaml`
        accounts: { till: { unit: Workloads } }
    `,
});

const POLICY = driftItem(
    {
        kind: "policy-made",
        is: { name: "no-bots", type: "SERVICE_CONTROL_POLICY", description: "", content: DOCUMENT },
    },
    subject("policy", "no-bots", "p-12345678"),
);
const madeIn = (parent: ReturnType<typeof unit>): DriftItem =>
    driftItem(
        {
            kind: "account-made",
            is: { name: "lab", email: "lab@example.com", state: "ACTIVE", joinedMethod: "CREATED", parent },
        },
        NEW_ACCOUNT,
    );
const UNIT = driftItem({ kind: "unit-made", is: { name: "Labs", parent: ROOT } }, NEW_UNIT);
const UNIT_IN_WORKLOADS = driftItem({ kind: "unit-made", is: { name: "Labs", parent: unit("Workloads") } }, NEW_UNIT);
const ACCESS = driftItem(
    {
        kind: "access-given",
        permissionSet: subject("permission-set", "billing"),
        accounts: [{ kind: "account", id: "1", key: "till", name: "till" }],
    },
    subject("group", "data"),
);

/** The files that are written, and what is said of the choice. */
function written(item: DriftItem, into?: string): { files: string[]; said: string[] } {
    return inFolder(FILES, (folder) => {
        const name = (file: string): string => path.relative(folder, file);
        const draft = new DefinitionDraft(folder, FEATURES, into === undefined ? undefined : path.join(folder, into));
        const context = { draft, tags: new Map(), day: "2026-11-28", managementAccountId: "999999999999" };
        takeOverAll([item], { ...context, before: loadDefinition(folder) }, FEATURE_DRIFTS);
        return {
            files: draft.changed.map(name),
            said: draft.choices.map(
                ({ what, file, others }) => `${what}: ${name(file)}, not ${others.map(name).join()}`,
            ),
        };
    });
}

describe("org take-over: the file that something new is written into", () => {
    for (const [what, item, into, files, said] of [
        [
            "the one of the organisation",
            POLICY,
            undefined,
            ["organization.yaml"],
            ["policies.no-bots: organization.yaml, not data.yaml"],
        ],
        ["another one with policies", POLICY, "data.yaml", ["data.yaml"], []],
        ["one without policies", POLICY, "shop.yaml", ["shop.yaml"], []],
        [
            "the one with the accounts of the unit",
            madeIn(unit("Data")),
            undefined,
            ["data.yaml"],
            ["account lab: data.yaml, not shop.yaml"],
        ],
        ["another one for an account", madeIn(unit("Data")), "shop.yaml", ["shop.yaml"], []],
        ["one that does not have the account's unit", madeIn(unit("Workloads")), "data.yaml", ["data.yaml"], []],
        [
            "the one of the organisation, which has units",
            UNIT,
            undefined,
            ["organization.yaml"],
            ["units.Labs: organization.yaml, not data.yaml"],
        ],
        ["the only one that has the unit above", UNIT_IN_WORKLOADS, undefined, ["organization.yaml"], []],
        ["the one with the other lines of the group", ACCESS, undefined, ["data.yaml"], []],
        ["another one for access", ACCESS, "organization.yaml", ["organization.yaml"], []],
    ] as const) {
        it(`${item.kind}: ${what}`, () => assert.deepEqual(written(item, into), { files, said }));
    }

    it("is refused where what it belongs to is not written", () => {
        assert.throws(
            () => written(UNIT_IN_WORKLOADS, "data.yaml"),
            /units\.Labs cannot be written into \S*data\.yaml, because what it belongs to is not written there\. Possible: \S*organization\.yaml/,
        );
    });
});
