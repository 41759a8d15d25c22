import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { reviewText } from "../../../operations/commands/review/print/reviewText";
import { loadForecast } from "../../../program/approval";
import { reviewOf } from "../../../program/changes";
import type { ForecastState } from "../../../program/forecast";
import { CHANGES } from "../../review/changes";
import { writeChanged } from "../../review/definitionChange";
import { baseAccountId, baseState } from "../../review/reviewProject";
import { sourceFiles, textOf } from "../../house/sources";
import { blocksOf, CHECKOUT, missing, read } from "./pages";

/** What `org review` says of some changes of the review's organisation, as those of a stack prod. */
async function reviewOfChanges(names: readonly string[]): Promise<string> {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), "docs-review-"));
    try {
        const location = path.join(parent, "organizations", "prod");
        const changes = names.map((name) => [name, CHANGES[name] ?? assert.fail(name)] as const);
        writeChanged(location, Object.fromEntries(changes), baseAccountId);
        const { deployment } = JSON.parse(baseState()) as { deployment: { resources: readonly ForecastState[] } };
        const now = new Date("2026-11-27T12:00:00Z");
        const { planned, forecast, unasked } = await loadForecast(CHECKOUT).forecast({
            ...{ stack: "test", project: "aws-organization", config: { "aws:region": "us-east-1" }, location, now },
            ...{ region: "us-east-1", state: deployment.resources },
        });
        const review = reviewOf({
            ...{ stack: "prod", location, planned, codes: [], now, unknown: unasked },
            ...(forecast && { forecast }),
        });
        return reviewText(review, 120).replaceAll(`${parent}/`, "");
    } finally {
        fs.rmSync(parent, { recursive: true });
    }
}

const SHOWN = ["policy-detached-from-unit", "account-created", "person-changes-team"];

describe("the review that the pages show", function () {
    this.timeout(60_000);
    let output: string;
    before(async () => {
        output = await reviewOfChanges(SHOWN);
    });

    for (const page of ["README.md", "docs/review.md"]) {
        it(`${page}: what org review says of these changes`, () => {
            const block = blocksOf(page).find(({ text }) => text.startsWith("Review of prod")) ?? assert.fail();
            assert.equal(missing(block.text, output), undefined, output);
        });
    }
});

describe("the dangers that have to be acknowledged", () => {
    /** A placeholder of a page, or an expression of a source: what is between them is the text. */
    const parts = (text: string): string => text.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, "…");

    /** The texts: a property, a constant, or the last argument of a function that weighs a risk. */
    const ACKNOWLEDGED =
        /\b(?:acknowledge(?:: | = )|(?:weighed|endedPart)\([^;]*?,\s*)(?:`([^`]+)`|"([^"]+)")(?=,?\s*[,;)}])/g;

    it("are those of the sources", () => {
        const sources = sourceFiles(".ts").filter((file) =>
            /^(program\/changes|features\/[^/]+\/reviewed)\//.test(file),
        );
        const texts = sources.flatMap((file) =>
            [...textOf(file).matchAll(ACKNOWLEDGED)].map(([, template, text = ""]) => parts(template ?? text)),
        );
        const [, section = ""] = read("docs/review.md").split("## Acknowledgement\n");
        const rows = [...section.slice(0, section.indexOf("\n## ")).matchAll(/^\| `([^`]+)`/gm)];
        assert.deepEqual(rows.map(([, text = ""]) => parts(text)).sort(), [...new Set(texts)].sort());
    });
});
