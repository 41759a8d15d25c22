import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import path from "node:path";
import { BASELINE_LIBRARY } from "../../../features/baseline/library";
import type { LocalAws } from "../server";

const CHECKOUT = path.resolve(__dirname, "../../..");

/** What a function has answered CloudFormation, or returned. */
export interface FunctionAnswer {
    readonly status?: "SUCCESS" | "FAILED";
    readonly reason?: string;
    readonly id?: string;
    readonly data?: Readonly<Record<string, string>>;
    readonly returned?: unknown;
    readonly raised?: string;
}

let python: string | undefined;

/** Runs Python with boto3 against the local AWS, in an account and region. @returns what it has printed. */
async function runPython(
    aws: LocalAws,
    args: readonly string[],
    input: string,
    { account, region = "us-east-1", environment = {} }: Where,
): Promise<string> {
    python ??= execFileSync(
        path.join(CHECKOUT, "local/aws"),
        ["install", "--requirements", path.join(CHECKOUT, "local/requirements.txt")],
        { encoding: "utf8" },
    ).trim();
    const process_ = spawn(python, args, {
        env: {
            PATH: process.env.PATH,
            AWS_ENDPOINT_URL: aws.url,
            AWS_ACCESS_KEY_ID: account,
            AWS_SECRET_ACCESS_KEY: "test",
            AWS_DEFAULT_REGION: region,
            AWS_MAX_ATTEMPTS: "1",
            ...environment,
        },
    });
    const output: string[] = [];
    const errors: string[] = [];
    process_.stdout.on("data", (data: Buffer) => output.push(data.toString()));
    process_.stderr.on("data", (data: Buffer) => errors.push(data.toString()));
    process_.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => process_.on("close", resolve));
    assert.equal(code, 0, errors.join(""));
    return output.join("");
}

export interface Where {
    readonly account: string;
    readonly region?: string;
    readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a few lines of Python, in which `client("ec2")` is a client of boto3, and returns what they leave in `result`. */
export async function scripted(aws: LocalAws, where: Where, script: string): Promise<unknown> {
    const text = `import json\nfrom boto3 import client\nresult = None\n${script}\nprint("\\n" + json.dumps(result, default=str))`;
    const output = await runPython(aws, ["-c", text], "", where);
    return JSON.parse(output.trim().split("\n").at(-1) ?? "null");
}

/** A block with parameters, as a stack of it would call its function. */
export class BlockFunction {
    readonly #name: string;

    constructor(
        readonly aws: LocalAws,
        block: string,
        readonly where: Where,
    ) {
        this.#name = block;
    }

    /** Calls the function as the creation, an update or the deletion of a stack does. */
    async call(
        type: "Create" | "Update" | "Delete",
        parameters: Readonly<Record<string, unknown>> = {},
        old?: Readonly<Record<string, unknown>>,
    ): Promise<FunctionAnswer> {
        return this.#run({
            RequestType: type,
            LogicalResourceId: "Setting",
            ...(type !== "Create" && { PhysicalResourceId: "Setting" }),
            ResourceProperties: this.#properties(parameters),
            ...(old && { OldResourceProperties: this.#properties(old) }),
        });
    }

    /** Calls the function as its schedule does. */
    async callBySchedule(
        parameters: Readonly<Record<string, unknown>> = {},
        milliseconds?: number,
    ): Promise<FunctionAnswer> {
        const { Environment } = this.#template(parameters).Function as {
            readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
        };
        const environment = this.#resolved(Environment.Variables, parameters);
        return this.#run({}, { environment, ...(milliseconds !== undefined && { milliseconds }) });
    }

    async #run(
        event: unknown,
        {
            environment = {},
            milliseconds,
        }: { environment?: Readonly<Record<string, string>>; milliseconds?: number } = {},
    ): Promise<FunctionAnswer> {
        const { Code } = this.#template(this.#example).Function as {
            readonly Code: { readonly ZipFile: string };
        };
        const input = JSON.stringify({ code: Code.ZipFile, event, milliseconds });
        const script = path.join(__dirname, "run_function.py");
        const output = await runPython(this.aws, [script], input, { ...this.where, environment });
        return JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as FunctionAnswer;
    }

    get #block() {
        return BASELINE_LIBRARY.get(this.#name) ?? assert.fail(`${this.#name} is no block`);
    }

    get #example(): Readonly<Record<string, unknown>> {
        return this.#block.example ?? {};
    }

    #template(parameters: Readonly<Record<string, unknown>>) {
        const { Resources } = this.#block.template(this.#block.parameters.parse(parameters));
        const propertiesOf = (logicalId: string): Readonly<Record<string, unknown>> =>
            Resources[logicalId]?.Properties ?? {};
        return { Function: propertiesOf("Function"), Setting: propertiesOf("Setting") };
    }

    #properties(parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
        return this.#resolved(this.#template(parameters).Setting, parameters);
    }

    /** What CloudFormation makes of properties: references to parameters, and texts with placeholders. */
    #resolved(
        properties: Readonly<Record<string, unknown>>,
        parameters: Readonly<Record<string, unknown>>,
    ): Record<string, string> {
        const { account, region = "us-east-1" } = this.where;
        const values: Record<string, string> = {
            ...this.#block.cloudFormationParameters(this.#block.parameters.parse(parameters)),
            "AWS::AccountId": account,
            "AWS::Region": region,
            "AWS::Partition": "aws",
            History: `history-${account}`,
        };
        const resolved = (value: unknown): string => {
            if (typeof value === "string") return value;
            const { Ref, "Fn::Sub": text } = value as { readonly Ref?: string; readonly "Fn::Sub"?: string };
            if (Ref !== undefined) return values[Ref] ?? assert.fail(`${Ref} has no value`);
            return (text ?? "").replace(/\$\{([\w:]+)\}/g, (_, name: string) => values[name] ?? assert.fail(name));
        };
        return Object.fromEntries(
            Object.entries(properties)
                .filter(([name]) => name !== "ServiceToken")
                .map(([name, value]) => [name, resolved(value)]),
        );
    }
}
