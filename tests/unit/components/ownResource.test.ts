import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Invitation, Organization } from "../../../components";
import { one, provision } from "./mockedPulumi";

const invite = (): Invitation =>
    new Invitation("shop", {
        organization: new Organization("organization"),
        targetType: "EMAIL",
        targetId: "shop@example.com",
    });

describe("components: resources that the AWS provider lacks", () => {
    it("have providers that the state names by a path", async () => {
        const { registered } = await provision(invite);
        assert.equal(
            one(registered, "pulumi-nodejs:dynamic/organizations:Invitation", "shop").inputs.__provider,
            'exports.handler = () => require(require("node:path").resolve("program/providers.cjs")).invitation',
        );
    });

    it("are refused if the project has no such file, with what to write", async () => {
        const folder = fs.mkdtempSync(path.join(tmpdir(), "own-program-"));
        const checkout = process.cwd();
        process.chdir(folder);
        try {
            await assert.rejects(
                provision(invite),
                /organizations:Invitation "shop" is a resource that the AWS provider lacks. The project has no program\/providers.cjs/,
            );
        } finally {
            process.chdir(checkout);
            fs.rmSync(folder, { recursive: true });
        }
    });
});
