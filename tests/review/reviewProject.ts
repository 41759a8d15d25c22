import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { Project } from "../integration/support";
import { BASE, writeChanged, type DefinitionChange } from "./definitionChange";
import { previewed, type Previewed } from "./previewedSteps";

const unpacked = (file: string): Buffer => gunzipSync(fs.readFileSync(path.join(BASE, `${file}.gz`)));

/** The base's state, as `pulumi stack export` wrote it. `http://LOCAL-AWS` stands for the address of its AWS. */
export const baseState = (): string => unpacked("state.json").toString();

/** The id of an account of the base, by its key. */
export function baseAccountId(key: string): string {
    const { deployment } = JSON.parse(baseState()) as {
        deployment: { resources: readonly { type: string; urn: string; id?: string }[] };
    };
    const found = deployment.resources.find(
        ({ type, urn }) => type === "aws:organizations/account:Account" && urn.endsWith(`::${key}`),
    );
    if (found?.id === undefined) throw new Error(`the base has no account ${key}`);
    return found.id;
}

/** The base's stack and its AWS, of which the real engine previews changes. */
export class ReviewProject {
    private constructor(readonly project: Project) {}

    static async start(): Promise<ReviewProject> {
        // The shared accounts of security have providers of their own.
        const project = await Project.start({ journal: unpacked("journal.jsonl"), ownProviders: true });
        await project.importState(baseState().replaceAll("http://LOCAL-AWS", project.aws.url));
        return new ReviewProject(project);
    }

    async preview(changes: Readonly<Record<string, DefinitionChange>>): Promise<Previewed> {
        writeChanged(path.join(this.project.folder, "organizations", "test"), changes, baseAccountId);
        const { output } = await this.project.preview("--json");
        return previewed(output);
    }

    stop(): Promise<void> {
        return this.project.stop();
    }
}
