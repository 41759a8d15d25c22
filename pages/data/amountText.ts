/** The page is written in English; its numbers have the form that the terminal's have. */
const LOCALE = "en-US";

/** How amounts of one currency are written. */
export interface AmountText {
    /** As exact as the bill: `$1,234.56`. */
    readonly exact: (amount: number) => string;
    /** For tables and titles: `$1,235`, or exact where the sums of the page are small. */
    readonly short: (amount: number) => string;
    /** With a sign: `+$120`. `±$0` for what is shown as nothing. */
    readonly change: (amount: number) => string;
    /** For axes and tiles: `$1.2K`. */
    readonly compact: (amount: number) => string;
}

/**
 * @param currency as AWS bills: `USD`. With anything else than three letters, amounts are bare numbers.
 * @param total the largest sum of the page. From 1,000 on, fractions are left out.
 */
export function amountText(currency: string, total: number): AmountText {
    const shortOptions = Math.abs(total) >= 1000 ? WHOLE : {};
    const format = (options: Intl.NumberFormatOptions): ((amount: number) => string) => {
        const numbers = currencyFormat(currency, options);
        return (amount) => withMinus(numbers.format(withoutMinusZero(amount)));
    };
    const short = format(shortOptions);
    const change = format({ ...shortOptions, signDisplay: "exceptZero" });
    return {
        exact: format({}),
        short,
        compact: format(COMPACT),
        change: (amount) => (/[1-9]/.test(change(amount)) ? change(amount) : `±${short(0)}`),
    };
}

const WHOLE: Intl.NumberFormatOptions = { minimumFractionDigits: 0, maximumFractionDigits: 0 };
const COMPACT: Intl.NumberFormatOptions = { notation: "compact", maximumSignificantDigits: 3 };

const withMinus = (text: string): string => text.replace("-", "−");
/** A sum of floating-point numbers may be -0, or a rounding error below it. */
const withoutMinusZero = (amount: number): number => (Math.abs(amount) < 0.005 ? 0 : amount);

function currencyFormat(currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    if (/^[A-Za-z]{3}$/.test(currency))
        return new Intl.NumberFormat(LOCALE, { style: "currency", currency, ...options });
    const fractions = options === COMPACT ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return new Intl.NumberFormat(LOCALE, { ...fractions, ...options });
}

/** Made once: a page formats thousands of numbers. */
const COUNTS = new Intl.NumberFormat(LOCALE);
const SHARES = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12.3 %`, from a share between 0 and 1. `<0.1 %` for what is more than nothing. */
export function shareText(share: number): string {
    if (share > 0 && share < 0.0005) return "<0.1 %";
    return `${withMinus(SHARES.format(withoutMinusZero(100 * share)))} %`;
}

/** `+12 %`; `new` for what had no costs before, `gone` for what has none any more, empty where there are none at all. */
export function changeShareText(now: number, before: number): string {
    const change = changeShare(now, before);
    if (change === "new" || change === "gone") return change;
    if (change === undefined) return "";
    const percent = Math.round(100 * change);
    if (percent === 0) return "±0 %";
    if (percent > 999) return `×${Math.round(now / before).toLocaleString(LOCALE)}`;
    return `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`;
}

/** By which share costs have changed: 0.12 for 12 % more. A share of nothing, or of a negative sum, says nothing. */
export function changeShare(now: number, before: number): number | "new" | "gone" | undefined {
    const [isNow, isBefore] = [Math.abs(now) >= 0.005, Math.abs(before) >= 0.005];
    if (!isBefore) return isNow ? "new" : undefined;
    if (!isNow) return "gone";
    return before > 0 ? (now - before) / before : undefined;
}

export function countText(count: number): string {
    return COUNTS.format(count);
}
