import type { ChartColors } from "./chartColors";

export const LIGHT_COLORS: ChartColors = {
    surface: "#ffffff",
    text: "#151b26",
    quiet: "#566072",
    line: "#e3e7ee",
    layers: [
        "#4983e5",
        "#b28b45",
        "#3c1a82",
        "#b84c51",
        "#746ca0",
        "#873616",
        "#504cb4",
        "#620b05",
        "#6b4167",
        "#492246",
    ],
    rest: "#8a93a0",
    unit: "#edf0f5",
    changes: ["#12508f", "#3f86cb", "#98c2ee", "#d8dce3", "#f6c48b", "#d97c1e", "#97470a"],
    isNew: "#7a4ea3",
};

export const DARK_COLORS: ChartColors = {
    surface: "#171b22",
    text: "#e8ecf2",
    quiet: "#a0a9b8",
    line: "#2b323d",
    layers: [
        "#7d82d9",
        "#e5d367",
        "#3967b3",
        "#4cd2ab",
        "#b5820c",
        "#d0cafd",
        "#32ae9b",
        "#d5a13c",
        "#b0a5f2",
        "#915c08",
    ],
    rest: "#6d7683",
    unit: "#2b323d",
    changes: ["#6fb1f5", "#4a8dd4", "#28588f", "#434a55", "#7d5428", "#c5741f", "#f7ad5b"],
    isNew: "#a67bd0",
};
