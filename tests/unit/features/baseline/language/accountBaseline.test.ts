import assert from "node:assert/strict";
import { baseline } from "../../../../../features/baseline/definition";
import { Origins } from "../../../../../definition/valueOrigins";
import { inFolder, loadDefinition } from "../../../definition/definitionFixtures";
import { loadBaseline, ORGANISATION, UNITS } from "../baselineFixture";

const TEXT = `
baseline: { password-policy: { minimumLength: 16 }, ebs-encryption: , index: { block: search-index } }
units:
    Workloads:
        baseline: { password-policy: { maximumAge: 90 } }
        units:
            Production: { baseline: { password-policy: { minimumLength: 20 } }, accounts: { shop-prod: {} } }
        accounts: { shop-dev: { baseline: { index: false, reader: { block: read-only-role, trustedAccounts: ["111122223333"] } } } }
    Sandbox: { kind: sandbox, accounts: { play: {} } }
`;

describe("the baseline of an account", () => {
    it("has the values of the nearest places, parameter by parameter", () => {
        const { model, planned } = loadBaseline(TEXT);
        const of = (account: string): unknown =>
            Object.fromEntries(
                (planned.get("password-policy")?.accounts ?? []).map(({ key, overrides }) => [key, overrides]),
            )[account];
        assert.deepEqual(of("play"), {});
        assert.deepEqual(Object.keys(of("shop-dev") as object).length, 1);
        assert.deepEqual(Object.keys(of("shop-prod") as object).length, 2);
        const blocks = (account: string): string[] =>
            (model.accounts.get(account)?.blocks ?? []).map(({ block }) => block);
        assert.deepEqual(blocks("shop-dev"), ["ebs-encryption", "password-policy", "reader"]);
        assert.deepEqual(blocks("play"), ["ebs-encryption", "index", "password-policy"]);
        assert.equal(model.blocks.find(({ key }) => key === "index")?.kind, "search-index");
    });

    it("is reached by name if it is the account's own, and automatically if all of a unit has it", () => {
        const { planned } = loadBaseline(TEXT);
        assert.equal(planned.get("reader")?.isAutomatic, false);
        assert.deepEqual(planned.get("reader")?.targets, [{ unit: "Workloads", regions: [] }]);
        assert.deepEqual(planned.get("index")?.excluded, ["shop-dev"]);
        assert.equal(planned.get("index")?.isAutomatic, true);
        assert.equal(planned.get("index")?.name, "baseline-index");
    });

    it("is in the first ring that its units are for", () => {
        const rings = (text: string): unknown =>
            Object.fromEntries([...loadBaseline(text).model.accounts].map(([key, { ring }]) => [key, ring]));
        const text = `baseline: { password-policy: }\n${UNITS}`;
        assert.deepEqual(rings(text), {
            "data-prod": "Workloads/Production",
            play: "Sandbox",
            "shop-dev": "others",
            "shop-prod": "Workloads/Production",
        });
        const own = loadBaseline(
            `rollOut: { rings: [[Workloads/NonProduction], [Sandbox]], failureTolerance: 5%, concurrency: 25% }\n${text}`,
        ).model;
        assert.deepEqual(own.rollOut, {
            rings: [
                { name: "Workloads/NonProduction", units: ["Workloads/NonProduction"] },
                { name: "Sandbox", units: ["Sandbox"] },
                { name: "others", units: [] },
            ],
            failureTolerance: "5%",
            concurrency: "25%",
        });
        assert.deepEqual(own.accounts.get("shop-prod")?.ring, "others");
    });

    it("is shown with the place that says it", () => {
        inFolder(ORGANISATION + TEXT, (folder) => {
            const model = loadDefinition(folder);
            const origins = new Origins(model);
            const account = model.accounts.find(({ key }) => key === "shop-prod");
            assert.ok(account);
            const [section] = model.features.facts(account, origins).filter(({ key }) => key === "baseline");
            assert.deepEqual(
                section?.facts.map(({ name, value, from }) => [
                    name,
                    value.replace(/^[^,]*/, "..."),
                    from?.split(":")[1],
                ]),
                [
                    ["ebs-encryption", "..., in eu-central-1 and eu-west-1", "6"],
                    ["index", "..., in eu-central-1 and eu-west-1", "6"],
                    ["password-policy", section?.facts[2]?.value.replace(/^[^,]*/, "..."), "11"],
                ],
            );
            assert.match(section?.facts[2]?.value ?? "", /, with .*20/);
            const json = model.features.accountValues("shop-dev").baseline as Record<string, { regions: string[] }>;
            assert.deepEqual(Object.keys(json), ["ebs-encryption", "password-policy", "reader"]);
            assert.deepEqual(json["ebs-encryption"]?.regions, ["eu-central-1", "eu-west-1"]);
        });
    });

    it("changes for one account alone if only that account is edited", () => {
        const one = loadBaseline(TEXT).model;
        const other = loadBaseline(TEXT.replace("play: {}", "play: { state: quarantined }, more: {}")).model;
        assert.deepEqual(one.blocks, other.blocks);
        assert.deepEqual(one.rollOut, other.rollOut);
        assert.deepEqual(one.accounts.get("shop-prod"), other.accounts.get("shop-prod"));
        assert.notDeepEqual(one.accounts.get("play"), other.accounts.get("play"));
    });

    it("has words for what happens to the account", () => {
        const { model, organization } = loadBaseline(TEXT);
        const words = (key: string, kind: "addition" | "closing" | "hand-over" | "quarantine" | "expiry"): string => {
            const account = organization.accounts.find((one) => one.key === key);
            assert.ok(account);
            return (baseline.wordsOnAccount?.(model, account, { kind }) ?? []).join("\n");
        };
        assert.match(
            words("play", "addition"),
            /^The baseline sets up 3 blocks \(ebs-encryption, index and password-policy\) in it/,
        );
        assert.match(words("play", "quarantine"), /stays as it is/);
        assert.match(words("play", "closing"), /ends with the account/);
        assert.match(
            words("shop-dev", "hand-over"),
            /AWS deletes the stacks of ebs-encryption and password-policy in it.*\nThe stacks of reader stay in it/,
        );
        assert.equal(words("play", "expiry"), "");
        assert.equal(
            (baseline.wordsOnAccount?.(loadBaseline(UNITS).model, { key: "play" } as never, { kind: "closing" }) ?? [])
                .length,
            0,
        );
    });

    it("waits while the organisation has not all features", () => {
        const { model } = loadBaseline(TEXT);
        const held = baseline.heldBack?.(model);
        assert.deepEqual([held?.waiting, held?.applied.blocks.length], [["baseline"], 0]);
        assert.deepEqual(baseline.heldBack?.(loadBaseline(UNITS).model).waiting, []);
    });

    it("has roles whose statements are checked like those of policies", () => {
        const { organization } = loadBaseline(`
baseline: { oncall: { roles: { oncall: { trust: { services: lambda.amazonaws.com }, statements: [{ Effect: Allow, Action: "s3:GetObjekt", Resource: "*" }] } } } }
${UNITS}`);
        const [document] = organization.features.documents();
        assert.equal(document?.name, "role oncall");
        assert.deepEqual(document.path, ["baseline", "oncall", "roles", "oncall"]);
        assert.match(document.content, /s3:GetObjekt/);
    });
});
