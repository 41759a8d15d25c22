import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { OrganizationCalls } from "../../../aws/organization";
import { PacedCaller } from "../../../aws/pacedCaller";

type Answer = object | Error;

/** An AWS that gives these answers by operation, one after the other; the last one again and again. */
export function answeringAws(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
    const asked: string[] = [];
    const left = new Map(Object.entries(answers).map(([name, one]) => [name, [one].flat<Answer[]>()]));
    const send = (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
        const name = command.constructor.name.replace(/Command$/, "");
        asked.push(`${name} ${JSON.stringify(command.input)}`);
        const some = left.get(name) ?? assert.fail(`AWS is asked for ${name}`);
        const answer = (some.length > 1 ? some.shift() : some[0]) as Answer;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const clock = { now: () => 0, wait: () => Promise.resolve() };
    const client = { send } as unknown as OrganizationsClient;
    return { asked, calls: new OrganizationCalls(() => Promise.resolve(client), new PacedCaller(false, clock)) };
}

export function exception(name: string): Error {
    return Object.assign(new Error(`${name} it is`), { name, $fault: "client" });
}
