import { spawn } from "node:child_process";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";

export const CHECKOUT = path.resolve(__dirname, "../../..");
export const BOT = { login: "github-actions[bot]", type: "Bot" };

/** What a request has changed: `POST issues/7/comments`, with its body. */
export interface Written {
    readonly request: string;
    readonly body: unknown;
}

export interface ScriptRun {
    readonly code: number | null;
    readonly out: string;
    readonly written: readonly Written[];
}

/**
 * Runs a program with a server that stands in for the API of GitHub or GitLab, and returns what it has written there.
 *
 * @param answers what the API has, by the path below the repository. A list is given in pages of two, and a buffer as a file.
 */
export async function runWithApi(
    command: readonly [string, ...string[]],
    answers: Readonly<Record<string, unknown>>,
    environment: Readonly<Record<string, string>>,
): Promise<ScriptRun> {
    const written: Written[] = [];
    const server = http.createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://api");
        const asked = pathname.replace(/^\/(?:repos\/acme\/organization|projects\/12)\//, "");
        if (request.headers.authorization !== "Bearer token" && request.headers["private-token"] !== "token") {
            response.writeHead(401).end();
        } else if (request.method === "GET") {
            const answer = answers[asked];
            const page = Number(searchParams.get("page") ?? 1);
            const isLast = !Array.isArray(answer) || answer.length <= 2 * page;
            searchParams.set("page", String(page + 1));
            const next = `http://127.0.0.1:${request.socket.localPort}${pathname}?${searchParams.toString()}`;
            response.writeHead(answer === undefined ? 404 : 200, isLast ? {} : { link: `<${next}>; rel="next"` });
            if (Buffer.isBuffer(answer)) response.end(answer);
            else response.end(JSON.stringify(Array.isArray(answer) ? answer.slice(2 * page - 2, 2 * page) : answer));
        } else {
            let body = "";
            request.on("data", (data: Buffer) => (body += data.toString()));
            request.on("end", () => {
                written.push({ request: `${request.method} ${asked}`, body: JSON.parse(body) as unknown });
                response.writeHead(201).end("{}");
            });
        }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [program, ...args] = command;
    const child = spawn(program, args, {
        cwd: CHECKOUT,
        env: {
            PATH: process.env.PATH,
            GITHUB_API_URL: api,
            GITHUB_SERVER_URL: "https://github.com",
            GITHUB_REPOSITORY: "acme/organization",
            GITHUB_RUN_ID: "99",
            GH_TOKEN: "token",
            CI_API_V4_URL: api,
            ...environment,
        },
    });
    let out = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (out += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return { code, out, written };
}
