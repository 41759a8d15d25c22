import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { ResourceChange, ReviewedChange } from "../../../definition/feature";
import { FEATURES } from "../../../features";
import { PEOPLE_RESOURCES } from "../../../features/people/effect/accessBefore";
import type { RecordedResource } from "../../golden/recorder";
import { load } from "../definition/definitionFixtures";
import { assertAskedOrReasoned } from "../../review/unaskedChanges";
import { changeOf, typeOf } from "./changedDefinitions";

const GOLDEN = ["dev", "grown", "changed", "baseline", "security"];
/** What the organisation itself consists of: no feature speaks of it. */
const OF_THE_ORGANIZATION =
    /^(?:aws-organization:index:|aws:organizations\/(?:organization|organizationalUnit|account|policy|policyAttachment):|pulumi-nodejs:dynamic\/organizations:)/;

/** A resource that no golden file has. */
function unrecorded(type: string, name: string): RecordedResource {
    const urn = `urn:pulumi:golden::aws-organization::aws-organization:index:Organization$${type}::${name}`;
    return { urn, inputs: {}, options: {} };
}

const RESOURCES: readonly RecordedResource[] = [
    ...GOLDEN.flatMap(
        (name) =>
            JSON.parse(
                fs.readFileSync(path.join(__dirname, `../../golden/${name}.json`), "utf8"),
            ) as RecordedResource[],
    ),
    ...Object.values(PEOPLE_RESOURCES).map((type) => unrecorded(type, "Admin@platform")),
    unrecorded("aws:costexplorer/costAllocationTag:CostAllocationTag", "Owner"),
    unrecorded("aws:iam/organizationsFeatures:OrganizationsFeatures", "central-root-access"),
    unrecorded("aws:organizations/resourcePolicy:ResourcePolicy", "resource-policy"),
];

const model = load(`
defaults: { email: "{account}@example.com" }
units: { U: { accounts: { shop: {} } } }
`);

function reviewed(changes: readonly ResourceChange[]): readonly ReviewedChange[] {
    const state = { day: "2026-11-27", accounts: new Map(), resources: new Map() };
    return FEATURES.flatMap(
        (feature) => feature.reviewedChanges?.(model.features.get(feature), changes, state, model) ?? [],
    );
}

describe("the words of all features in a review", () => {
    for (const operation of ["create", "import", "update", "replace", "delete", "forget"] as const) {
        it(`claim each resource of a feature once: ${operation}`, () => {
            const changes = RESOURCES.filter(({ urn }) => !OF_THE_ORGANIZATION.test(typeOf(urn))).map((one) => {
                const change = changeOf(
                    operation,
                    operation === "create" || operation === "import" ? undefined : one,
                    operation === "delete" || operation === "forget" ? undefined : one,
                );
                return operation === "update" ? { ...change, properties: ["tags"] } : change;
            });
            const once = [...new Map(changes.map((change) => [change.urn, change])).values()];
            const found = reviewed(once);
            const urns = found.flatMap(({ resources }) => resources);
            assert.deepEqual(urns.toSorted(), once.map(({ urn }) => urn).toSorted());
            for (const one of found) assertAskedOrReasoned(one);
            for (const { text, details } of found) {
                for (const sentence of [text, ...details]) assert.match(sentence, /^[A-Z0-9`].*[a-zA-Z0-9)"*].*\.$/);
                assert.doesNotMatch(text, /undefined|NaN|\(\)| {2}|\bnone\b/);
            }
        });
    }

    it("say nothing of what the organisation consists of, nor of nothing", () => {
        const changes = RESOURCES.filter(({ urn }) => OF_THE_ORGANIZATION.test(typeOf(urn)));
        assert.ok(changes.length > 0);
        assert.deepEqual(reviewed(changes.map((one) => changeOf("create", undefined, one))), []);
        assert.deepEqual(reviewed([]), []);
    });
});
