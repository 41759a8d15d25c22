import { choiceSwitch } from "./choiceSwitch";

const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const LABELS: Readonly<Record<Theme, string>> = { auto: "Auto", light: "Light", dark: "Dark" };

/** Where the choice stays until the next visit. */
const STORED = "org-costs-theme";
const isSystemDark = matchMedia("(prefers-color-scheme: dark)");
const listeners: (() => void)[] = [];

/** Paper is light. */
let isPrinted = false;

/** Whether the page is dark now. */
export function isDark(): boolean {
    if (isPrinted) return false;
    const chosen = document.documentElement.dataset["theme"];
    return chosen === "dark" || (chosen !== "light" && isSystemDark.matches);
}

/** What is drawn on a canvas has to be drawn again in the other colours. */
export function onThemeChange(listener: () => void): void {
    listeners.push(listener);
}

/** Light, dark, or as the system has it. */
export function themeSwitch(): HTMLElement {
    apply(storedTheme());
    isSystemDark.addEventListener("change", notify);
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    const choices = THEMES.map((value) => ({ value, shown: LABELS[value] }));
    return choiceSwitch("theme", "Colours of this page", choices, storedTheme(), choose);
}

function choose(theme: Theme): void {
    try {
        localStorage.setItem(STORED, theme);
    } catch {
        // A browser that keeps nothing: the choice is for this visit.
    }
    apply(theme);
    notify();
}

function storedTheme(): Theme {
    try {
        const stored = localStorage.getItem(STORED);
        return THEMES.find((theme) => theme === stored) ?? "auto";
    } catch {
        return "auto";
    }
}

function apply(theme: Theme): void {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
}

function print(begins: boolean): void {
    isPrinted = begins;
    notify();
}

function notify(): void {
    for (const listener of listeners) listener();
}
