import assert from "node:assert/strict";
import { fittedSections } from "../../../../../operations/commands/incident/report/fittedSections";
import { outside, type IncidentSection } from "../../../../../operations/commands/incident/report/incidentSection";

const WHERE = "`incident.json` beside this file has all.";

function section(heading: string, weight: number, rows: number): IncidentSection {
    return {
        heading,
        weight,
        words: [],
        columns: [{ name: "A" }],
        rows: Array.from({ length: rows }, (_, index) => [outside(`${heading}-${index}`)]),
    };
}

describe("org incident: a file that fits into an issue", () => {
    const all = [section("much", 5, 100), section("little", 1, 100), section("some", 3, 100)];
    const length = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length + 1, 0);
    const whole = length(fittedSections(all, Infinity, WHERE).markdown);

    it("has everything if there is room", () => {
        const { markdown, cut } = fittedSections(all, whole, WHERE);
        assert.deepEqual(cut, []);
        assert.ok(markdown.every((text) => !text.includes("Cut here")));
    });

    it("lacks the end of what matters least, and says how much and where it is", () => {
        const { markdown, cut } = fittedSections(all, whole - 500, WHERE);
        assert.ok(length(markdown) <= whole - 500);
        const [{ missing } = { missing: 0 }] = cut;
        assert.deepEqual(cut, [{ heading: "little", missing, of: 100 }]);
        assert.ok(missing > 0 && missing < 100);
        const little = markdown[1] ?? "";
        assert.ok(little.includes("`little-0`") && !little.includes("`little-99`"));
        assert.ok(
            little.includes(
                `**Cut here: the last ${missing} of 100 rows**, because an issue of GitHub holds no more. ${WHERE}`,
            ),
        );
        // As much as fits.
        assert.ok(length(markdown) > whole - 600);
    });

    it("lacks more of what matters more only after that", () => {
        const { markdown, cut } = fittedSections(all, whole / 2, WHERE);
        assert.ok(length(markdown) <= whole / 2);
        assert.deepEqual(
            cut.map(({ heading, missing, of }) => [heading, missing === of]),
            [
                ["little", true],
                ["some", false],
            ],
        );
    });
});
