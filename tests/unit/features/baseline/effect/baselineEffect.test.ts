import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import { packedAccounts, unpackedAccounts } from "../../../../../cloudformation/packedBlock";
import type { ExistingState } from "../../../../../definition/feature";
import { baselineEffect } from "../../../../../features/baseline/effect/baselineEffect";
import { BASELINE_LIBRARY } from "../../../../../features/baseline/library";
import { BLOCK_RESOURCE } from "../../../../../features/baseline/plan/homeRegion";
import { loadBaseline, UNITS } from "../baselineFixture";
import { NO_STATE, stateAfterUp } from "../baselineState";

/** Its warnings have `! ` before them. */
async function effectOf(text: string, before: ExistingState, isFull = false): Promise<string> {
    const { model, organization } = loadBaseline(text);
    const effect = await baselineEffect(model, organization, before, isFull, BASELINE_LIBRARY);
    const { lost = [], other = [] } = effect ?? {};
    return [...lost.map((one) => `! ${messageText(one)}`), ...other.map(messageText)].join("\n");
}
const accountsIn = ({ resources }: ExistingState): ReturnType<typeof unpackedAccounts> =>
    unpackedAccounts(resources.get(BLOCK_RESOURCE)?.[0]?.outputs["accounts"]);
const stateOf = (text: string, changed = {}): ExistingState => stateAfterUp(loadBaseline(text), changed);
const ROLE = (more = ""): string =>
    `baseline: { oncall: { roles: { oncall: { trust: { accounts: "111122223333" }, managedPolicies: [ReadOnlyAccess]${more} } } } }\n${UNITS}`;

