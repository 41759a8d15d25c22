/** How much of an effect is named. */
export interface TextLimits {
    readonly actions: number;
    readonly services: number;
    readonly lines: number;
    readonly names: number;
}

export const LIMITED: TextLimits = { actions: 4, services: 6, lines: 12, names: 5 };
export const UNLIMITED: TextLimits = { actions: Infinity, services: Infinity, lines: Infinity, names: Infinity };
