import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { countCreations } from "../../../../program/report/creationProgress";
import { provision, value } from "../../components/mockedPulumi";

describe("program: the progress of creating accounts", () => {
    const told = async (ids: pulumi.Output<string>[]): Promise<string[]> => {
        const texts: string[] = [];
        countCreations(
            ids.map((id) => ({ id })),
            (text) => texts.push(text),
        );
        await value(pulumi.all(ids));
        return texts;
    };

    it("counts accounts in the order in which they are created", async () => {
        const { result } = await provision(() => {
            let second = (_: string): void => undefined;
            const late = pulumi.output(new Promise<string>((resolve) => (second = resolve)));
            const ids = [late, pulumi.output("1")];
            ids[1]?.apply(() => second("2"));
            return told(ids);
        });
        assert.deepEqual(await result, ["1 of 2 accounts are created", "2 of 2 accounts are created"]);
    });

    it("is not shown for a single account", async () => {
        const { result } = await provision(() => told([pulumi.output("1")]));
        assert.deepEqual(await result, []);
    });
});