describe("the effect of a changed baseline", () => {
    it("is nothing without one, and when nothing changes", async () => {
        assert.equal(await effectOf(UNITS, NO_STATE), "");
        const text = `baseline: { password-policy: , ebs-encryption: }\n${UNITS}`;
        assert.equal(await effectOf(text, stateOf(text)), "");
    });

    it("says where new blocks come, and what they make", async () => {
        assert.equal(
            await effectOf(`baseline: { read-only-role: { trustedAccounts: ["111122223333"] } }\n${UNITS}`, NO_STATE),
            `Baseline: block read-only-role is new (Role that reads) in 4 accounts: data-prod, play, shop-dev and shop-prod
  - makes 1 resource: Role (AWS::IAM::Role)
Baseline: the order is Sandbox (1 account), then others (1 account), then Workloads/Production (2 accounts). An account that fails stops it, and the next \`up\` goes on`.replace(
                "Role that reads",
                loadBaseline(`baseline: { read-only-role: { trustedAccounts: ["111122223333"] } }`).model.blocks[0]
                    ?.title ?? "",
            ),
        );
    });

    it("counts accounts, stacks and regions", async () => {
        const text = await effectOf(`baseline: { search-index: }\n${UNITS}`, NO_STATE);
        assert.match(text, /is new \(.*\) in 4 accounts, 8 stacks in eu-central-1 and eu-west-1: data-prod, play/);
    });

    it("says resource by resource what a changed template does, the dangerous first", async () => {
        const before = stateOf(ROLE());
        const text = await effectOf(ROLE(', path: /ops/, description: "On call"'), before);
        assert.match(
            text,
            /^! Baseline: block oncall changes in 4 accounts in eu-central-1: data-prod, play, shop-dev and shop-prod\n {2}- REPLACED: RoleOncall \(AWS::IAM::Role\), in Path; the old one is deleted\n/,
        );
        assert.match(
            await effectOf(ROLE(', description: "On call"'), before),
            /^Baseline: [^]*\n {2}- changes: RoleOncall \(AWS::IAM::Role\), in Description\n/,
        );
        const other = await effectOf(ROLE().replace("oncall: { trust", "night: { trust"), before);
        assert.match(
            other,
            /^! Baseline: [^]*- DELETED: RoleOncall \(AWS::IAM::Role\)\n {2}- makes RoleNight \(AWS::IAM::Role\)\n/,
        );
    });

    it("groups accounts by what changes in them, and sees what a parameter replaces", async () => {
        const text = (name: string, own = ""): string =>
            `baseline: { read-only-role: { name: ${name}, trustedAccounts: ["111122223333"] } }\n${UNITS.replace("play: {}", `play: { ${own} }`)}`;
        const before = stateOf(text("reader", "baseline: { read-only-role: { name: play-reader } }"));
        const found = await effectOf(text("looker", "baseline: { read-only-role: { name: play-reader } }"), before);
        assert.match(
            found,
            /changes in 3 accounts in eu-central-1: data-prod, shop-dev and shop-prod\n {2}- parameter Name: "looker" instead of "reader"\n {2}- REPLACED: Role \(AWS::IAM::Role\), in RoleName/,
        );
        assert.doesNotMatch(found, /play/);
    });

    it("says what an ended block deletes, and what stays", async () => {
        const before = stateOf(`baseline: { config-recorder: }\n${UNITS}`);
        const text = await effectOf(UNITS, before);
        assert.match(
            text,
            /^! Baseline: block config-recorder ENDS in 4 accounts, 8 stacks in eu-central-1 and eu-west-1/,
        );
        assert.match(text, /- DELETED: .*FunctionRole \(AWS::IAM::Role\)/);
        assert.match(text, /- stays in the account, and is no longer managed: History \(AWS::S3::Bucket\)/);
        assert.ok(text.includes(`- ${BASELINE_LIBRARY.get("config-recorder")?.whenRemoved ?? ""}`));
    });

    it("says what an account that moves gets, loses and keeps", async () => {
        const units = (one: string, two: string): string => `
baseline: { password-policy: }
units:
    One: { baseline: { ebs-encryption: , search-index: }, accounts: { ${one} } }
    Two: { baseline: { ebs-encryption: , read-only-role: { trustedAccounts: ["111122223333"] } }, accounts: { ${two} } }
`;
        const text = await effectOf(units("b: {}", "a: {}"), stateOf(units("a: {}, b: {}", "")));
        // The line of the account says it.
        assert.doesNotMatch(text, /comes into/);
        assert.match(
            text,
            /^! Baseline: block search-index leaves 1 account, 2 stacks in eu-central-1 and eu-west-1: a\n/,
        );
        assert.match(
            text,
            /\n! Baseline: 1 account moves\n {2}- a, from One to Two: gets read-only-role; loses search-index; has ebs-encryption deleted and set up anew, because .*; keeps password-policy as before/,
        );
    });

    it("says of a move what divides a block at the root", async () => {
        const units = (one: string, two: string): string => `
baseline: { ebs-encryption: }
units:
    One: { regions: [eu-central-1], accounts: { ${one} } }
    Two: { regions: [eu-central-1, eu-west-1], accounts: { ${two} } }
`;
        const text = await effectOf(units("b: {}", "a: {}, c: {}"), stateOf(units("a: {}, b: {}", "c: {}")));
        assert.match(
            text,
            /has ebs-encryption deleted and set up anew, because .* where its regions are not the same everywhere, or a place has `false` \(give the block the same regions in both units/,
        );
        assert.doesNotMatch(text, /place above both/);
    });

    it("says of a move what AWS does by the targets that it has before the StackSet changes", async () => {
        const units = (root: string, unit: string, one: string, two: string): string =>
            `${root}\nunits: { One: { ${unit}accounts: { ${one} } }, Two: { ${unit}accounts: { ${two} } } }`;
        const block = "baseline: { ebs-encryption: }";
        const [atRoot, atUnits] = [
            (one: string, two: string) => units(block, "", one, two),
            (one: string, two: string) => units("", `${block}, `, one, two),
        ];
        const through = (target: (account: string) => string, text: string): ExistingState => {
            const loaded = loadBaseline(text);
            const accounts = accountsIn(stateAfterUp(loaded)).map((one) => ({ ...one, target: target(one.name) }));
            return stateAfterUp(loaded, { "ebs-encryption": { accounts: packedAccounts(accounts) } });
        };
        const ofRoot = through(() => "r-1", atRoot("a: {}, b: {}", "c: {}"));
        assert.doesNotMatch(await effectOf(atUnits("b: {}", "a: {}, c: {}"), ofRoot), /set up anew/);
        const ofUnits = through((key) => (key === "c" ? "ou-2" : "ou-1"), atUnits("a: {}, b: {}", "c: {}"));
        assert.match(
            await effectOf(atRoot("b: {}", "a: {}, c: {}"), ofUnits),
            /a, from One to Two: has ebs-encryption deleted/,
        );
    });

    it("says in one line what new accounts get that get the same", async () => {
        const blocks = "baseline: { password-policy: , ebs-encryption: { regions: [eu-central-1] } }";
        const units = (sandbox: string, more = ""): string =>
            `${blocks}\nunits: { Sandbox: { accounts: { a: {}, ${sandbox} } }, Lab: { baseline: { search-index: }, accounts: { b: {}, ${more} } } }`;
        const before = stateOf(units(""));
        assert.equal(
            await effectOf(units("new: {}"), before),
            "Baseline: new account new gets ebs-encryption (eu-central-1) and password-policy",
        );
        assert.equal(
            await effectOf(units("new: {}, other: {}"), before),
            "Baseline: 2 new accounts (new and other) get ebs-encryption (eu-central-1) and password-policy",
        );
        const text = await effectOf(units("new: {}, other: {}", "last: {}"), before);
        assert.match(
            text,
            /^Baseline: 3 new accounts\n {2}- last gets ebs-encryption \(eu-central-1\), password-policy and search-index \(eu-central-1 and eu-west-1\)\n {2}- new and other get /,
        );
        assert.match(await effectOf(units("new: {}"), before, true), /block password-policy comes into 1 account/);
        // Of a block that is new, the accounts are named there.
        assert.match(
            await effectOf(units("new: {}").replace("password-policy:", "password-policy: , search-index:"), before),
            /^Baseline: block search-index comes into 1 account[^]*: a\n[^]*Baseline: new account new gets ebs-encryption \(eu-central-1\), password-policy and search-index/,
        );
    });

    it("does not warn where nothing is lost", async () => {
        const kept = (value: string): string => `baseline: { password-policy: { keepStacks: ${value} } }\n${UNITS}`;
        assert.match(await effectOf(UNITS, stateOf(kept("true"))), /^Baseline: block password-policy ENDS in/);
    });

    it("is nothing for a move below a place that has all blocks", async () => {
        const units = (one: string, two: string): string =>
            `baseline: { password-policy: , ebs-encryption: }\nunits: { One: { accounts: { ${one} } }, Two: { accounts: { ${two} } } }`;
        assert.equal(await effectOf(units("", "a: {}"), stateOf(units("a: {}", ""))), "");
    });

    it("says that a quarantined account stays as it is, and what the last run left undone", async () => {
        const text = `baseline: { password-policy: }\n${UNITS}`;
        const loaded = loadBaseline(text);
        const before = stateAfterUp(loaded, {
            "password-policy": {
                pending: [...stateAfterUp(loaded).accounts]
                    .filter(([key]) => key === "shop-dev")
                    .map(([, { id }]) => id),
            },
        });
        assert.match(
            await effectOf(text, before),
            /^Baseline: block password-policy: the last run did not get through in 1 account \(shop-dev\)\. This run tries again/,
        );
        const quarantined = text.replace("play: {}", "play: { state: quarantined }");
        assert.match(
            await effectOf(
                quarantined.replace("password-policy:", "password-policy: { minimumLength: 20 }"),
                stateOf(text),
            ),
            /changes in 3 accounts[^]*Baseline: block password-policy stays as it is in 1 account \(play\): quarantined/,
        );
        const more = quarantined.replace("shop-dev: {}", "shop-dev: {}, more: {}");
        assert.doesNotMatch(await effectOf(more, stateOf(quarantined)), /stays as it is/);
    });

    it("says that an account whose quarantine ends loses its stack with the next run", async () => {
        const text = `baseline: { password-policy: }\n${UNITS}`;
        const loaded = loadBaseline(text);
        const accounts = accountsIn(stateAfterUp(loaded)).map((one) => ({ ...one, isLeftAlone: one.name === "play" }));
        const before = stateAfterUp(loaded, { "password-policy": { accounts: packedAccounts(accounts) } });
        const after = text.replace("kind: sandbox,", "kind: sandbox, baseline: { password-policy: false },");
        assert.match(
            await effectOf(after, before),
            /^Baseline: block password-policy leaves 1 account \(play\) with the `up` after this one/,
        );
        assert.match(await effectOf(after, stateOf(text)), /^! Baseline: block password-policy leaves 1 account in/);
    });

    it("does not say DELETED of an account that was closed by hand, and that the stack has forgotten", async () => {
        const before = stateOf(`baseline: { search-index: }\n${UNITS}`);
        const accounts = new Map([...before.accounts].filter(([key]) => key !== "play"));
        const after = `baseline: { search-index: }\n${UNITS.replace("play: {}", "")}`;
        const text = await effectOf(after, { ...before, accounts });
        assert.match(
            text,
            /^Baseline: block search-index leaves 1 account, 2 stacks in eu-central-1 and eu-west-1: play \(\d{12}\)\n {2}- the Pulumi stack no longer has this account. If AWS has closed it, everything stays there as it is\n {2}- AWS deletes in an account that is still open: /,
        );
        assert.doesNotMatch(text, /DELETED/);
        assert.match(await effectOf(after, before), /^! .*leaves 1 account.*: play\n {2}- DELETED: /);
    });

    it("says when AWS no longer gives a block to new accounts by itself", async () => {
        const before = `baseline: { search-index: }\n${UNITS}`;
        const after = before
            .replace(
                "NonProduction:",
                "NonProduction: { units: { Out: { baseline: { search-index: false }, accounts: { out: {} } } }, accounts: { shop-dev: {} } }\n            Other:",
            )
            .replace("Other: { accounts: { shop-dev: {} } }", "Other: {}");
        const text = await effectOf(after, stateOf(before));
        assert.match(text, /block search-index: AWS no longer gives it by itself to accounts that come into its units/);
        assert.doesNotMatch(text, /leaves|ENDS|deleted/);
    });

    it("says which roles open accounts to whom, apart from what else changes", async () => {
        const ofRoles = async (text: string, before: ExistingState): Promise<readonly (readonly string[])[]> => {
            const { model, organization } = loadBaseline(text);
            const effect = await baselineEffect(model, organization, before, false, BASELINE_LIBRARY);
            return [effect?.looser ?? [], effect?.tighter ?? []].map((all) =>
                all.flatMap(({ lines }) => lines.map((line) => line.text)),
            );
        };
        const given =
            "4 accounts (data-prod, play, shop-dev and shop-prod): role oncall can be taken by account 111122223333, and allows ReadOnlyAccess";
        const ended =
            "4 accounts (data-prod, play, shop-dev and shop-prod): role oncall, which account 111122223333 could take, is deleted";
        assert.deepEqual(await ofRoles(ROLE(), NO_STATE), [[given], []]);
        assert.deepEqual(await ofRoles(UNITS, stateOf(ROLE())), [[], [ended]]);
        assert.deepEqual(await ofRoles(ROLE(), stateOf(ROLE())), [[], []]);
        assert.deepEqual(
            await ofRoles(
                ROLE().replace("111122223333", "444455556666").replace("ReadOnlyAccess", "PowerUserAccess"),
                stateOf(ROLE()),
            ),
            [
                [
                    "4 accounts (data-prod, play, shop-dev and shop-prod): role oncall changes: it can be taken by account 444455556666 instead of account 111122223333, and allows PowerUserAccess instead of ReadOnlyAccess",
                ],
                [],
            ],
        );
        // Roles of functions are AWS's own business.
        assert.deepEqual(await ofRoles(`baseline: { ebs-encryption: }\n${UNITS}`, NO_STATE), [[], []]);
        const [deploy] = await ofRoles(
            `baseline: { deploy-shop: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["s3:*"] } }\n${UNITS}`,
            NO_STATE,
        );
        assert.match(
            deploy?.join() ?? "",
            /role deploy-shop can be taken by oidc-provider\/token\.actions\.githubusercontent\.com as repo:acme\/shop:environment:prod, and allows s3:\*, within the boundary deploy-shop-boundary$/,
        );
    });

    it("is short in a preview, and whole in `org effect`", async () => {
        const accounts = Array.from({ length: 40 }, (_, n) => `a${n}: {}`).join(", ");
        const text = `baseline: { password-policy: }\nunits: { Workloads: { accounts: { ${accounts} } } }`;
        assert.match(await effectOf(text, NO_STATE), /in 40 accounts: a0, a1, a10, a11 and 36 more\n/);
        assert.match(await effectOf(text, NO_STATE, true), /a8 and a9\n/);
    });
});
