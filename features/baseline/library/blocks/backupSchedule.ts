import { quoted } from "../../../../limits";

/** A field of AWS's cron expressions. */
interface CronField {
    readonly name: string;
    readonly least: number;
    readonly most: number;
    /** Words for its numbers, the first for `least`. */
    readonly words?: readonly string[];
    /** Forms of its own, such as `?`, `L` and `15W`. */
    readonly also?: RegExp;
}

/** In their order: "Cron expressions reference" of Amazon EventBridge, from memory: not confirmed. */
const FIELDS: readonly CronField[] = [
    { name: "minutes", least: 0, most: 59 },
    { name: "hours", least: 0, most: 23 },
    { name: "days of the month", least: 1, most: 31, also: /^(\?|L|LW|L-\d{1,2}|\d{1,2}W)$/ },
    {
        name: "months",
        least: 1,
        most: 12,
        words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
    },
    {
        name: "days of the week",
        least: 1,
        most: 7,
        words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
        also: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/,
    },
    { name: "years", least: 1970, most: 2199 },
];
const EXAMPLE = "cron(0 3 * * ? *)";

/** Why AWS would refuse a schedule of AWS Backup, and what to write. Undefined if it is one. */
export function scheduleError(text: string): string | undefined {
    if (/^rate\((1 (minute|hour|day)|[2-9] (minutes|hours|days)|[1-9]\d+ (minutes|hours|days))\)$/.test(text))
        return undefined;
    const inside = /^cron\((.*)\)$/.exec(text)?.[1];
    if (inside === undefined)
        return `${quoted(text)} is no schedule: use an expression such as ${EXAMPLE} or rate(12 hours)`;
    const fields = inside.trim().split(/\s+/);
    if (fields.length !== FIELDS.length) {
        return `${quoted(text)} has ${fields.length} fields, and AWS reads ${FIELDS.length}: ${FIELDS.map(({ name }) => name).join(", ")}. An example is ${EXAMPLE}`;
    }
    const wrong = FIELDS.find((field, index) => !isField(fields[index] ?? "", field));
    if (wrong !== undefined) {
        return `${quoted(text)} has ${wrong.name} that AWS does not read: use ${wrong.least} to ${wrong.most}, * or lists and ranges of them. An example is ${EXAMPLE}`;
    }
    const unsaid = [fields[2], fields[4]].filter((one) => one === "?").length;
    return unsaid === 1
        ? undefined
        : `${quoted(text)} needs ? for either the days of the month or the days of the week: ${EXAMPLE}`;
}

function isField(text: string, { least, most, words = [], also }: CronField): boolean {
    if (also?.test(text.toUpperCase())) return true;
    const numberOf = (one: string): number => {
        const word = words.indexOf(one.toUpperCase());
        return word >= 0 ? word + least : /^\d{1,4}$/.test(one) ? Number(one) : NaN;
    };
    const isNumber = (one: string): boolean => numberOf(one) >= least && numberOf(one) <= most;
    return text.split(",").every((part) => {
        const [range = "", step, ...more] = part.split("/");
        if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
        if (range === "*") return true;
        const [from = "", to, ...rest] = range.split("-");
        return rest.length === 0 && isNumber(from) && (to === undefined || isNumber(to));
    });
}
