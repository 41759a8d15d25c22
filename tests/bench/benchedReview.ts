import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKOUT } from "../../operations/cli/checkout";
import { PROJECT } from "../../operations/cli/stackSettings";
import type { ForecastState } from "../../program/forecast";
import { parseUrn } from "../../program/state";
import { TEST_STACK } from "../unit/program/forecast/stateOfDefinition";
import type { Measured } from "./benchStacks";

/** Makes a folder a project whose stack has this definition and this state, as Pulumi keeps it in a folder. */
export function writeProject(folder: string, state: readonly ForecastState[]): void {
    const { stack, region } = TEST_STACK;
    const write = (file: string, text: string): void => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
    };
    write("Pulumi.yaml", fs.readFileSync(path.join(CHECKOUT, "Pulumi.yaml"), "utf8"));
    write(`Pulumi.${stack}.yaml`, `config:\n    aws:region: ${region}\n    ${PROJECT}:definition: organization.yaml\n`);
    const providers = JSON.stringify(path.join(CHECKOUT, "program/providers.cjs"));
    write("program/providers.cjs", `module.exports = require(${providers});\n`);
    const resources = state.map((one) => ({ ...one, type: parseUrn(one.urn).type }));
    const latest = { manifest: { time: TEST_STACK.now.toISOString(), magic: "", version: "" }, resources };
    const checkpoint = { stack: `organization/${PROJECT}/${stack}`, latest };
    write("state/.pulumi/meta.yaml", "version: 1\n");
    write(`state/.pulumi/stacks/${PROJECT}/${stack}.json`, JSON.stringify({ version: 3, checkpoint }, undefined, 4));
}

/** Measures `./org review` as people type it, with all processes that it starts. */
export function measuredReview(folder: string): Measured {
    const line = [path.join(CHECKOUT, "org"), "review", "--stack", TEST_STACK.stack];
    const output = execFileSync("python3", [path.join(__dirname, "measure.py"), ...line], {
        ...{ cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
        env: { ...process.env, PULUMI_BACKEND_URL: `file://${folder}/state?metadata=skip`, STACK: "" },
    });
    return JSON.parse(output) as Measured;
}
