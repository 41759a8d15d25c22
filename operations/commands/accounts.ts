import { text, type ReadCommand } from "../command";
import { table } from "../table";

export const accounts: ReadCommand = {
    name: "accounts",
    summary: "List the accounts of the definition",
    description:
        "Lists the accounts as the definition has them after inheritance. Asks nothing of AWS: one that is `invited` may have joined since; `make tree` shows that.",
    options: [["--unit <unit>", "only those in the unit and below it"]],
    examples: ["org accounts", "org accounts --unit Workloads --json"],
    run(context, values) {
        const named = text(values, "unit");
        const unit = named === undefined ? undefined : context.unit(named);
        const shown = context.model.accounts.filter(
            (account) => unit === undefined || `${account.unit}/`.startsWith(`${unit}/`),
        );
        return Promise.resolve({
            text: table(
                ["ACCOUNT", "UNIT", "STATE", "E-MAIL", "OWNER", "EXPIRES"],
                shown.map(({ key, unit: of, state, invite, email, owner, expires }) => [
                    key,
                    of,
                    invite && state === "active" ? "invited" : state,
                    email,
                    owner ?? "",
                    expires ?? "",
                ]),
            ),
            json: shown.map(({ place: _place, path: _path, ...account }) => account),
        });
    },
};
