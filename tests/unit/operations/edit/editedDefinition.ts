import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DefinitionModel } from "../../../../definition";
import { DefinitionDraft } from "../../../../operations/edit/definitionDraft";
import { type Definition, Files, inFolder, loadDefinition, yaml } from "../../definition/definitionFixtures";
import { FEATURES } from "../../../../features";

export interface Edited {
    readonly before: DefinitionModel;
    readonly after: DefinitionModel;
    /** The texts by file name. */
    readonly texts: Readonly<Record<string, string>>;
    readonly changed: readonly string[];
}

/** Edits a definition, writes it, and reads it again. */
export function edit(definition: Definition, change: (draft: DefinitionDraft, model: DefinitionModel) => void): Edited {
    return inFolder(definition, (folder) => {
        const before = loadDefinition(folder);
        const draft = new DefinitionDraft(folder, FEATURES);
        change(draft, before);
        const changed = draft.changed.map((file) => path.relative(folder, file));
        draft.write();
        const texts = Object.fromEntries(
            draft.files.map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
        );
        assert.deepEqual(
            fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tmp")),
            [],
        );
        return { before, after: loadDefinition(folder), texts, changed };
    });
}

export const defaults = 'defaults: { email: "aws+{account}@example.com" }\n';

export const TEAMS = new Files({
    "accounts/data.yaml": yaml`
        accounts:
            data-dev: { unit: Workloads/NonProduction, tags: { Team: data } }
            data-prod: { unit: Workloads/Production, tags: { Team: data } }
    `,
    "accounts/shop.yaml": yaml`
        # The shop's.
        accounts:
            shop-prod: { unit: Workloads/Production, tags: { Team: shop } } # sells
            shop-dev: { unit: Workloads/NonProduction, tags: { Team: shop } }
    `,
    "organization.yaml": `${defaults}${yaml`
        units:
            Workloads:
                units:
                    Production:
                    NonProduction: {}
            Sandbox:
                accounts:
                    ada: {} # her own
                    # Linus's
                    linus: { tags: { Team: data } }
            Suspended: # waiting
    `}`,
});
