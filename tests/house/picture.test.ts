import assert from "node:assert/strict";
import { CHECKOUT, folderImports, readImports } from "./imports";
import { layersPicture, readmeText, withPicture } from "./picture";

describe("the picture of the layers in README.md", function () {
    this.timeout(60_000);

    it("is that of the imports (`make docs` draws it)", () => {
        const readme = readmeText();
        assert.equal(withPicture(readme, layersPicture(folderImports(readImports(CHECKOUT)))), readme);
    });

    it("leaves out an arrow where another way leads to the same folder", () => {
        const imports = new Map([
            ["index.ts", new Set(["program", "limits"])],
            ["program", new Set(["limits"])],
        ]);
        assert.deepEqual(layersPicture(imports).split("\n").slice(2, -1), [
            '    index_ts["index.ts"]',
            '    limits["limits/"]',
            '    program["program/"]',
            "    index_ts --> program",
            "    program --> limits",
        ]);
    });
});
