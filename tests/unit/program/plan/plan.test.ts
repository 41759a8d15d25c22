import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { formatPath } from "../../../../definition";
import { accountSettings } from "../../../../features/accountSettings/definition";
import { RunEnd } from "../../../../program/runEndError";
import type { FoundOrganization } from "../../../../program/adoption";
import { PlanFailure } from "../../../../program/plan";
import { fromState, type ExistingResources } from "../../../../program/state";
import { answering, ORGANIZATION, planned, STACK } from "./planSupport";

const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';
const SHOP = { id: "111122223333", name: "shop", email: "shop@example.com", state: "ACTIVE" };
const WITH_SHOP: FoundOrganization = { ...ORGANIZATION, members: [SHOP] };
const DENIAL = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] }';
const DENIAL_JSON = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
const WITH_UNIT: ExistingResources = { ...STACK, units: new Map([["U", { id: "ou-u", name: "U" }]]) };

describe("program: the plan of a run", () => {
    it("asks AWS only what is enabled if nothing changes, and has no notes", async () => {
        const before = {
            ...WITH_UNIT,
            accounts: new Map([["shop", { ...SHOP, unit: "U", parentId: "ou-u", closing: false }]]),
        };
        const { refusals, notes, order, takenOver } = await planned(
            `${DEFAULTS}units: { U: { accounts: { shop: {} } } }`,
            before,
            answering(),
        );
        assert.deepEqual([refusals, notes], [[], []]);
        assert.deepEqual([takenOver.units.size, takenOver.accounts.size, takenOver.policies.size], [0, 0, 0]);
        assert.deepEqual(
            order.steps.map(({ id }) => id),
            ["unit U", "account shop"],
        );
    });

    it("contains the ids of what is found in AWS, also in the model, and notes them in an `up` too", async () => {
        const definition = `${DEFAULTS}policies: { mine: { type: SERVICE_CONTROL_POLICY, document: ${DENIAL} } }\nunits: { U: { accounts: { shop: {} } } }`;
        const aws = answering({
            findOrganization: () => Promise.resolve(WITH_SHOP),
            units: { childrenOf: () => Promise.resolve([{ id: "ou-u", name: "U" }]) },
            policies: {
                list: () => Promise.resolve([{ id: "p-mine", name: "mine", description: "", awsManaged: false }]),
                content: () => Promise.resolve(DENIAL_JSON),
            },
        });
        for (const isPreview of [true, false]) {
            const { model, refusals, takenOver, notes, order } = await planned(definition, STACK, aws, { isPreview });
            assert.deepEqual(refusals, []);
            assert.deepEqual([...takenOver.units], [["U", "ou-u"]]);
            assert.deepEqual([...takenOver.accounts], [["shop", SHOP.id]]);
            assert.deepEqual([...takenOver.policies], [["mine", "p-mine"]]);
            assert.deepEqual([model.units[0]?.id, model.accounts[0]?.id], ["ou-u", SHOP.id]);
            assert.equal(order.steps.length, 3);
            const found = notes.filter(({ topic }) => topic === "found");
            assert.deepEqual(
                found.map(({ severity, message }) => `${severity} ${message.split(" is in ")[0]}`),
                ["info unit U (ou-u)", `info account shop (${SHOP.id})`, "info policy mine (p-mine)"],
            );
        }
    });

    it("contains all refusals of a stage, and skips the stages that depend on it", async () => {
        const before: ExistingResources = {
            ...WITH_UNIT,
            units: new Map([...WITH_UNIT.units, ["Old", { id: "ou-old", name: "Old" }]]),
        };
        const { refusals, order, attachments } = await planned(
            `${DEFAULTS}policies: { mine: { type: SERVICE_CONTROL_POLICY, document: ${DENIAL} } }\nguardrails: [mine]\nunits: { U: { accounts: { shop: {} } } }`,
            before,
            answering({
                findOrganization: () => Promise.resolve({ ...WITH_SHOP, members: [{ ...SHOP, state: "SUSPENDED" }] }),
                policies: {
                    list: () => Promise.resolve([{ id: "p-1", name: "mine", description: "", awsManaged: false }]),
                    content: () => Promise.resolve("{}"),
                },
                creations: { quota: () => Promise.resolve({ quota: 10, region: "us-east-1" }) },
                deletions: {
                    accountsIn: () => Promise.resolve([{ id: "555555555555", name: "stranger" }]),
                    unitsIn: () => Promise.resolve([]),
                },
            }),
        );
        assert.deepEqual(refusals.map(({ path: at }) => formatPath(at)).sort(), [
            "policies.mine",
            "units",
            "units.U.accounts.shop.email",
        ]);
        assert.deepEqual(order.steps, []);
        assert.equal(attachments.root.size, 0);
    });

    it("ends if an assertion fails or the review refuses, without asking what AWS has", async () => {
        const gone = { ...STACK, accounts: new Map([["gone", { ...SHOP, closing: false }]]) };
        const { refusals, notes } = await planned("units: { U: {} }", gone, answering());
        assert.match(refusals.map(({ message }) => message).join(), /^account gone .* no longer in the definition/);
        assert.deepEqual(notes, []);
        const asserted = await planned(
            `${DEFAULTS}units: { U: { accounts: { shop: {} } } }\nassertions: { locked: { in: [shop], cannot: ["s3:GetObject"] } }`,
            STACK,
            answering(),
        );
        assert.equal(formatPath(asserted.refusals[0]?.path ?? []), "assertions.locked");
    });

    it("notes in a preview first what changes, then its effect, then what AWS has", async () => {
        const definition = `${DEFAULTS}policies: { mine: { type: SERVICE_CONTROL_POLICY, document: ${DENIAL} } }\nunits: { U: { guardrails: [mine], accounts: { shop: { expires: 2026-11-25 } } } }`;
        const before: ExistingResources = {
            ...WITH_UNIT,
            accounts: new Map([["shop", { ...SHOP, unit: "U", parentId: "ou-u", closing: false }]]),
        };
        const aws = answering({
            policies: { list: () => Promise.resolve([]) },
            attachments: { attachedTo: () => Promise.resolve([]) },
        });
        const preview = await planned(definition, before, aws, { warnings: ["the state is in danger"] });
        assert.deepEqual(preview.refusals, []);
        const topics = preview.notes.map(({ topic }) => topic);
        assert.deepEqual([...new Set(topics)], ["review", "effect"]);
        assert.equal(preview.notes[0]?.message, "the state is in danger");
        assert.match(preview.notes.map(({ message }) => message).join("\n"), /account shop has expired on 2026-11-25/);
        assert.equal(preview.effect?.looser.length, 0);
        assert.ok((preview.effect?.tighter.length ?? 0) > 0);
        const up = await planned(definition, before, aws, { isPreview: false, warnings: ["the state is in danger"] });
        assert.deepEqual(up.notes, []);
        assert.equal(up.effect, undefined);
        assert.deepEqual(up.order, preview.order);
    });

    it("gives the place in the file for a slip in a policy's document", async () => {
        const typo = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:GetObjekt", Resource: "*" }] }';
        const definition = `policies: { mine: { type: SERVICE_CONTROL_POLICY, document: ${typo} } }\nunits: { U: { guardrails: [mine] } }`;
        const aws = answering({
            policies: { list: () => Promise.resolve([]) },
            attachments: { attachedTo: () => Promise.resolve([]) },
        });
        const { notes } = await planned(definition, WITH_UNIT, aws);
        const messages = notes.map(({ message }) => message).join("\n");
        assert.match(messages, /organization\.yaml:1:114 policies\.mine\.document\.Statement\[0\]\.Action/);
    });

    it("invites an account, and creates none in its place", async () => {
        const { model, invited, invitations, notes, refusals } = await planned(
            `${DEFAULTS}units: { U: { accounts: { shop: { invite: true } } } }`,
            WITH_UNIT,
            answering({
                findOrganization: () => Promise.resolve(ORGANIZATION),
                invitationFacts: () => Promise.resolve({ members: [], handshakes: [] }),
                creations: { quota: () => Promise.resolve({ unknown: "nobody says it" }) },
            }),
        );
        assert.deepEqual(refusals, []);
        assert.deepEqual([model.accounts.length, invited.length, invitations.toSend], [0, 1, 1]);
        assert.deepEqual(
            notes.filter(({ severity }) => severity === "warning").map(({ message }) => message),
            ["Whether AWS allows 1 more accounts was not checked: nobody says it"],
        );
    });

    it("refuses a first run for another organisation before it waits for, invites or looks for anything there", async () => {
        const text = `organization: { id: o-elsewhere12 }\n${DEFAULTS}units: { U: { accounts: { shop: {}, theirs: { invite: true } } } }`;
        const identity = { id: "o-exists1234", managementAccountId: "999999999999" };
        const aws = answering({ organizationIdentity: () => Promise.resolve(identity) });
        const asking = { feature: accountSettings, find: (): never => assert.fail("a feature asks") };
        const options = { warnings: ["a warning"] };
        const { refusals, notes } = await planned(text, fromState({}), aws, options, [asking]);
        assert.deepEqual(
            refusals.map(({ path: at, message }) => `${formatPath(at)} ${message}`),
            [
                "organization.id is o-elsewhere12, but the credentials are for the organisation o-exists1234: check the credentials",
            ],
        );
        assert.deepEqual(notes, []);
    });

    describe("if AWS does not answer a question that the run depends on", () => {
        const definition = `${DEFAULTS}units: { U: { accounts: { shop: { expires: 2026-11-25 } } } }`;
        const silence = new RunEnd("AWS does not say it");
        const silent = (): Promise<never> => Promise.reject(silence);
        const unlisted = { inProgress: () => Promise.reject(new Error("AccessDenied")) };
        const unlimited = { ...unlisted, quota: () => Promise.resolve({ unknown: "nobody says it" }) };
        const [danger, expired] = ["the state is in danger", "account shop has expired"];
        const [running, quota] = ["AWS does not say whether it is still creating", "Whether AWS allows 1 more account"];
        const cases: readonly {
            readonly unanswered: string;
            readonly answers: Parameters<typeof answering>[0];
            readonly isPreview: boolean;
            readonly found: readonly string[];
        }[] = [
            {
                unanswered: "what is enabled",
                answers: { organization: { services: silent } },
                isPreview: true,
                found: [danger],
            },
            {
                unanswered: "the organisation's accounts",
                answers: { findOrganization: silent, creations: unlisted },
                isPreview: true,
                found: [danger, expired, running],
            },
            {
                unanswered: "the organisation's accounts",
                answers: { findOrganization: silent, creations: unlisted },
                isPreview: false,
                found: [running],
            },
            {
                unanswered: "what is in a unit that is deleted",
                answers: {
                    findOrganization: () => Promise.resolve(ORGANIZATION),
                    creations: unlimited,
                    deletions: { accountsIn: silent, unitsIn: silent },
                },
                isPreview: true,
                found: [danger, expired, running, quota],
            },
        ];
        for (const { unanswered, answers, isPreview, found } of cases) {
            it(`fails with the warnings found until then: ${unanswered} (${isPreview ? "preview" : "up"})`, async () => {
                const units = new Map([...WITH_UNIT.units, ["Old", { id: "ou-old", name: "Old" }]]);
                const options = { isPreview, warnings: [danger] };
                await assert.rejects(
                    planned(definition, { ...STACK, units }, answering(answers), options),
                    (failure: PlanFailure) => {
                        assert.ok(failure instanceof PlanFailure);
                        assert.equal(failure.cause, silence);
                        const warnings = failure.notes.filter(({ severity }) => severity === "warning");
                        assert.deepEqual(
                            warnings.map(({ message }) => found.find((text) => message.includes(text)) ?? message),
                            found,
                        );
                        return true;
                    },
                );
            });
        }
    });

    it("needs no Pulumi", function () {
        this.timeout(60_000);
        const { bundle } = createRequire(__filename)("../../../../program/bundle.cjs") as {
            bundle: (entry: string, outfile: string) => string;
        };
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plan-"));
        try {
            const entry = path.resolve(__dirname, "../../../../program/plan/index.ts");
            const text = fs.readFileSync(bundle(entry, path.join(folder, "plan.js")), "utf8");
            assert.doesNotMatch(text, /(?:require|import)\("@pulumi/);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });
});
