import assert from "node:assert/strict";
import type { AwsClients } from "../../../aws/awsClients";
import { order } from "../../../program/order";
import { plan, type RunPlan } from "../../../program/plan";
import { registerAtOnce, stackOutputs, type ProgramFeature } from "../../../program/register";
import { fromState } from "../../../program/state";
import { one, provision } from "../components/mockedPulumi";
import { answering, OPTIONS, ORGANIZATION, STACK } from "../program/plan/planSupport";
import { badges, badgesProgram, DEFINITION, loadWith, WITH_BADGES } from "./tinyFeature";

/** Plans a run against an AWS that has only an empty organisation. */
function planned(text: string, existing = STACK): Promise<RunPlan> {
    const aws = answering({
        findOrganization: () => Promise.resolve(ORGANIZATION),
        units: { childrenOf: () => Promise.resolve([]) },
        creations: { quota: () => Promise.resolve({ quota: 100, region: "us-east-1" }) },
        clients: () => ({}) as AwsClients,
    });
    return plan(loadWith(text), existing, aws, OPTIONS, [badgesProgram]);
}

describe("the run of a test's own feature", () => {
    it("asks AWS for what the feature needs, and shows its refusals and warnings with the others", async () => {
        const existing = {
            ...STACK,
            ...fromState({
                "urn:pulumi:test::aws-organization::test:index:Badge::gone": {
                    type: "test:index:Badge",
                    outputs: { text: "old" },
                },
            }),
            accounts: STACK.accounts,
        };
        const refused = await planned(DEFINITION, existing);
        assert.deepEqual(
            refused.refusals.map(({ message }) => message),
            ['the badge "old" of gone (undefined) would be lost'],
        );
        const { refusals, notes, found } = await planned(DEFINITION.replace("motto: onward\n", ""));
        assert.deepEqual(refusals, []);
        assert.deepEqual(found.get("badges"), { printed: 4 });
        const messages = notes.map(({ message }) => message);
        assert.ok(messages.includes("4 badges are printed already"), messages.join("\n"));
        assert.ok(messages.includes("the badges have no motto"));
    });

    it("registers its resources below each account and the organisation, and its outputs", async () => {
        const run = await planned(DEFINITION);
        const { result, registered } = await provision(() =>
            stackOutputs(run, registerAtOnce(run, order(run.model, run.existing), [badgesProgram])),
        );
        assert.deepEqual(
            registered
                .filter(({ type }) => type === "test:index:Badge")
                .map(({ urn, inputs }) => [urn.replace(/^.*::aws-organization::/, ""), inputs["text"]])
                .sort(),
            [
                ...Object.entries({ a: "team A", b: "team A", c: "guest", own: "mine" }).map(([key, text]) => [
                    `aws-organization:index:Organization$aws-organization:index:Account$test:index:Badge::${key}`,
                    text,
                ]),
                ["aws-organization:index:Organization$test:index:Badge::motto", "onward"],
            ].sort(),
        );
        assert.equal(one(registered, "test:index:Badge", "a").inputs["accountId"], "account:a");
        assert.deepEqual(result["badges"], { motto: "onward", printed: 4, printers: ["a", "b", "c", "own"] });
    });

    it("holds back what AWS refuses before all features are in force", async () => {
        const { applied, waiting } = loadWith(DEFINITION).features.heldBack();
        assert.deepEqual(waiting, ["4 badges"]);
        assert.equal(applied.get(badges).accounts.size, 0);
        assert.deepEqual(await Promise.resolve(applied.features), WITH_BADGES);
    });

    it("reviews the definition, and not the part of it that is applied, while the organisation waits for all features", async () => {
        const existing = {
            ...STACK,
            featureSet: "CONSOLIDATED_BILLING",
            ...fromState({
                "urn:pulumi:test::aws-organization::test:index:Badge::a": {
                    type: "test:index:Badge",
                    outputs: { text: "team A" },
                },
            }),
            organizationId: STACK.organizationId,
            accounts: STACK.accounts,
        };
        const aws = answering({
            findOrganization: () => Promise.resolve({ ...ORGANIZATION, featureSet: "CONSOLIDATED_BILLING" }),
            units: { childrenOf: () => Promise.resolve([]) },
            creations: { quota: () => Promise.resolve({ quota: 100, region: "us-east-1" }) },
            clients: () => ({}) as AwsClients,
            organization: {
                features: () =>
                    Promise.resolve({
                        featureSet: "CONSOLIDATED_BILLING",
                        members: [{ id: "111122223333", name: "old", invited: true }],
                        handshakes: [],
                    }),
            },
        });
        const model = loadWith(DEFINITION.replace("organization: {", "organization: { featureSet: ALL,"));
        const { refusals, features } = await plan(
            model,
            { ...existing, featureSet: "CONSOLIDATED_BILLING" },
            aws,
            OPTIONS,
            [badgesProgram],
        );
        assert.deepEqual(refusals, [], "no badge is lost: the definition still has it");
        assert.equal(features.get(badges).accounts.size, 0, "the badges wait");
    });

    it("refuses an output that exists already", async () => {
        const run = await planned(DEFINITION);
        const shows = (name: string): ProgramFeature => ({
            feature: badges,
            register: () => ({ [name]: 1 }),
        });
        const outputs = (...programs: ProgramFeature[]) =>
            provision(() => stackOutputs(run, registerAtOnce(run, order(run.model, run.existing), programs)));
        await assert.rejects(outputs(shows("accounts")), /an output accounts, as the organisation has/);
        await assert.rejects(outputs(shows("badges"), badgesProgram), /an output badges, as another/);
    });
});
