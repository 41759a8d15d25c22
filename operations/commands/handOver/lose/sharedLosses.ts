import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { ResourceShare, StackInstance } from "../read/leavingAccount";
import type { RegionalAnswers } from "../read/everyRegion";

/** The lost items line by line, with the consequence or where to look for what could not be read. */
interface Lost {
    readonly items: readonly string[];
    readonly note: string;
}

export function sharesLost(read: AwsAnswer<RegionalAnswers<ResourceShare>>, account: string): Lost {
    const commands = `with credentials of ${account}, for each region: aws ram get-resource-shares --resource-owner OTHER-ACCOUNTS, and once more with SELF`;
    return lost(
        read,
        share,
        "Shares with the organisation or a unit end at once, those that it receives and those that it gives, and so does what is built on them (routes, DNS rules, subnets). " +
            "AWS does not document whether a share with a single account goes on: ask the share's owner, and have it shared by invitation before.",
        "Nothing is shared between it and other accounts of the organisation.",
        commands,
    );
}

export function stacksLost(read: AwsAnswer<RegionalAnswers<StackInstance>>, account: string): Lost {
    const commands = `for each region: aws cloudformation list-stack-sets --status ACTIVE, then list-stack-instances --stack-instance-account ${account} --stack-set-name <name>`;
    return lost(
        read,
        stack,
        "Those that stay are no longer updated. A StackSet that deletes its stacks deletes what they made: roles, trails, networks. " +
            "To keep them, set its automatic deployment to retain stacks on account removal before (aws cloudformation update-stack-set --stack-set-name <name> --use-previous-template --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=true).",
        "No StackSet has put one into it.",
        commands,
    );
}

function lost<T>(
    read: AwsAnswer<RegionalAnswers<T>>,
    line: (one: T) => string,
    meaning: string,
    none: string,
    commands: string,
): Lost {
    if ("unread" in read) {
        return { items: [], note: `They could not be read (${read.unread}). To see them, ${commands}` };
    }
    const { found, unread } = read.value;
    const gaps = unread.map(({ regions, because }) => `They could not be read in ${regions.join(", ")} (${because}).`);
    const known = found.length > 0 ? meaning : unread.length > 0 ? "None was found in the other regions." : none;
    return {
        items: found.map(line).sort(),
        note: [known, ...gaps, ...(gaps.length > 0 ? [`To see them, ${commands}`] : [])].join(" "),
    };
}

function share({ name, region, owner, received, to, types, retained }: ResourceShare): string {
    const what = `${name} (${types.join(", ") || "empty"}) in ${region}`;
    const who = received ? `shared with it by account ${owner}` : `shared by it with ${to.map(principal).join(", ")}`;
    return `${what}, ${who}${retained ? ": the share says that it is kept on leaving" : ""}`;
}

/** Describes an ARN of AWS Organizations in words. Other texts stay unchanged. */
function principal(entity: string): string {
    const [, kind, id] = /:organizations::\d{12}:(organization|ou)\/(?:.*\/)?([\w-]+)$/.exec(entity) ?? [];
    if (kind === "organization") return "the organisation";
    if (kind === "ou") return `unit ${id}`;
    return /^\d{12}$/.test(entity) ? `account ${entity}` : entity;
}

const ON_LEAVING: Readonly<Record<StackInstance["onLeaving"], string>> = {
    deleted: "is DELETED, with what it made",
    retained: "stays",
    left: "stays: automatic deployment is off",
    unknown: "AWS does not say whether it is deleted",
};

function stack({ stackSet, administeredIn, region, onLeaving }: StackInstance): string {
    const where = region === administeredIn ? region : `${region} (StackSet in ${administeredIn})`;
    return `${stackSet} in ${where}: ${ON_LEAVING[onLeaving]}`;
}
