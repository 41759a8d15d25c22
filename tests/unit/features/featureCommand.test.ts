import assert from "node:assert/strict";
import { EXIT } from "../../../operations/cli/commandError";
import { COMMANDS, ORG_FEATURES, type OrgFeatures } from "../../../operations/main";
import { inStack, org, type OrgRun } from "../operations/orgRuns";
import { DEFINITION, WITH_BADGES } from "./tinyFeature";
import { badgesCommand, printBadges } from "./tinyFeatureCommand";

const printed: string[] = [];
const WITH_COMMANDS: OrgFeatures = {
    ...ORG_FEATURES,
    features: WITH_BADGES,
    commands: [...ORG_FEATURES.commands, badgesCommand, printBadges(printed)],
};

/** Runs `org` with the tiny feature on its definition. */
function run(args: readonly string[], answer?: string, orgFeatures = WITH_COMMANDS): Promise<OrgRun> {
    return inStack({ "organization.yaml": DEFINITION }, (folder) => org(folder, args, answer, orgFeatures));
}

describe("the command of a test's own feature", () => {
    beforeEach(() => printed.splice(0));

    it("works with the feature's model", async () => {
        const { code, out, error } = await run(["badges", "--stack", "test"]);
        assert.deepEqual({ code, error }, { code: EXIT.done, error: "" });
        assert.deepEqual(
            out.split("\n").map((line) => line.split(/ {2,}/)),
            [
                ["ACCOUNT", "BADGE"],
                ["a", "team A"],
                ["b", "team A"],
                ["c", "guest"],
                ["own", "mine"],
            ],
        );
        const sorted = await run(["badges", "--unit", "A", "--order", "text", "--json", "--stack", "test"]);
        assert.deepEqual(Object.entries(JSON.parse(sorted.out) as object), [
            ["own", "mine"],
            ["a", "team A"],
        ]);
    });

    it("is listed by the help behind the other commands, and has a help of its own", async () => {
        const { out } = await run(["--help"]);
        const listed = [...out.matchAll(/^ {2}([a-z-]+)(?= .*(?:\[|\w))/gm)].map(([, name = ""]) => name);
        const names = [...COMMANDS.map(({ name }) => name), "badges", "print-badges"];
        assert.deepEqual(
            listed.filter((name) => names.includes(name)),
            names,
        );
        const help = await run(["badges", "--help"]);
        assert.match(help.out, /--unit <unit>[^]*--order <order>[^]*Examples:\n {2}\.\/org badges/);
        const slip = await run(["bagdes"]);
        assert.equal(slip.code, EXIT.usage);
        assert.match(slip.error, /Did you mean badges\?/);
    });

    it("is completed by the tab key, with its options, choices and what they name", async () => {
        const words = async (...typed: string[]): Promise<string[]> =>
            (await run(["complete-words", "--", ...typed])).out.split("\n").map((line) => line.split("\t")[0] ?? "");
        assert.deepEqual(await words("bad"), ["badges"]);
        assert.deepEqual(await words("badges", "--o"), ["--order"]);
        assert.deepEqual(await words("badges", "--order", ""), ["key", "text"]);
        assert.deepEqual(await words("badges", "--stack", "test", "--unit", ""), ["A", "A/B", "C"]);
        assert.deepEqual(await words("print-badges", "--stack", "test", "o"), ["own"]);
    });

    it("shows a plan, asks, and refuses, as every command does that changes something", async () => {
        const dry = await run(["print-badges", "own", "--dry-run", "--stack", "test"]);
        assert.equal(dry.code, EXIT.done, dry.error);
        assert.match(dry.out, /^Stack test, .*account own.*\n1\. prints mine\nNothing was done: this is a dry run\.$/);
        const no = await run(["print-badges", "own", "--stack", "test"], "yes");
        assert.deepEqual([no.code, no.questions], [EXIT.unconfirmed, ["Type own to go on"]]);
        assert.deepEqual(printed, []);
        const yes = await run(["print-badges", "own", "--stack", "test"], "own");
        assert.deepEqual([yes.code, yes.out], [EXIT.done, "mine is printed."]);
        assert.deepEqual(printed, ["mine"]);
        const unknown = await run(["print-badges", "nobody", "--stack", "test"], "nobody");
        assert.equal(unknown.code, EXIT.usage);
    });

    it("leaves the other commands as they are, which know the feature's keys", async () => {
        const check = await run(["check", "--stack", "test"]);
        assert.equal(check.code, EXIT.done, check.error);
        assert.match(check.out, /4 badges can be printed\./);
        const without = await run(["check", "--stack", "test"], undefined, ORG_FEATURES);
        assert.match(without.error, /unknown key "motto"/);
        assert.equal((await run(["badges"], undefined, ORG_FEATURES)).code, EXIT.usage);
    });

    for (const name of ["accounts", "completion", "badges"]) {
        it(`may not be called ${name}, as another command is`, async () => {
            const commands = [badgesCommand, { ...badgesCommand, name }];
            await assert.rejects(
                run(["--help"], undefined, { ...WITH_COMMANDS, commands }),
                new RegExp(`cannot add command '${name}' as already have command '${name}'`),
            );
        });
    }
});
